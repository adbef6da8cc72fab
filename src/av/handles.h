// SPDX-License-Identifier: GPL-3.0-or-later
// Every libav object takt owns, as a unique_ptr with the right deleter. Objects are owned from their first line;
// nothing else in takt calls an av_*_free. libav's headers enter the project here.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <memory>

namespace takt::av {

struct Free {
    void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
    void operator()(AVCodecContext* context) const noexcept { avcodec_free_context(&context); }
    void operator()(AVFilterGraph* graph) const noexcept { avfilter_graph_free(&graph); }
    void operator()(AVFilterInOut* pads) const noexcept { avfilter_inout_free(&pads); }
    void operator()(AVIOContext* io) const noexcept { avio_closep(&io); }
    void operator()(SwsContext* scaler) const noexcept { sws_freeContext(scaler); }
    void operator()(SwrContext* resampler) const noexcept { swr_free(&resampler); }
};
/// AVFormatContext is closed differently on each side, so each side has its own deleter.
struct CloseInput {
    void operator()(AVFormatContext* context) const noexcept { avformat_close_input(&context); }
};
struct FreeOutput {
    void operator()(AVFormatContext* context) const noexcept { avformat_free_context(context); }
};

using FramePtr = std::unique_ptr<AVFrame, Free>;
using PacketPtr = std::unique_ptr<AVPacket, Free>;
using CodecContextPtr = std::unique_ptr<AVCodecContext, Free>;
using FilterGraphPtr = std::unique_ptr<AVFilterGraph, Free>;
using FilterPadsPtr = std::unique_ptr<AVFilterInOut, Free>;
using IoPtr = std::unique_ptr<AVIOContext, Free>;
using ScalerPtr = std::unique_ptr<SwsContext, Free>;
using ResamplerPtr = std::unique_ptr<SwrContext, Free>;
using InputContextPtr = std::unique_ptr<AVFormatContext, CloseInput>;
using OutputContextPtr = std::unique_ptr<AVFormatContext, FreeOutput>;

[[nodiscard]] FramePtr make_frame();
[[nodiscard]] PacketPtr make_packet();
/// A picture with its own pixels; the colour tags are BT.709 limited.
[[nodiscard]] FramePtr make_picture(int width, int height, AVPixelFormat format);

/// An AVDictionary for one call; what libav did not take from it can be asked for.
class Dictionary {
public:
    Dictionary() = default;
    ~Dictionary() { av_dict_free(&entries_); }
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;
    void set(const char* key, const char* value) { av_dict_set(&entries_, key, value, 0); }
    void set(const char* key, std::int64_t value) { av_dict_set_int(&entries_, key, value, 0); }
    [[nodiscard]] AVDictionary** out() { return &entries_; }
    /// What nobody has taken yet.
    [[nodiscard]] const char* first_key() const {
        const AVDictionaryEntry* entry = av_dict_get(entries_, "", nullptr, AV_DICT_IGNORE_SUFFIX);
        return entry != nullptr ? entry->key : nullptr;
    }

private:
    AVDictionary* entries_ = nullptr;
};

}  // namespace takt::av
