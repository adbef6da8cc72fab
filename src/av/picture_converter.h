// SPDX-License-Identifier: GPL-3.0-or-later
// Frames of one kind, turned into takt's own: upright, square pixels, BT.709 limited, 8-bit 4:2:0. What picture_chain
// describes in libavfilter's words is done here in the cheapest way that gives the same picture: frames that are right
// already are passed on without a copy, turned ones are turned, HDR goes through a table. Used by prep and render.
//
// The named error of the table way against picture_chain's float way, in 8-bit code values: flat colours all over
// BT.2020 mean 0.1, at most 5; smooth pictures mean 0.2, one sample in a thousand over 8, which are colours on the edge
// of BT.709, where light near zero makes the screen's curve infinitely steep (tests/av/picture_converter_test.cpp).
#pragma once

#include "av/filter_graph.h"
#include "av/picture_chain.h"
#include "av/tone_map.h"

#include <optional>
#include <vector>

namespace takt::av {

enum class PictureWay {
    PassOn,     ///< the frame itself
    Turn,       ///< its pixels, turned
    Tone,       ///< through the table, at its size or half of it; then turned
    ScaleTone,  ///< scaled by zscale first, as the chain does
    Chain,      ///< all of picture_chain
};

/// The way for frames like `like`, before they are placed on a canvas of another shape.
[[nodiscard]] PictureWay picture_way(const VideoStreamInfo& stream, const PictureTarget& target, const AVFrame& like);

class PictureConverter {
public:
    /// `threads` are those of the filter graph, where one is needed.
    PictureConverter(const VideoStreamInfo& stream, const PictureTarget& target, const AVFrame& like, int threads = 1);

    /// Does a frame still look like the one the converter was made for?
    [[nodiscard]] bool accepts(const AVFrame& frame) const;

    /// `to` becomes the converted picture with the time of `from` and none of its side data or metadata; it may share
    /// its pixels with `from`, so they must not be written to. One thread at a time.
    void convert(const AVFrame& from, AVFrame& to);

    [[nodiscard]] PictureWay way() const { return way_; }

private:
    /// A graph whose frames are numbered, so that an answer is known to belong to its question.
    struct Answering {
        FilterGraph graph;
        std::int64_t asked = 0;
        void answer(const AVFrame& from, AVFrame& to);
    };

    void make_upright(const AVFrame& from, AVFrame& to);
    void turn_upright(const AVFrame& from, AVFrame& to);
    [[nodiscard]] AVFrame& free_picture(Size size);

    VideoStreamInfo stream_;
    PictureWay way_;
    Size upright_;
    Size stored_;  // the same before it is turned
    FramePtr like_ = make_frame();
    std::optional<Answering> before_;  // ScaleTone's scaler, or the whole chain
    std::optional<Answering> after_;   // crop, pad or blur
    std::optional<ToneTable> table_;
    std::vector<FramePtr> pictures_;  // used again when nobody else holds them
};

}  // namespace takt::av
