// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/sequence_header.h"

#include "av/bits.h"

#include <algorithm>
#include <array>
#include <vector>

namespace takt::av {
namespace {

constexpr unsigned kParameterSet = 7;
// A parameter set with every scaling list stays far below this.
constexpr std::size_t kMaxUnitBytes = 4096;

/// An encoder puts a 3 after two zeros, so that no start code appears by chance.
std::vector<std::uint8_t> without_escapes(std::span<const std::uint8_t> unit) {
    std::vector<std::uint8_t> bytes;
    int zeros = 0;
    for (const std::uint8_t byte : unit) {
        const bool escape = zeros >= 2 && byte == 3;
        zeros = byte == 0 ? zeros + 1 : 0;
        if (!escape) bytes.push_back(byte);
    }
    return bytes;
}

bool has_chroma_format(int profile) {
    constexpr std::array<int, 13> kHigh{100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135};
    return std::find(kHigh.begin(), kHigh.end(), profile) != kHigh.end();
}

void skip_scaling_list(Bits& bits, int size) {
    int last = 8;
    int next = 8;
    for (int i = 0; i < size && bits.ok(); ++i) {
        if (next != 0) next = (last + bits.signed_code() % 256 + 256) % 256;
        if (next != 0) last = next;
    }
}

void read_chroma(Bits& bits, SequenceHeader& header) {
    header.chroma_format = bits.unsigned_code();
    if (header.chroma_format == 3) bits.skip(1);
    header.luma_depth = 8 + bits.unsigned_code();
    header.chroma_depth = 8 + bits.unsigned_code();
    bits.skip(1);
    if (!bits.flag()) return;
    const int lists = header.chroma_format == 3 ? 12 : 8;
    for (int i = 0; i < lists; ++i) {
        if (bits.flag()) skip_scaling_list(bits, i < 6 ? 16 : 64);
    }
}

void skip_picture_order(Bits& bits) {
    const std::uint32_t type = bits.unsigned_code();
    if (type == 0) (void)bits.unsigned_code();
    if (type != 1) return;
    bits.skip(1);
    (void)bits.signed_code();
    (void)bits.signed_code();
    const std::uint32_t cycle = bits.unsigned_code();
    for (std::uint32_t i = 0; i < cycle && i < 256 && bits.ok(); ++i) (void)bits.signed_code();
}

void read_size(Bits& bits, SequenceHeader& header) {
    const std::int64_t width = (bits.unsigned_code() + std::int64_t{1}) * 16;
    const std::int64_t map_units = bits.unsigned_code() + std::int64_t{1};
    header.frames_only = bits.flag();
    const int fields = header.frames_only ? 1 : 2;
    if (!header.frames_only) bits.skip(1);
    bits.skip(1);
    std::int64_t left_right = 0;
    std::int64_t top_bottom = 0;
    if (bits.flag()) {
        left_right = std::int64_t{bits.unsigned_code()} + bits.unsigned_code();
        top_bottom = std::int64_t{bits.unsigned_code()} + bits.unsigned_code();
    }
    const int across = header.chroma_format == 1 || header.chroma_format == 2 ? 2 : 1;
    const int down = (header.chroma_format == 1 ? 2 : 1) * fields;
    header.size = {static_cast<int>(std::clamp<std::int64_t>(width - left_right * across, 0, 1 << 20)),
                   static_cast<int>(std::clamp<std::int64_t>(map_units * 16 * fields - top_bottom * down, 0, 1 << 20))};
}

void read_aspect(Bits& bits, SequenceHeader& header) {
    // Table E-1.
    constexpr std::array<std::array<int, 2>, 17> kRatios{{{0, 1},
                                                          {1, 1},
                                                          {12, 11},
                                                          {10, 11},
                                                          {16, 11},
                                                          {40, 33},
                                                          {24, 11},
                                                          {20, 11},
                                                          {32, 11},
                                                          {80, 33},
                                                          {18, 11},
                                                          {15, 11},
                                                          {64, 33},
                                                          {160, 99},
                                                          {4, 3},
                                                          {3, 2},
                                                          {2, 1}}};
    constexpr std::uint32_t kWrittenOut = 255;
    const std::uint32_t code = bits.take(8);
    if (code == kWrittenOut) {
        header.aspect_num = static_cast<int>(bits.take(16));
        header.aspect_den = static_cast<int>(bits.take(16));
    } else if (code < kRatios.size()) {
        header.aspect_num = kRatios[code][0];
        header.aspect_den = kRatios[code][1];
    }
}

void read_usability(Bits& bits, SequenceHeader& header) {
    if (bits.flag()) read_aspect(bits, header);
    if (bits.flag()) bits.skip(1);
    header.tells_range = bits.flag();
    if (!header.tells_range) return;
    bits.skip(3);
    header.full_range = bits.flag();
    if (!bits.flag()) return;
    header.primaries = bits.take(8);
    header.transfer = bits.take(8);
    header.matrix = bits.take(8);
}

}  // namespace

std::optional<SequenceHeader> read_sequence_header(std::span<const std::uint8_t> unit) {
    if (unit.size() < 5 || unit.size() > kMaxUnitBytes || (unit[0] & 0x9FU) != kParameterSet) return std::nullopt;
    const std::vector<std::uint8_t> bytes = without_escapes(unit.subspan(1));
    Bits bits(bytes);
    SequenceHeader header;
    header.profile_idc = static_cast<int>(bits.take(8));
    header.constraints = bits.take(8);
    bits.skip(8);
    (void)bits.unsigned_code();
    if (has_chroma_format(header.profile_idc)) read_chroma(bits, header);
    (void)bits.unsigned_code();
    skip_picture_order(bits);
    (void)bits.unsigned_code();
    bits.skip(1);
    read_size(bits, header);
    if (bits.flag()) read_usability(bits, header);
    const bool sane = bits.ok() && header.size.width > 0 && header.size.height > 0 && header.chroma_format <= 3;
    return sane ? std::optional(header) : std::nullopt;
}

}  // namespace takt::av
