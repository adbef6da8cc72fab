// SPDX-License-Identifier: GPL-3.0-or-later
// The frames of an animated WebP as whole RGBA pictures with their times, by libwebp: this FFmpeg reads only still
// ones.
#pragma once

#include "takt/media_info.h"

#include "av/handles.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace takt::av {

class WebpAnimation {
public:
    /// Holds the compressed file in memory. Throws NotFound, Corrupt, or TooLarge for a canvas over 16 megapixels.
    explicit WebpAnimation(const std::filesystem::path& path);
    ~WebpAnimation();
    WebpAnimation(const WebpAnimation&) = delete;
    WebpAnimation& operator=(const WebpAnimation&) = delete;

    [[nodiscard]] Size size() const;
    [[nodiscard]] bool has_alpha() const;
    /// Begin of each frame, and the end of the last one behind them.
    [[nodiscard]] const std::vector<Us>& times() const { return times_; }

    /// The next frame, valid until the next call; null at the end. `pkt_duration` is in microseconds.
    [[nodiscard]] const AVFrame* next();
    /// Begin of the frame last returned.
    [[nodiscard]] Us time() const { return times_[shown_ > 0 ? shown_ - 1 : 0]; }

private:
    struct Decoder;

    std::string bytes_;
    std::unique_ptr<Decoder> decoder_;
    std::vector<Us> times_;
    std::size_t shown_ = 0;
    FramePtr frame_;
};

}  // namespace takt::av
