// SPDX-License-Identifier: GPL-3.0-or-later
// One output frame after another: asks the draft what frame n shows, fetches the pictures, mixes them. What needs no
// mixing is handed on without a copy. Not to be shared between threads.
#pragma once

#include "takt/draft.h"

#include "render/source.h"
#include "render/titles.h"

#include <cstdint>
#include <stop_token>

namespace takt::render {

class Compositor {
public:
    /// `draft` outlives the compositor.
    Compositor(const Draft& draft, int decoder_threads, std::stop_token stop);

    /// Frame `n`, bare of the source's own times, picture types and side data. Throws as Source does.
    [[nodiscard]] av::FramePtr frame(std::int64_t n);

private:
    [[nodiscard]] av::FramePtr pictures(const Layers& layers, std::int64_t n);
    [[nodiscard]] av::FramePtr picture(const PictureLayer& layer, std::int64_t n);

    const Draft& draft_;
    Sources sources_;
    Titles titles_;
    av::FramePtr black_;
};

}  // namespace takt::render
