// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/bit_forecast.h"

#include "av/input.h"
#include "av/ticks.h"
#include "prep/fit.h"
#include "prep/picture_file.h"

#include <algorithm>
#include <cmath>

namespace takt::prep {
namespace {

// An encoder that keeps to a rate evens out what a quality would ask for; and what is noise to one is detail to
// another.
constexpr double kKeysFollow = 0.5;

constexpr double kUsualBitsPerPixel = 0.075;
constexpr double kMostBitsPerPixel = 0.6;
// Packets stand in coding order; none is shown this much before its neighbours.
constexpr Us kReordered = std::chrono::seconds{2};

std::size_t slices_of(const Plan& plan) {
    return static_cast<std::size_t>(std::ceil(seconds(plan.duration) * Forecast::kSlicesPerSecond)) + 1;
}

/// Key pictures are harder where everything is.
std::vector<double> keys_after(const std::vector<double>& slices) {
    const auto per_second = static_cast<std::size_t>(Forecast::kSlicesPerSecond);
    std::vector<double> keys;
    for (std::size_t first = 0; first < slices.size(); first += per_second) {
        double sum = 0;
        const std::size_t end = std::min(first + per_second, slices.size());
        for (std::size_t i = first; i < end; ++i) sum += slices[i];
        keys.push_back(std::pow(sum / static_cast<double>(end - first), kKeysFollow));
    }
    return keys;
}

/// What the picture should cost at the reference quality: what is usual for its size, and what its source spends.
double expected_bytes(const Plan& plan, const VideoTarget& target, const AVCodecParameters* source,
                      double source_bytes) {
    const double pixels = static_cast<double>(target.size.width) * target.size.height;
    const double frames = seconds(plan.duration) * target.rate.fps();
    const double usual = kUsualBitsPerPixel * pixels * frames / 8;
    if (source == nullptr || source_bytes <= 0) return usual;
    const double smaller = std::min(1.0, pixels / std::max(1.0, static_cast<double>(source->width) * source->height));
    const double as_source = source_bytes * h264_bytes_for(avcodec_get_name(source->codec_id)) * std::pow(smaller, 0.8);
    return std::sqrt(usual * std::min(as_source, kMostBitsPerPixel * pixels * frames / 8));
}

}  // namespace

Forecast forecast_bits(const Plan& plan, const VideoTarget& target, const std::stop_token& stop) {
    Forecast forecast;
    forecast.expected_bytes = expected_bytes(plan, target, nullptr, 0);
    if (picture_format(plan.input) != PictureFormat::None || plan.video_stream < 0) return forecast;
    av::Input input(plan.input, {}, stop);
    input.read_only({plan.video_stream});
    const AVRational base = input.stream(plan.video_stream).time_base;
    const Us begin = plan.trim ? plan.trim->begin : Us{0};
    if (begin > Us{0} && input.seekable()) input.seek(plan.video_stream, begin);
    double bytes = 0;
    forecast.slices.assign(slices_of(plan), 0);
    const av::PacketPtr packet = av::make_packet();
    while (input.read(*packet)) {
        const std::int64_t ticks = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
        const Us at = av::to_us(ticks, base).value_or(Us{0}) - input.zero() - begin;
        if (plan.trim && at > plan.trim->duration() + kReordered) break;
        const double slice = seconds(at) / target.speed * Forecast::kSlicesPerSecond;
        if (slice >= 0 && slice < static_cast<double>(forecast.slices.size())) {
            bytes += packet->size;
            const bool key = (packet->flags & AV_PKT_FLAG_KEY) != 0;
            if (!key) forecast.slices[static_cast<std::size_t>(slice)] += packet->size;
        }
        av_packet_unref(packet.get());
    }
    forecast.expected_bytes = expected_bytes(plan, target, input.stream(plan.video_stream).codecpar, bytes);
    forecast.keys = keys_after(forecast.slices);
    return forecast;
}

}  // namespace takt::prep
