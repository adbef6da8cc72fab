// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reference_sound.h"

#include "support/reference_input.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace takt::test {
namespace {

constexpr double kMinus3dB = std::numbers::sqrt2 / 2;
// Containers round times; only what is longer is a gap.
constexpr double kJitter_s = 0.020;
constexpr double kMaxLag_s = 0.100;

struct Gains {
    double left, right;
};

/// ITU-R BS.775-3, annex 4: centre and surrounds at -3 dB, no low-frequency effects; a single channel plays from both.
Gains gains_of(AVChannel channel, int channels) {
    if (channels == 1) return {1, 1};
    switch (channel) {
        case AV_CHAN_FRONT_LEFT: return {1, 0};
        case AV_CHAN_FRONT_RIGHT: return {0, 1};
        case AV_CHAN_FRONT_CENTER: return {kMinus3dB, kMinus3dB};
        case AV_CHAN_SIDE_LEFT:
        case AV_CHAN_BACK_LEFT: return {kMinus3dB, 0};
        case AV_CHAN_SIDE_RIGHT:
        case AV_CHAN_BACK_RIGHT: return {0, kMinus3dB};
        case AV_CHAN_BACK_CENTER: return {0.5, 0.5};
        default: return {0, 0};
    }
}

double sample(const AVFrame& frame, int channel, int index) {
    const auto format = static_cast<AVSampleFormat>(frame.format);
    const bool planar = av_sample_fmt_is_planar(format) != 0;
    const int channels = frame.ch_layout.nb_channels;
    const std::uint8_t* plane = frame.extended_data[planar ? channel : 0];
    const std::ptrdiff_t at = planar ? index : static_cast<std::ptrdiff_t>(index) * channels + channel;
    switch (av_get_packed_sample_fmt(format)) {
        case AV_SAMPLE_FMT_U8: return (plane[at] - 128) / 128.0;
        case AV_SAMPLE_FMT_S16: return reinterpret_cast<const std::int16_t*>(plane)[at] / 32768.0;
        case AV_SAMPLE_FMT_S32: return reinterpret_cast<const std::int32_t*>(plane)[at] / 2147483648.0;
        case AV_SAMPLE_FMT_FLT: return static_cast<double>(reinterpret_cast<const float*>(plane)[at]);
        case AV_SAMPLE_FMT_DBL: return reinterpret_cast<const double*>(plane)[at];
        default: throw std::runtime_error("reference: unknown sample format");
    }
}

/// Stereo at the source's rate.
struct Stereo {
    int rate = 0;
    Us start{};
    int channels = 0;
    std::vector<float> left, right;
};

void add(Stereo& sound, const AVFrame& frame, std::optional<Us> time) {
    if (sound.rate == 0) sound = {frame.sample_rate, time.value_or(Us{0}), frame.ch_layout.nb_channels, {}, {}};
    if (frame.sample_rate != sound.rate) throw std::runtime_error("reference: the rate changes");
    const auto have = static_cast<std::int64_t>(sound.left.size());
    const std::int64_t wanted = time ? av_rescale((*time - sound.start).count(), sound.rate, 1'000'000) : have;
    const bool jitter = static_cast<double>(std::abs(wanted - have)) < kJitter_s * sound.rate;
    const std::int64_t skip = jitter ? 0 : std::max<std::int64_t>(0, have - wanted);
    if (!jitter && wanted > have) {
        sound.left.resize(static_cast<std::size_t>(wanted));
        sound.right.resize(static_cast<std::size_t>(wanted));
    }
    const int channels = frame.ch_layout.nb_channels;
    AVChannelLayout layout{};
    if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
        av_channel_layout_default(&layout, channels);
    } else {
        av_channel_layout_copy(&layout, &frame.ch_layout);
    }
    for (int i = static_cast<int>(skip); i < frame.nb_samples; ++i) {
        double left = 0;
        double right = 0;
        for (int channel = 0; channel < channels; ++channel) {
            const auto which = av_channel_layout_channel_from_index(&layout, static_cast<unsigned>(channel));
            const Gains gains = gains_of(which, channels);
            left += gains.left * sample(frame, channel, i);
            right += gains.right * sample(frame, channel, i);
        }
        sound.left.push_back(static_cast<float>(left));
        sound.right.push_back(static_cast<float>(right));
    }
    av_channel_layout_uninit(&layout);
}

/// Each sample is a Hann-weighted mean around its time.
std::vector<float> slower(const std::vector<float>& samples, int rate) {
    const double step = static_cast<double>(rate) / kReferenceRate;
    const double reach = std::max(1.0, 2 * step);
    std::vector<float> made(static_cast<std::size_t>(std::ceil(static_cast<double>(samples.size()) / step)));
    for (std::size_t n = 0; n < made.size(); ++n) {
        const double centre = static_cast<double>(n) * step;
        double sum = 0;
        double weights = 0;
        const auto last = static_cast<std::ptrdiff_t>(std::floor(centre + reach));
        for (auto i = static_cast<std::ptrdiff_t>(std::ceil(centre - reach)); i <= last; ++i) {
            const double weight = 1 + std::cos(std::numbers::pi * (static_cast<double>(i) - centre) / reach);
            weights += weight;
            if (i >= 0 && i < static_cast<std::ptrdiff_t>(samples.size())) sum += weight * samples[i];
        }
        made[n] = static_cast<float>(sum / weights);
    }
    return made;
}

double energy(const std::vector<float>& samples, std::ptrdiff_t begin, std::ptrdiff_t end) {
    double sum = 0;
    for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, begin); i < end; ++i) {
        if (i < static_cast<std::ptrdiff_t>(samples.size())) sum += static_cast<double>(samples[i]) * samples[i];
    }
    return sum;
}

}  // namespace

ReferenceSound reference_sound(const std::filesystem::path& path, int stream) {
    ReferenceInput input(path);
    Stereo sound;
    const AVRational base = input.stream(stream).time_base;
    input.for_each_frame(stream, [&](AVFrame& frame) { add(sound, frame, shown_at(frame, base)); });
    if (sound.rate == 0) throw std::runtime_error("reference: no sound in " + path.string());
    const Us length{av_rescale(static_cast<std::int64_t>(sound.left.size()), 1'000'000, sound.rate)};
    return {sound.start, sound.start + length, sound.channels, slower(sound.left, sound.rate),
            slower(sound.right, sound.rate)};
}

std::optional<SoundFit> fit(const std::vector<float>& first, const std::vector<float>& second, std::ptrdiff_t begin,
                            std::ptrdiff_t length) {
    const std::ptrdiff_t end = std::min(begin + length, static_cast<std::ptrdiff_t>(first.size()));
    const double wanted = energy(first, begin, end);
    if (end <= begin || wanted / static_cast<double>(end - begin) < 1e-8) return std::nullopt;
    const auto reach = static_cast<std::ptrdiff_t>(kMaxLag_s * kReferenceRate);
    SoundFit best;
    // From the middle outwards, and only for a clear gain: a steady tone fits at every period.
    for (std::ptrdiff_t step = 0; step <= 2 * reach; ++step) {
        const std::ptrdiff_t lag = step % 2 == 0 ? step / 2 : -(step + 1) / 2;
        double sum = 0;
        for (std::ptrdiff_t i = begin; i < end; ++i) {
            const std::ptrdiff_t at = i + lag;
            if (at >= 0 && at < static_cast<std::ptrdiff_t>(second.size())) {
                sum += static_cast<double>(first[i]) * second[at];
            }
        }
        const double found = energy(second, begin + lag, end + lag);
        const double correlation = found > 0 ? sum / std::sqrt(wanted * found) : 0;
        if (correlation > best.correlation + 0.002) best = {static_cast<double>(lag) / kReferenceRate, correlation};
    }
    return best;
}

double level_db(const std::vector<float>& samples) {
    const double sum = energy(samples, 0, static_cast<std::ptrdiff_t>(samples.size()));
    return samples.empty() || sum == 0 ? -200 : 10 * std::log10(sum / static_cast<double>(samples.size()));
}

}  // namespace takt::test
