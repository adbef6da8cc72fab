// SPDX-License-Identifier: GPL-3.0-or-later
// What an H.264 sequence parameter set says of the picture: enough to describe a stream without decoding a frame.
// Used by header_facts; field names and order follow ITU-T H.264, 7.3.2.1.1 and E.1.1.
#pragma once

#include "takt/media_info.h"

#include <cstdint>
#include <optional>
#include <span>

namespace takt::av {

struct SequenceHeader {
    int profile_idc = 0;
    unsigned constraints = 0;  ///< constraint_set0_flag is the highest of eight bits
    unsigned chroma_format = 1;
    unsigned luma_depth = 8;
    unsigned chroma_depth = 8;
    Size size;                ///< after cropping
    bool frames_only = true;  ///< false: fields may be coded
    int aspect_num = 0;       ///< sample aspect; 0 when not told
    int aspect_den = 1;
    bool tells_range = false;  ///< `full_range` stands in the stream
    bool full_range = false;
    unsigned primaries = 2;  ///< ITU-T H.273 codes; 2 is "unspecified"
    unsigned transfer = 2;
    unsigned matrix = 2;
};

/// `unit` is the whole NAL unit, its header byte included. Absent when it is broken or not a parameter set.
[[nodiscard]] std::optional<SequenceHeader> read_sequence_header(std::span<const std::uint8_t> unit);

}  // namespace takt::av
