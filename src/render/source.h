// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of the draft's sources, as the canvas wants them. A source is opened when a segment needs it; few are
// open at a time, however many cuts there are.
#pragma once

#include "takt/draft.h"
#include "takt/time.h"

#include "av/video_reader.h"
#include "render/backwards.h"
#include "render/framer.h"
#include "render/layers.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace takt::render {

/// One open file.
class Source {
public:
    /// Throws as av::VideoReader does.
    Source(const std::string& path, Size canvas, int decoder_threads, std::stop_token stop);

    /// The frame on screen at the layer's time, as its segment wants it: the last one that begins at most half a
    /// millisecond after that time. It must not be written to, and stays valid until the next call. Throws Corrupt
    /// when the file yields no frame at all.
    [[nodiscard]] const AVFrame& picture(const PictureLayer& layer);

    [[nodiscard]] const std::string& path() const { return path_; }
    /// False when going back there would mean opening the file again.
    [[nodiscard]] bool reaches(Us time) { return reader_.input().seekable() || time >= reader_.time(); }

private:
    std::string path_;
    av::VideoReader reader_;
    Framer framer_;
};

/// The open sources. A segment keeps its source while it is on screen; then the next segment of that file takes it.
class Sources {
public:
    Sources(Size canvas, FrameRate rate, int decoder_threads, std::stop_token stop)
        : canvas_(canvas), rate_(rate), decoder_threads_(decoder_threads), stop_(std::move(stop)) {}

    /// What the layer shows in output frame `n`, covers aside; valid until the segment is asked for again. What was
    /// used for frame `n` stays open.
    [[nodiscard]] const AVFrame& picture(const PictureLayer& layer, std::int64_t n);

private:
    struct Open {
        const Segment* user;
        std::int64_t last_frame;
        std::unique_ptr<Source> source;
        Backwards backwards;  // of a reversed segment
    };
    Open& find_or_open(const PictureLayer& layer, std::int64_t n);

    Size canvas_;
    FrameRate rate_;
    int decoder_threads_;
    std::stop_token stop_;
    std::vector<Open> open_;
};

}  // namespace takt::render
