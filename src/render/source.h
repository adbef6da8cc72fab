// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of the draft's sources, as the canvas wants them: upright, canvas-sized, BT.709 limited 8-bit 4:2:0.
// A source is opened when a segment needs it; few are open at a time, however many cuts there are.
#pragma once

#include "takt/draft.h"
#include "takt/time.h"

#include "av/picture_converter.h"
#include "av/video_reader.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace takt::render {

/// One open file. Frames that already fit the canvas are passed through without a copy.
class Source {
public:
    /// Throws as av::VideoReader does.
    Source(const std::string& path, Size canvas, int decoder_threads, std::stop_token stop);

    /// The frame on screen at `time`, converted; it is converted again only when the source shows another one. It must
    /// not be written to, and stays valid until the next call. Throws Corrupt when the file yields no frame at all.
    [[nodiscard]] const AVFrame& at(Us time, Fit fit);

    [[nodiscard]] const std::string& path() const { return path_; }
    /// False when going back there would mean opening the file again.
    [[nodiscard]] bool reaches(Us time) { return reader_.input().seekable() || time >= reader_.time(); }

private:
    void convert(const AVFrame& frame, Fit fit);

    std::string path_;
    Size canvas_;
    av::VideoReader reader_;
    std::optional<av::PictureConverter> converter_;  // for `fit_`
    std::optional<Fit> fit_;                         // absent before the first frame
    av::FramePtr shown_ = av::make_frame();
    std::optional<Us> shown_time_;
};

/// The open sources. A segment keeps its source while it is on screen; then the next segment of that file takes it.
class Sources {
public:
    Sources(Size canvas, int decoder_threads, std::stop_token stop)
        : canvas_(canvas), decoder_threads_(decoder_threads), stop_(std::move(stop)) {}

    /// Valid until the segment is asked for again. `turn` counts output frames: what was used in this turn stays open.
    [[nodiscard]] const AVFrame& picture(const Segment& segment, Us source_time, std::int64_t turn);

private:
    struct Open {
        const Segment* user;
        std::int64_t last_turn;
        std::unique_ptr<Source> source;
    };
    Open& find_or_open(const Segment& segment, Us source_time, std::int64_t turn);

    Size canvas_;
    int decoder_threads_;
    std::stop_token stop_;
    std::vector<Open> open_;
};

}  // namespace takt::render
