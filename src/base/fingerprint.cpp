// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fingerprint.h"

#include "base/atomic_file.h"
#include "base/regular_file.h"

#include <fmt/format.h>
#define XXH_STATIC_LINKING_ONLY  // the state as a member
#include <xxhash.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <vector>

namespace takt {
namespace {

std::string hex_digits(XXH64_hash_t hash) {
    return fmt::format("{:016x}", hash);
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

struct Fingerprinter::State {
    State() { XXH3_64bits_reset(&hash); }
    XXH3_state_t hash;
};

Fingerprinter::Fingerprinter() : state_(std::make_unique<State>()) {}
Fingerprinter::~Fingerprinter() = default;

void Fingerprinter::add(std::string_view bytes) {
    XXH3_64bits_update(&state_->hash, bytes.data(), bytes.size());
}

std::string Fingerprinter::hex() const {
    return hex_digits(XXH3_64bits_digest(&state_->hash));
}

std::string fingerprint(std::string_view bytes) {
    return hex_digits(XXH3_64bits(bytes.data(), bytes.size()));
}

std::string fingerprint_file(const std::filesystem::path& path) {
    regular_file_size(path);
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
    if (!file) throw_errno(errno, path.string());
    Fingerprinter whole;
    std::vector<char> block(1U << 20U);
    while (const std::size_t count = std::fread(block.data(), 1, block.size(), file.get())) {
        whole.add({block.data(), count});
    }
    if (std::ferror(file.get()) != 0) throw_errno(errno, path.string());
    return whole.hex();
}

}  // namespace takt
