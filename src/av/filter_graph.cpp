// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/filter_graph.h"

#include "takt/error.h"

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/pixdesc.h>
}

#include "av/check.h"

#include <fmt/format.h>

#include <array>

namespace takt::av {
namespace {

std::string picture_arguments(const AVFrame& like, AVRational base) {
    const AVRational aspect = like.sample_aspect_ratio.num > 0 ? like.sample_aspect_ratio : AVRational{1, 1};
    return fmt::format("video_size={}x{}:pix_fmt={}:time_base={}/{}:pixel_aspect={}/{}", like.width, like.height,
                       like.format, base.num, base.den, aspect.num, aspect.den);
}

std::string sound_arguments(const AVFrame& like, AVRational base) {
    std::array<char, 128> layout{};
    av_channel_layout_describe(&like.ch_layout, layout.data(), layout.size());
    return fmt::format("sample_rate={}:sample_fmt={}:channel_layout={}:time_base={}/{}", like.sample_rate,
                       av_get_sample_fmt_name(static_cast<AVSampleFormat>(like.format)), layout.data(), base.num,
                       base.den);
}

std::string with_backslashes(std::string_view text, std::string_view before) {
    std::string escaped;
    for (const char c : text) {
        if (before.find(c) != std::string_view::npos) escaped += '\\';
        escaped += c;
    }
    return escaped;
}

FilterPadsPtr make_pads(const char* name, AVFilterContext* filter) {
    FilterPadsPtr pads(avfilter_inout_alloc());
    if (!pads) throw std::bad_alloc();
    pads->name = av_strdup(name);
    pads->filter_ctx = filter;
    return pads;
}

}  // namespace

FilterGraph::FilterGraph(const std::string& chain, const AVFrame& like, AVRational time_base, int threads)
    : graph_(avfilter_graph_alloc()),
      width_(like.width),
      height_(like.height),
      format_(like.format),
      sample_rate_hz_(like.sample_rate),
      channels_(like.ch_layout.nb_channels) {
    if (!graph_) throw std::bad_alloc();
    install_log();
    graph_->nb_threads = threads;
    const bool picture = like.width > 0;
    const auto make = [&](AVFilterContext*& filter, const char* kind, const char* name, const std::string& arguments) {
        check(avfilter_graph_create_filter(&filter, avfilter_get_by_name(kind), name,
                                           arguments.empty() ? nullptr : arguments.c_str(), nullptr, graph_.get()),
              "make a filter", name, ErrorCode::Internal);
    };
    make(source_, picture ? "buffer" : "abuffer", "in",
         picture ? picture_arguments(like, time_base) : sound_arguments(like, time_base));
    make(sink_, picture ? "buffersink" : "abuffersink", "out", {});

    // Seen from the chain: its open input is our source's output, and the other way round.
    FilterPadsPtr outputs = make_pads("in", source_);
    FilterPadsPtr inputs = make_pads("out", sink_);
    AVFilterInOut* raw_inputs = inputs.release();
    AVFilterInOut* raw_outputs = outputs.release();
    const int rc = avfilter_graph_parse_ptr(graph_.get(), chain.c_str(), &raw_inputs, &raw_outputs, nullptr);
    inputs.reset(raw_inputs);
    outputs.reset(raw_outputs);
    check(rc, fmt::format("build the filter chain {}", chain), {}, ErrorCode::Internal);
    check(avfilter_graph_config(graph_.get(), nullptr), fmt::format("build the filter chain {}", chain), {},
          ErrorCode::Internal);
}

bool FilterGraph::accepts(const AVFrame& frame) const {
    return frame.width == width_ && frame.height == height_ && frame.format == format_ &&
           frame.sample_rate == sample_rate_hz_ && frame.ch_layout.nb_channels == channels_;
}

void FilterGraph::send(AVFrame* frame) {
    check(av_buffersrc_add_frame_flags(source_, frame, AV_BUFFERSRC_FLAG_KEEP_REF), "filter", {},
          ErrorCode::RenderFailed);
}

Pull FilterGraph::receive(AVFrame& frame) {
    const int rc = av_buffersink_get_frame(sink_, &frame);
    if (rc == AVERROR(EAGAIN)) return Pull::NeedInput;
    if (rc == AVERROR_EOF) return Pull::End;
    check(rc, "filter", {}, ErrorCode::RenderFailed);
    return Pull::Frame;
}

void FilterGraph::convert(const AVFrame& picture, AVFrame& made) {
    const FramePtr given = make_frame();
    check(av_frame_ref(given.get(), &picture), "keep a frame");
    send(given.get());
    av_frame_unref(&made);
    if (receive(made) != Pull::Frame) {
        throw Error(ErrorCode::Internal, "picture chain: took a frame and gave none");
    }
    made.pict_type = AV_PICTURE_TYPE_NONE;
}

AVRational FilterGraph::time_base() const {
    return av_buffersink_get_time_base(sink_);
}

bool has_filter(const char* name) {
    return avfilter_get_by_name(name) != nullptr;
}

std::string escaped_value(std::string_view value) {
    // A chain is taken apart twice: into filters, and each filter's words into options.
    return with_backslashes(with_backslashes(value, "\\':"), "\\'[],;");
}

}  // namespace takt::av
