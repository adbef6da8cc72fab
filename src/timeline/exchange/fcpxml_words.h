// SPDX-License-Identifier: GPL-3.0-or-later
// How Final Cut Pro XML writes times, addresses, volumes and colours.
#pragma once

#include "takt/time.h"

#include <cstdint>
#include <string>

namespace takt::timeline {

/// Exact: "1001/30000s"; "2s" for whole seconds.
[[nodiscard]] std::string xml_time(std::int64_t frames, FrameRate rate);
/// A path as a URL, relative when it is; what is a URL already stays.
[[nodiscard]] std::string xml_address(const std::string& address);
/// "-9.12dB"; silence is -96.
[[nodiscard]] std::string xml_volume(double volume);
/// "1 0.84 0 1" from "#FFD700".
[[nodiscard]] std::string xml_colour(const std::string& rgb);
/// The enumerated words of conform-rate ("29.97"); empty for rates it does not know.
[[nodiscard]] std::string xml_rate(FrameRate rate);

}  // namespace takt::timeline
