// SPDX-License-Identifier: GPL-3.0-or-later
// Small drafts for the renderer's tests, and a look into what came out.
#pragma once

#include "takt/draft.h"
#include "takt/render.h"

#include "av/handles.h"
#include "support/make_media.h"
#include "support/read_media.h"
#include "support/temp_dir.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace takt::render::test {

using takt::test::ClipSpec;
using takt::test::make_clip;
using takt::test::make_sound;
using takt::test::make_still;
using takt::test::mean_yuv;
using takt::test::read_numbers;
using takt::test::TempDir;
using Yuv = samples::Yuv;
using samples::kBlack;
using samples::kWhite;
inline constexpr Yuv kGrey{126, 128, 128};

/// A draft of 320 × 180 at 30 frames a second; add tracks.
[[nodiscard]] Draft small_draft(Ms duration);
[[nodiscard]] Segment segment(Ms start, Ms duration, const std::filesystem::path& source = {}, Ms source_begin = Ms{0});
[[nodiscard]] Track track(TrackType type, std::vector<Segment> segments);
/// One clip from its begin, and nothing else.
[[nodiscard]] Draft one_clip(const std::filesystem::path& clip, Ms duration);

/// In draft quality, without progress.
RenderResult render(const Draft& draft, const std::filesystem::path& output);

/// A clip of one colour, without sound.
[[nodiscard]] ClipSpec plain(Yuv colour, int frames);
/// 48 kHz stereo, both channels alike; `wave` gives sample `i`.
void write_wav(const std::filesystem::path& path, double seconds, const std::function<double(std::int64_t)>& wave);

[[nodiscard]] av::FramePtr frame_of(const std::filesystem::path& video, std::int64_t n, FrameRate rate);
[[nodiscard]] int brightest(const AVFrame& frame);
[[nodiscard]] std::size_t files_in(const TempDir& folder);

}  // namespace takt::render::test
