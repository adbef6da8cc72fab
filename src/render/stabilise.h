// SPDX-License-Identifier: GPL-3.0-or-later
// Steadies shaky segments before the pictures are rendered: libvidstab looks at the needed stretch of a source once,
// moves its frames against the shake in a second pass, and the result stands in a file beside the output until the
// render is done. So speed, reverse, views and looks need not know: they read another source with the same times.
#pragma once

#include "takt/draft.h"
#include "takt/progress.h"

#include "av/output.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

namespace takt::render {

/// What of its source a stabilised segment needs, with what transitions show beyond it; in whole milliseconds.
[[nodiscard]] Span steadied_stretch(const std::vector<Segment>& segments, std::size_t index);

class Steadied {
public:
    /// Does all the work. Throws EncoderMissing when this FFmpeg has no libvidstab, and as av::VideoReader and
    /// av::Output do. Without stabilised segments nothing is done.
    Steadied(const Draft& draft, const std::filesystem::path& output, Progress& progress, const std::stop_token& stop);

    /// The draft, for its pictures: stabilised segments read the steadied files. Their sound is not in there.
    [[nodiscard]] const Draft& draft() const { return draft_; }

private:
    void steady(Segment& segment, const Span& stretch, const std::filesystem::path& beside, Progress& progress,
                const std::stop_token& stop);

    Draft draft_;
    std::vector<std::unique_ptr<av::Output>> files_;  // never published: gone with this
};

}  // namespace takt::render
