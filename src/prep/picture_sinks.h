// SPDX-License-Identifier: GPL-3.0-or-later
// What else is made of the prepared pictures while they pass by on their way to the encoder: thumbnails, a proxy,
// measures. Each frame is decoded and converted once, whoever wants it.
#pragma once

#include "takt/preparation.h"

#include "av/encoder.h"
#include "av/filter_graph.h"
#include "av/output.h"
#include "prep/picture_measuring.h"

#include <memory>
#include <optional>
#include <vector>

namespace takt::prep {

class PictureSink {
public:
    PictureSink() = default;
    virtual ~PictureSink() = default;
    PictureSink(const PictureSink&) = delete;
    PictureSink& operator=(const PictureSink&) = delete;

    /// `picture` is upright and on screen from `time` on; it may be looked at during the call only.
    virtual void show(const AVFrame& picture, Us time) = 0;
    /// No more pictures; what was gathered goes into `seen`.
    virtual void finish(Executed& seen) = 0;
};

/// `count` JPEGs from the middles of equal parts of `duration`.
class ThumbnailSink final : public PictureSink {
public:
    ThumbnailSink(int count, Us duration);
    void show(const AVFrame& picture, Us time) override;
    void finish(Executed& seen) override;

    /// When the next one is due; absent when all are made.
    [[nodiscard]] std::optional<Us> due() const;

private:
    [[nodiscard]] std::string jpeg(const AVFrame& picture);

    int count_;
    Us duration_;
    std::vector<Thumbnail> made_;
    std::optional<av::FilterGraph> graph_;
    std::optional<Thumbnail> last_;  // for a clip that ends before the first is due
};

/// A small H.264 copy without sound, proven before it gets its name.
class ProxySink final : public PictureSink {
public:
    ProxySink(const std::filesystem::path& path, Size size, FrameRate rate, std::stop_token stop);
    void show(const AVFrame& picture, Us time) override;
    void finish(Executed& seen) override;

private:
    void write_packets();

    std::filesystem::path path_;
    Size size_;
    FrameRate rate_;
    std::stop_token stop_;
    av::Output output_;
    av::Encoder encoder_;
    int out_stream_;
    std::optional<av::FilterGraph> graph_;
    av::FramePtr small_ = av::make_frame();
    av::PacketPtr packet_ = av::make_packet();
    std::int64_t frames_ = 0;
};

class MeasureSink final : public PictureSink {
public:
    void show(const AVFrame& picture, Us time) override { measuring_.look(picture, time); }
    void finish(Executed& seen) override { seen.measures = measuring_.result(); }

private:
    PictureMeasuring measuring_;
};

/// The sinks `extras` asks for.
[[nodiscard]] std::vector<std::unique_ptr<PictureSink>> make_sinks(const Extras& extras, Size size, FrameRate rate,
                                                                   Us duration, const std::stop_token& stop);

}  // namespace takt::prep
