// SPDX-License-Identifier: GPL-3.0-or-later
// One input, one output, a chain in libavfilter's own words between them. Never put text of a user into a chain
// but through escaped_value().
#pragma once

#include "takt/time.h"

#include "av/decoder.h"
#include "av/handles.h"

#include <string>
#include <string_view>

namespace takt::av {

class FilterGraph {
public:
    /// For pictures like `like` (size, format, sample aspect, colour), or for sound like `like` (rate, format, layout).
    /// `chain` e.g. "scale=1280:720,format=yuv420p". Throws Internal when the chain does not fit.
    FilterGraph(const std::string& chain, const AVFrame& like, AVRational time_base, int threads = 1);

    /// Does a frame still look like the one the graph was made for?
    [[nodiscard]] bool accepts(const AVFrame& frame) const;
    /// Gives a frame (the caller keeps its reference), or null to drain.
    void send(AVFrame* frame);
    [[nodiscard]] Pull receive(AVFrame& frame);
    /// For chains that answer each picture with one: that one.
    void convert(const AVFrame& picture, AVFrame& made);
    /// Time base of the frames that come out.
    [[nodiscard]] AVRational time_base() const;

private:
    FilterGraphPtr graph_;
    AVFilterContext* source_ = nullptr;
    AVFilterContext* sink_ = nullptr;
    int width_ = 0;
    int height_ = 0;
    int format_ = -1;
    int sample_rate_hz_ = 0;
    int channels_ = 0;
};

/// Was this libavfilter built with it?
[[nodiscard]] bool has_filter(const char* name);

/// A path as an option's value in a chain, whatever is in it.
[[nodiscard]] std::string escaped_value(std::string_view value);

}  // namespace takt::av
