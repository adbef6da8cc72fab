// SPDX-License-Identifier: GPL-3.0-or-later
// The parameter sets of an H.264 or HEVC stream as its container keeps them (avcC, hvcC: ISO/IEC 14496-15): read,
// looked into, and joined so that copied and encoded frames can stand in one track. Read from hostile files: what does
// not parse is absent.
#pragma once

#include "av/nal_units.h"
#include "av/sequence_set.h"

#include <optional>
#include <vector>

namespace takt::av {

struct ParameterSets {
    NalCodec codec = NalCodec::H264;
    int length_size = 4;       ///< of the lengths before the units of each packet
    std::vector<Bytes> units;  ///< in the order they stand
    Bytes prefix;              ///< avcC: profile, compatibility and level
    Bytes suffix;              ///< avcC: what High profile adds at the end
};

/// From the stream's extradata; absent when it is no avcC or hvcC, or broken.
[[nodiscard]] std::optional<ParameterSets> read_parameter_sets(const AVCodecParameters& stream);
/// From an encoder's extradata, with start codes.
[[nodiscard]] ParameterSets sets_from_start_codes(std::span<const std::uint8_t> bytes, NalCodec codec);

/// The only H.264 sequence set among `sets`; absent when there are several, or none.
[[nodiscard]] std::optional<SequenceSet> only_sequence_set(const ParameterSets& sets);
/// Is `unit` in `sets`, byte for byte?
[[nodiscard]] bool holds(const ParameterSets& sets, NalUnit unit);
/// The lowest id (0 to 31) that no H.264 sequence or picture set among `sets` has.
[[nodiscard]] std::optional<int> free_id(const ParameterSets& sets);

/// One avcC for packets of both: lengths of four bytes. Absent when it would hold too many sets.
[[nodiscard]] std::optional<Bytes> joined_avcc(const ParameterSets& copied, const ParameterSets& encoded);

/// Gives `stream` other extradata.
void replace_extradata(AVCodecParameters& stream, std::span<const std::uint8_t> bytes);

}  // namespace takt::av
