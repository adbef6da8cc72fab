// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target over the files, and the files of the folders, it is given, so that every compiler proves what
// fuzzing has found.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

int run(const std::filesystem::path& path) {
    if (std::filesystem::is_directory(path)) {
        int inputs = 0;
        for (const auto& entry : std::filesystem::directory_iterator(path)) inputs += run(entry.path());
        return inputs;
    }
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    int inputs = 0;
    for (int i = 1; i < argc; ++i) inputs += run(argv[i]);
    std::printf("%d inputs\n", inputs);
    return inputs > 0 ? 0 : 1;
}
