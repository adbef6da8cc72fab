// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/read_media.h"

#include "av/audio_reader.h"
#include "av/video_reader.h"

#include <algorithm>
#include <cmath>

namespace takt::test {

void for_each_frame(const std::filesystem::path& path, const std::function<void(const AVFrame&, Us)>& look) {
    av::VideoReader reader(path);
    while (const AVFrame* frame = reader.next()) look(*frame, reader.time());
}

std::vector<int> read_numbers(const std::filesystem::path& path, std::optional<Region> where) {
    std::vector<int> numbers;
    for_each_frame(path, [&](const AVFrame& frame, Us) { numbers.push_back(read_number(frame, where).value_or(-1)); });
    return numbers;
}

std::vector<Us> read_times(const std::filesystem::path& path) {
    std::vector<Us> times;
    for_each_frame(path, [&](const AVFrame&, Us time) { times.push_back(time); });
    return times;
}

samples::Yuv mean_yuv(const AVFrame& picture, int x, int y, int radius) {
    const auto plane_mean = [&](int plane, int cx, int cy, int reach, int width, int height) {
        long sum = 0;
        long count = 0;
        for (int row = std::max(cy - reach, 0); row <= std::min(cy + reach, height - 1); ++row) {
            for (int column = std::max(cx - reach, 0); column <= std::min(cx + reach, width - 1); ++column) {
                sum += picture.data[plane][static_cast<std::ptrdiff_t>(row) * picture.linesize[plane] + column];
                ++count;
            }
        }
        return static_cast<std::uint8_t>(count == 0 ? 0 : (sum + count / 2) / count);
    };
    const int half_width = (picture.width + 1) / 2;
    const int half_height = (picture.height + 1) / 2;
    return {plane_mean(0, x, y, radius, picture.width, picture.height),
            plane_mean(1, x / 2, y / 2, radius / 2, half_width, half_height),
            plane_mean(2, x / 2, y / 2, radius / 2, half_width, half_height)};
}

std::vector<float> read_sound(const std::filesystem::path& path, int sample_rate_hz, int channels) {
    av::AudioReader reader(path, {sample_rate_hz, channels});
    std::vector<float> sound;
    std::vector<float> block(static_cast<std::size_t>(4096 * channels));
    while (const std::size_t frames = reader.read(block)) {
        sound.insert(sound.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(frames) * channels);
    }
    return sound;
}

std::vector<double> find_clicks(const std::filesystem::path& path) {
    constexpr int kRate = 48'000;
    constexpr std::size_t kBlind = kRate / 40;  // longer than a click, shorter than the gap between two
    const std::vector<float> sound = read_sound(path, kRate, 1);
    float peak = 0;
    for (const float sample : sound) peak = std::max(peak, std::abs(sample));
    std::vector<double> clicks;
    if (peak < 0.05F) return clicks;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        // A click begins at its peak: half of that is never reached by what a codec smears before it.
        if (std::abs(sound[i]) < peak / 2) continue;
        clicks.push_back(static_cast<double>(i) / kRate);
        i += kBlind;
    }
    return clicks;
}

}  // namespace takt::test
