// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/picture_frame.h"

#include <array>
#include <cmath>
#include <utility>

namespace takt::beats {
namespace {

constexpr double kDynamicNepers = 6.9;  // 60 dB, in the natural log of an amplitude
// From what is silent to what is loudest: white, blue, violet, nearly black.
constexpr std::array<std::array<double, 3>, 4> kShades{{{250, 250, 252}, {140, 176, 222}, {84, 72, 160}, {28, 16, 52}}};

/// What of `count` values falls into column `i`: at least one.
std::pair<std::size_t, std::size_t> in_column(std::size_t i, std::size_t count) {
    const std::size_t begin = i * count / kColumns;
    return {begin, std::max(begin + 1, (i + 1) * count / kColumns)};
}

/// Bent, because in music everything lies within the upper half.
std::array<double, 3> shade(double level) {
    const double at = std::pow(std::clamp(level, 0.0, 1.0), 1.7) * (kShades.size() - 1);
    const auto first = std::min(static_cast<std::size_t>(at), kShades.size() - 2);
    std::array<double, 3> colour{};
    for (std::size_t i = 0; i < 3; ++i) {
        colour[i] = std::lerp(kShades[first][i], kShades[first + 1][i], at - static_cast<double>(first));
    }
    return colour;
}

}  // namespace

Layer wave_layer(const std::vector<Extent>& wave) {
    Layer layer{.rgb = 0x4a6fa5, .areas = {}};
    float peak = 1e-6F;
    for (const Extent& extent : wave) peak = std::max({peak, extent.high, -extent.low});
    const double middle = kWave.y + kWave.height / 2;
    const double scale = 0.48 * kWave.height / peak;
    for (std::size_t i = 0; i < kColumns && !wave.empty(); ++i) {
        const auto [begin, end] = in_column(i, wave.size());
        Extent extent = wave[begin];
        for (std::size_t hop = begin; hop < end; ++hop) {
            extent.low = std::min(extent.low, wave[hop].low);
            extent.high = std::max(extent.high, wave[hop].high);
        }
        const double top = middle - scale * extent.high;
        // Silence is a line, not nothing.
        layer.areas.push_back({kLeft + static_cast<double>(i), top, 1, middle - scale * extent.low - top + 0.5});
    }
    return layer;
}

Layer onset_layer(const std::vector<float>& onsets) {
    Layer layer{.rgb = 0x5fa888, .areas = {}};
    const float peak = onsets.empty() ? 0 : std::max(1e-6F, *std::max_element(onsets.begin(), onsets.end()));
    for (std::size_t i = 0; i < kColumns && !onsets.empty(); ++i) {
        const auto [begin, end] = in_column(i, onsets.size());
        float top = 0;
        for (std::size_t hop = begin; hop < end; ++hop) top = std::max(top, onsets[hop]);
        const double height = kOnsets.height * std::clamp<double>(top / peak, 0, 1);
        layer.areas.push_back({kLeft + static_cast<double>(i), kOnsets.y + kOnsets.height - height, 1, height});
    }
    return layer;
}

Raster spectrum_raster(const std::vector<Timbre>& timbre) {
    Raster raster{.area = kSpectrum, .rgb = {}};
    if (timbre.empty()) return raster;
    raster.columns = static_cast<int>(kColumns);
    raster.rows = static_cast<int>(kBands);
    raster.rgb.resize(kColumns * kBands * 3);
    float loudest = timbre.front().bands.front();
    for (const Timbre& moment : timbre) {
        loudest = std::max(loudest, *std::max_element(moment.bands.begin(), moment.bands.end()));
    }
    for (std::size_t i = 0; i < kColumns; ++i) {
        const auto [begin, end] = in_column(i, timbre.size());
        for (std::size_t band = 0; band < kBands; ++band) {
            double level = 0;
            for (std::size_t at = begin; at < end; ++at) level += timbre[at].bands[band];
            level /= static_cast<double>(end - begin);
            const std::array<double, 3> colour = shade(1 + (level - loudest) / kDynamicNepers);
            const std::size_t pixel = (kBands - 1 - band) * kColumns + i;
            for (std::size_t k = 0; k < 3; ++k) {
                raster.rgb[pixel * 3 + k] = static_cast<std::uint8_t>(std::lround(colour[k]));
            }
        }
    }
    return raster;
}

}  // namespace takt::beats
