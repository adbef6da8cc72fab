// SPDX-License-Identifier: GPL-3.0-or-later
// What a stream's header and codec configuration (avcC, hvcC, AudioSpecificConfig) tell without decoding a frame, and
// when that is not to be believed. Used by probe, on an Input opened without stream analysis.
#pragma once

#include "av/handles.h"

#include <string>

namespace takt::av {

/// Fills the parameters of `stream` that its container leaves open: profile, pixel format, colour, sample aspect, or
/// the profile of AAC. Where bitstream and container differ in colour, the bitstream counts. Returns why a frame must
/// be decoded to know; empty when the header is convincing.
[[nodiscard]] std::string complete_from_header(AVStream& stream);

}  // namespace takt::av
