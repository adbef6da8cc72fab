// SPDX-License-Identifier: GPL-3.0-or-later
// Which size, frame rate and bit rates fit a file under a limit, and what to say about it. Used by judge, plan and
// find_faults, so that they agree. Pure: bytes and seconds in, decisions and sentences out.
#pragma once

#include "takt/media_info.h"
#include "takt/preparation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace takt::prep {

/// When the picture may take any bits to fill a limit, this is still the finest.
constexpr double kFinestCrf = 8;
/// Coarser than this the picture does not get only to stay under its source's size.
constexpr double kCoarsestForSource = 28;

/// What the wanted part of the file takes now, were its bytes spread evenly. Never throws.
[[nodiscard]] std::int64_t wanted_bytes(const MediaInfo& info, const Wishes& wishes);

/// How long the wanted part plays. Never throws.
[[nodiscard]] Us playing_length(const MediaInfo& info, const Wishes& wishes);

/// How many bytes H.264 takes for the picture that `codec` holds in one, at about equal quality.
[[nodiscard]] double h264_bytes_for(std::string_view codec);

/// What MP4 adds to the packets themselves.
[[nodiscard]] std::int64_t container_bytes(std::int64_t frames, Us sound);

/// The long side at which a still of this shape stays under the limit, whatever it shows; at most the limits' own.
[[nodiscard]] int still_side_under(Size display, bool png, const Limits& limits);

/// Sets bit rates, and where they do not suffice size and frame rate, so that `encoded` ends under
/// `limits.max_size_bytes` and, for its picture, not above `source_bytes` without need. `kept` of the source plays for
/// `duration`. Answers what was traded for it.
[[nodiscard]] std::vector<std::string> fit_under_limit(Transcode& encoded, const MediaInfo& info, const Limits& limits,
                                                       std::int64_t source_bytes, Us duration);

/// Why even the smallest picture, or the thinnest sound, is too large; absent when something fits.
[[nodiscard]] std::optional<Reason> cannot_fit(const MediaInfo& info, const Limits& limits, const Wishes& wishes);

/// "10 MB", "1.5 GB", "200 kB": decimal, as --max-size reads it.
[[nodiscard]] std::string size_text(std::int64_t bytes);

}  // namespace takt::prep
