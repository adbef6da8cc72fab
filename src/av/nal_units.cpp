// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/nal_units.h"

#include "av/check.h"

#include <algorithm>
#include <cstring>

namespace takt::av {
namespace {

constexpr std::size_t kLengthBytes = 4;

NalKind h264_kind(int type) {
    if (type == 5) return NalKind::Refresh;
    if (type >= 1 && type <= 4) return NalKind::Slice;
    return type == 7 || type == 8 || type == 13 || type == 15 ? NalKind::ParameterSet : NalKind::Other;
}

NalKind hevc_kind(int type) {
    if (type == 19 || type == 20) return NalKind::Refresh;
    if (type >= 16 && type <= 21) return NalKind::RandomAccess;
    if (type < 32) return NalKind::Slice;
    return type <= 34 ? NalKind::ParameterSet : NalKind::Other;
}

/// Where the next 00 00 01 begins at or after `from`; the size when there is none.
std::size_t find_start_code(std::span<const std::uint8_t> bytes, std::size_t from) {
    for (std::size_t at = from; at + 3 <= bytes.size(); ++at) {
        if (bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1) return at;
    }
    return bytes.size();
}

}  // namespace

NalKind kind_of(NalUnit unit, NalCodec codec) {
    if (unit.empty()) return NalKind::Other;
    return codec == NalCodec::H264 ? h264_kind(unit[0] & 0x1F) : hevc_kind((unit[0] >> 1) & 0x3F);
}

std::optional<std::vector<NalUnit>> split_sized(std::span<const std::uint8_t> bytes, int length_size) {
    if (length_size < 1 || length_size > 4) return std::nullopt;
    const auto prefix = static_cast<std::size_t>(length_size);
    std::vector<NalUnit> units;
    while (!bytes.empty()) {
        if (bytes.size() < prefix) return std::nullopt;
        std::size_t length = 0;
        for (const std::uint8_t byte : bytes.first(prefix)) length = length << 8U | byte;
        bytes = bytes.subspan(prefix);
        if (length > bytes.size()) return std::nullopt;
        if (length > 0) units.push_back(bytes.first(length));
        bytes = bytes.subspan(length);
    }
    return units;
}

std::vector<NalUnit> split_start_codes(std::span<const std::uint8_t> bytes) {
    std::vector<NalUnit> units;
    std::size_t at = find_start_code(bytes, 0);
    while (at + 3 < bytes.size()) {
        const std::size_t begin = at + 3;
        at = find_start_code(bytes, begin);
        std::size_t end = at;
        // A unit never ends in zero: those belong to the next start code.
        while (end > begin && bytes[end - 1] == 0) --end;
        if (end > begin) units.push_back(bytes.subspan(begin, end - begin));
    }
    return units;
}

Bytes join_sized(std::span<const NalUnit> units) {
    std::size_t size = 0;
    for (const NalUnit unit : units) size += kLengthBytes + unit.size();
    Bytes joined;
    joined.reserve(size);
    for (const NalUnit unit : units) {
        for (int shift = 24; shift >= 0; shift -= 8) joined.push_back(static_cast<std::uint8_t>(unit.size() >> shift));
        joined.insert(joined.end(), unit.begin(), unit.end());
    }
    return joined;
}

void replace_payload(AVPacket& packet, std::span<const std::uint8_t> bytes) {
    PacketPtr fresh = make_packet();
    check(av_new_packet(fresh.get(), static_cast<int>(bytes.size())), "make a packet");
    if (!bytes.empty()) std::memcpy(fresh->data, bytes.data(), bytes.size());
    check(av_packet_copy_props(fresh.get(), &packet), "make a packet");
    av_packet_unref(&packet);
    av_packet_move_ref(&packet, fresh.get());
}

}  // namespace takt::av
