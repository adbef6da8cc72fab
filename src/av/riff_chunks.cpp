// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/riff_chunks.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <string_view>

namespace takt::av {
namespace {

constexpr int kMostChunks = 10'000;
constexpr std::uint32_t kUntilTheEnd = 0xFFFF'FFFF;

struct Chunk {
    std::array<unsigned char, 8> bytes{};
    [[nodiscard]] std::string_view name() const { return {reinterpret_cast<const char*>(bytes.data()), 4}; }
    [[nodiscard]] std::uint32_t size() const {
        return bytes[4] | bytes[5] << 8U | bytes[6] << 16U | static_cast<std::uint32_t>(bytes[7]) << 24U;
    }
};

bool read(std::ifstream& file, Chunk& chunk) {
    return static_cast<bool>(file.read(reinterpret_cast<char*>(chunk.bytes.data()), chunk.bytes.size()));
}

}  // namespace

bool has_endless_chunks(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    Chunk chunk;
    if (!read(file, chunk) || (chunk.name() != "RIFF" && chunk.name() != "RF64")) return false;
    file.seekg(4, std::ios::cur);  // the kind of RIFF
    for (int count = 0; read(file, chunk); ++count) {
        if (count == kMostChunks) return true;
        // A stream's sound goes on to the end, whatever its size says.
        if (chunk.size() == kUntilTheEnd || (chunk.name() == "data" && chunk.size() == 0)) return false;
        file.seekg(static_cast<std::streamoff>(chunk.size()) + chunk.size() % 2, std::ios::cur);
    }
    return false;
}

}  // namespace takt::av
