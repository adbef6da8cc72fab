// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/sequence_set.h"

#include "av/bit_reader.h"

#include <algorithm>
#include <array>

namespace takt::av {
namespace {

constexpr int kSequence = 7;

bool has_chroma_fields(int profile_idc) {
    constexpr std::array<int, 13> kHighProfiles{100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135};
    return std::find(kHighProfiles.begin(), kHighProfiles.end(), profile_idc) != kHighProfiles.end();
}

void pass_scaling_lists(BitReader& reader, int chroma_format) {
    for (int list = 0; list < (chroma_format == 3 ? 12 : 8); ++list) {
        if (!reader.flag()) continue;
        std::int64_t last = 8;
        std::int64_t next = 8;
        for (int i = 0; i < (list < 6 ? 16 : 64) && !reader.overrun(); ++i) {
            if (next != 0) next = (last + reader.signed_number() + 256) % 256;
            if (next != 0) last = next;
        }
    }
}

void read_chroma(BitReader& reader, SequenceSet& set) {
    set.chroma_format = static_cast<int>(reader.number());
    if (set.chroma_format == 3) (void)reader.flag();
    const std::uint32_t luma_depth = reader.number();
    const std::uint32_t chroma_depth = reader.number();
    set.bit_depth = 8 + static_cast<int>(std::min<std::uint32_t>(8, std::max(luma_depth, chroma_depth)));
    (void)reader.flag();
    if (reader.flag()) pass_scaling_lists(reader, set.chroma_format);
}

void pass_order_count(BitReader& reader) {
    const std::uint32_t type = reader.number();
    if (type == 0) (void)reader.number();
    if (type != 1) return;
    (void)reader.flag();
    (void)reader.signed_number();
    (void)reader.signed_number();
    const std::uint32_t cycle = reader.number();
    for (std::uint32_t i = 0; i < cycle && !reader.overrun(); ++i) (void)reader.signed_number();
}

void pass_hrd(BitReader& reader) {
    const std::uint32_t count = reader.number() + 1;
    (void)reader.bits(8);
    for (std::uint32_t i = 0; i < count && !reader.overrun(); ++i) {
        (void)reader.number();
        (void)reader.number();
        (void)reader.flag();
    }
    (void)reader.bits(20);
}

/// Annex E up to bitstream_restriction.
std::optional<int> read_reorder_depth(BitReader& reader) {
    constexpr std::uint32_t kExtendedAspect = 255;
    if (reader.flag() && reader.bits(8) == kExtendedAspect) (void)reader.bits(32);
    if (reader.flag()) (void)reader.flag();
    if (reader.flag()) {
        (void)reader.bits(4);
        if (reader.flag()) (void)reader.bits(24);
    }
    if (reader.flag()) {
        (void)reader.number();
        (void)reader.number();
    }
    if (reader.flag()) {
        (void)reader.bits(32);
        (void)reader.bits(32);
        (void)reader.flag();
    }
    const bool nal_hrd = reader.flag();
    if (nal_hrd) pass_hrd(reader);
    const bool vcl_hrd = reader.flag();
    if (vcl_hrd) pass_hrd(reader);
    if (nal_hrd || vcl_hrd) (void)reader.flag();
    (void)reader.flag();
    if (!reader.flag()) return std::nullopt;
    (void)reader.flag();
    for (int i = 0; i < 4; ++i) (void)reader.number();
    const std::uint32_t depth = reader.number();
    if (reader.overrun() || depth > 16) return std::nullopt;
    return static_cast<int>(depth);
}

}  // namespace

std::optional<SequenceSet> read_sequence_set(NalUnit unit) {
    if (unit.size() < 4 || (unit[0] & 0x1F) != kSequence) return std::nullopt;
    BitReader reader(unit.subspan(1));
    SequenceSet set;
    set.profile_idc = static_cast<int>(reader.bits(8));
    set.constraint_3 = (reader.bits(8) & 0x10U) != 0;
    set.level_idc = static_cast<int>(reader.bits(8));
    set.id = static_cast<int>(std::min<std::uint32_t>(reader.number(), kHighestSequenceId + 1));
    if (has_chroma_fields(set.profile_idc)) read_chroma(reader, set);
    (void)reader.number();
    pass_order_count(reader);
    set.reference_frames = static_cast<int>(std::min<std::uint32_t>(reader.number(), 16));
    (void)reader.flag();
    set.width_mbs = static_cast<int>(std::min<std::uint32_t>(reader.number(), 4095)) + 1;
    set.height_units = static_cast<int>(std::min<std::uint32_t>(reader.number(), 4095)) + 1;
    set.frames_only = reader.flag();
    if (!set.frames_only) (void)reader.flag();
    (void)reader.flag();
    if (reader.flag()) {
        for (int side = 0; side < 4; ++side) (void)reader.number();
    }
    const bool more = reader.flag();
    if (reader.overrun() || set.id > kHighestSequenceId) return std::nullopt;
    if (more) set.reorder_depth = read_reorder_depth(reader);
    return set;
}

}  // namespace takt::av
