// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/picture_sinks.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/still_encoder.h"
#include "av/ticks.h"
#include "prep/faults.h"
#include "prep/written.h"

#include <fmt/format.h>

#include <utility>

namespace takt::prep {
namespace {

constexpr int kThumbnailSide = 320;
constexpr int kProxySide = 640;
constexpr int kThumbnailScale = 4;  // of JPEG

av::VideoEncoding proxy_encoding(Size size, FrameRate rate) {
    av::VideoEncoding encoding;
    encoding.size = size;
    encoding.rate = rate;
    encoding.options = {{"preset", "ultrafast"}, {"crf", "26"}, {"profile", "high"}};
    encoding.threads = 1;
    return encoding;
}

}  // namespace

ThumbnailSink::ThumbnailSink(int count, Us duration) : count_(count), duration_(duration) {}

std::optional<Us> ThumbnailSink::due() const {
    const auto next = static_cast<std::int64_t>(made_.size());
    if (next >= count_) return std::nullopt;
    return duration_ * (2 * next + 1) / (2 * count_);
}

void ThumbnailSink::show(const AVFrame& picture, Us time) {
    for (auto wanted = due(); wanted && time >= *wanted; wanted = due()) {
        const bool repeats = !made_.empty() && made_.back().time == time;
        made_.push_back(repeats ? made_.back() : Thumbnail{time, jpeg(picture)});
    }
    if (made_.empty() && !last_) last_ = Thumbnail{time, jpeg(picture)};
}

void ThumbnailSink::finish(Executed& seen) {
    if (made_.empty() && last_) made_.push_back(*last_);
    seen.thumbnails = std::move(made_);
}

std::string ThumbnailSink::jpeg(const AVFrame& picture) {
    const Size size = fit_inside({picture.width, picture.height}, kThumbnailSide);
    if (!graph_ || !graph_->accepts(picture)) {
        graph_.emplace(fmt::format("scale={}:{}:flags=area:out_color_matrix=bt601:out_range=pc,format=yuvj420p",
                                   size.width, size.height),
                       picture, av::kUsBase);
    }
    const av::FramePtr small = av::make_frame();
    graph_->convert(picture, *small);
    return av::encode_jpeg(*small, kThumbnailScale);
}

ProxySink::ProxySink(const std::filesystem::path& path, Size size, FrameRate rate, std::stop_token stop)
    : path_(path),
      size_(fit_inside(size, kProxySide)),
      rate_(rate),
      stop_(std::move(stop)),
      output_(path, "mp4"),
      encoder_(proxy_encoding(size_, rate)),
      out_stream_(output_.add_stream(encoder_)) {
    output_.begin();
}

void ProxySink::show(const AVFrame& picture, Us) {
    if (!graph_ || !graph_->accepts(picture)) {
        graph_.emplace(fmt::format("scale={}:{}:flags=area,format=yuv420p", size_.width, size_.height), picture,
                       av::kUsBase);
    }
    graph_->convert(picture, *small_);
    small_->pts = frames_++;
    encoder_.send(small_.get());
    write_packets();
}

void ProxySink::write_packets() {
    while (encoder_.receive(*packet_) == av::Pull::Frame) output_.write(*packet_, out_stream_, encoder_.time_base());
}

void ProxySink::finish(Executed&) {
    encoder_.send(nullptr);
    write_packets();
    output_.finish();
    (void)prove(output_.part(), path_.filename().string(),
                {.size = size_, .video_end = frame_time(frames_, rate_), .audio_end = {}}, stop_);
    output_.publish();
}

std::vector<std::unique_ptr<PictureSink>> make_sinks(const Extras& extras, Size size, FrameRate rate, Us duration,
                                                     const std::stop_token& stop) {
    std::vector<std::unique_ptr<PictureSink>> sinks;
    if (extras.measures) sinks.push_back(std::make_unique<MeasureSink>());
    if (extras.thumbnails > 0) sinks.push_back(std::make_unique<ThumbnailSink>(extras.thumbnails, duration));
    if (!extras.proxy.empty()) sinks.push_back(std::make_unique<ProxySink>(extras.proxy, size, rate, stop));
    return sinks;
}

}  // namespace takt::prep
