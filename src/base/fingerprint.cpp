// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fingerprint.h"

#include "base/atomic_file.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <vector>

namespace takt {
namespace {

std::string hex(XXH64_hash_t hash) {
    return fmt::format("{:016x}", hash);
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
struct FreeState {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

}  // namespace

std::string fingerprint(std::string_view bytes) {
    return hex(XXH3_64bits(bytes.data(), bytes.size()));
}

std::string fingerprint_file(const std::filesystem::path& path) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
    if (!file) throw_errno(errno, path.string());
    const std::unique_ptr<XXH3_state_t, FreeState> state(XXH3_createState());
    XXH3_64bits_reset(state.get());
    std::vector<char> block(1U << 20U);
    while (const std::size_t count = std::fread(block.data(), 1, block.size(), file.get())) {
        XXH3_64bits_update(state.get(), block.data(), count);
    }
    if (std::ferror(file.get()) != 0) throw_errno(errno, path.string());
    return hex(XXH3_64bits_digest(state.get()));
}

}  // namespace takt
