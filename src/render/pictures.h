// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of a draft as an H.264 stream: one thread decodes and composes, the caller's encodes and writes.
#pragma once

#include "takt/draft.h"
#include "takt/progress.h"
#include "takt/render.h"

#include "render/soundtrack.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace takt::render {

/// Writes `frames` frames of the draft and the sound track to `path`, an MP4 that is finished but not yet published.
/// Throws what a source, the encoder or the disk throws; nothing is left behind then.
[[nodiscard]] std::unique_ptr<av::Output> write_video(const Draft& draft, std::int64_t frames,
                                                      const Soundtrack& soundtrack, const std::filesystem::path& path,
                                                      const RenderOptions& options, Progress& progress,
                                                      const std::stop_token& stop);

}  // namespace takt::render
