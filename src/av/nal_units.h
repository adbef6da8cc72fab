// SPDX-License-Identifier: GPL-3.0-or-later
// The units inside an H.264 or HEVC packet, told apart by their first bytes, without decoding. Used where packets are
// copied and must be known to be what they claim. Input is never trusted: lengths that do not fit are answered, not
// followed.
#pragma once

#include "av/handles.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace takt::av {

enum class NalCodec { H264, Hevc };

/// One unit with its header, without length or start code. A view into whatever was split.
using NalUnit = std::span<const std::uint8_t>;
using Bytes = std::vector<std::uint8_t>;

enum class NalKind {
    Slice,         ///< of a picture that needs others
    Refresh,       ///< of an IDR picture: nothing after it refers to anything before it
    RandomAccess,  ///< HEVC CRA or BLA: as Refresh once no leading pictures follow
    ParameterSet,  ///< VPS, SPS, SPS extension, PPS
    Other,         ///< delimiters, SEI, filler, …
};

[[nodiscard]] NalKind kind_of(NalUnit unit, NalCodec codec);
[[nodiscard]] inline bool is_picture(NalKind kind) {
    return kind != NalKind::ParameterSet && kind != NalKind::Other;
}

/// Units that follow lengths of `length_size` (1 to 4) bytes, as MP4 and Matroska store them. Absent when the lengths
/// do not add up.
[[nodiscard]] std::optional<std::vector<NalUnit>> split_sized(std::span<const std::uint8_t> bytes, int length_size);
/// Units between start codes, as encoders give them.
[[nodiscard]] std::vector<NalUnit> split_start_codes(std::span<const std::uint8_t> bytes);
/// The units behind lengths of four bytes each.
[[nodiscard]] Bytes join_sized(std::span<const NalUnit> units);

[[nodiscard]] inline std::span<const std::uint8_t> payload(const AVPacket& packet) {
    return {packet.data, static_cast<std::size_t>(packet.size > 0 ? packet.size : 0)};
}
/// Gives `packet` other bytes; times and flags stay.
void replace_payload(AVPacket& packet, std::span<const std::uint8_t> bytes);

}  // namespace takt::av
