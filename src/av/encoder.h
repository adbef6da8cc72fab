// SPDX-License-Identifier: GPL-3.0-or-later
// Encoders for what takt writes: pictures (H.264 through x264, others for samples and tests) and sound (AAC-LC).
#pragma once

#include "takt/media_info.h"
#include "takt/time.h"

#include "av/decoder.h"
#include "av/handles.h"

#include <map>
#include <string>

namespace takt::av {

struct VideoEncoding {
    Size size;
    FrameRate rate;              ///< the time base is its inverse, unless `time_base` is set
    AVRational time_base{0, 1};  ///< for variable frame rate
    std::string codec = "libx264";
    AVPixelFormat format = AV_PIX_FMT_YUV420P;
    AVRational sample_aspect{1, 1};
    int gop_frames = 0;  ///< 0: one second
    int threads = 0;
    std::map<std::string, std::string> options;  ///< the codec's own: preset, crf, profile, …
    AVColorPrimaries primaries = AVCOL_PRI_BT709;
    AVColorTransferCharacteristic transfer = AVCOL_TRC_BT709;
    AVColorSpace matrix = AVCOL_SPC_BT709;
    AVColorRange range = AVCOL_RANGE_MPEG;
};

struct AudioEncoding {
    int sample_rate_hz = 48'000;
    int channels = 2;
    std::int64_t bit_rate_bps = 192'000;
    std::string codec = "aac";
};

class Encoder {
public:
    /// Throws EncoderMissing, or Internal for settings the codec refuses.
    explicit Encoder(const VideoEncoding& encoding);
    explicit Encoder(const AudioEncoding& encoding);

    /// Gives a frame with pts in `time_base()`, or null to drain. Receive until NeedInput before the next one.
    void send(const AVFrame* frame);
    [[nodiscard]] Pull receive(AVPacket& packet);

    /// x264's quality from the next frame on; without effect on encoders that have none. 0 is the finest, 51 the
    /// coarsest.
    void set_crf(double crf);

    [[nodiscard]] AVRational time_base() const { return context_->time_base; }
    /// Samples in an audio frame; 0 when any number will do.
    [[nodiscard]] int frame_samples() const { return context_->frame_size; }
    [[nodiscard]] const AVCodecContext& context() const { return *context_; }

private:
    CodecContextPtr context_;
};

}  // namespace takt::av
