// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/look.h"

#include <algorithm>
#include <cmath>

namespace takt::render {
namespace {

constexpr double kBlack = 16;
constexpr double kLumaRange = 219;
constexpr double kNeutral = 128;
constexpr double kChromaRange = 112;  // to either side
constexpr double kWarmthCb = -24;
constexpr double kWarmthCr = 18;
constexpr double kVignetteBegin = 0.4;
constexpr int kAll = 256;  // of a vignette's share

double graded_luma(const Look& look, double y) {
    y = std::clamp((y - 0.5) * (1 + look.contrast) + 0.5, 0.0, 1.0);
    return look.brightness >= 0 ? y + (1 - y) * look.brightness : y * (1 + look.brightness);
}

/// How much of the luma around a chroma sample is not grey enough to be black or white.
double midtone(double luma) {
    const double y = std::clamp((luma - kBlack) / kLumaRange, 0.0, 1.0);
    return 4 * y * (1 - y);
}

std::uint8_t* at(AVFrame& picture, int plane, int x, int y) {
    return picture.data[plane] + static_cast<std::ptrdiff_t>(y) * picture.linesize[plane] + x;
}

std::uint8_t towards(int neutral, int value, int share) {
    return static_cast<std::uint8_t>(neutral + (((value - neutral) * share + kAll / 2) >> 8));
}

void shade(std::uint8_t* row, const std::uint16_t* share, int width, int neutral) {
    for (int x = 0; x < width; ++x) row[x] = towards(neutral, row[x], share[x]);
}

void map(std::uint8_t* row, int width, const std::array<std::uint8_t, 256>& table) {
    for (int x = 0; x < width; ++x) row[x] = table[row[x]];
}

/// `luma` are the two rows that the chroma row belongs to, graded.
void warm(std::uint8_t* chroma, const std::uint8_t* above, const std::uint8_t* below, int width,
          const std::array<std::int8_t, 256>& warmth) {
    for (int x = 0; x < width; ++x) {
        const int luma = (above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1] + 2) / 4;
        chroma[x] = static_cast<std::uint8_t>(std::clamp(chroma[x] + warmth[static_cast<std::size_t>(luma)], 16, 240));
    }
}

std::vector<std::uint16_t> shares(double vignette, Size size, int step) {
    std::vector<std::uint16_t> made;
    made.reserve(static_cast<std::size_t>(size.width / step) * static_cast<std::size_t>(size.height / step));
    for (int y = 0; y < size.height / step; ++y) {
        for (int x = 0; x < size.width / step; ++x) {
            made.push_back(
                static_cast<std::uint16_t>(vignette_share(vignette, (x + 0.5) * step, (y + 0.5) * step, size)));
        }
    }
    return made;
}

}  // namespace

LookTables look_tables(const Look& look) {
    LookTables tables;
    const double colour = (1 + look.contrast) * (1 - std::abs(look.brightness)) * (1 + look.saturation);
    for (std::size_t i = 0; i < 256; ++i) {
        const auto value = static_cast<double>(i);
        tables.luma[i] = static_cast<std::uint8_t>(
            std::lround(kBlack + kLumaRange * graded_luma(look, (value - kBlack) / kLumaRange)));
        tables.chroma[i] = static_cast<std::uint8_t>(
            std::lround(kNeutral + std::clamp((value - kNeutral) * colour, -kChromaRange, kChromaRange)));
        tables.warmth_cb[i] = static_cast<std::int8_t>(std::lround(kWarmthCb * look.temperature * midtone(value)));
        tables.warmth_cr[i] = static_cast<std::int8_t>(std::lround(kWarmthCr * look.temperature * midtone(value)));
    }
    return tables;
}

int vignette_share(double vignette, double x, double y, Size size) {
    const double across = 2 * x / size.width - 1;
    const double down = 2 * y / size.height - 1;
    const double r = std::sqrt((across * across + down * down) / 2);
    const double u = std::clamp((r - kVignetteBegin) / (1 - kVignetteBegin), 0.0, 1.0);
    return static_cast<int>(std::lround(kAll * (1 - vignette * u * u * (3 - 2 * u))));
}

void Grading::prepare(const Look& look, const Area& area) {
    if (look_ == look && area_ == area) return;
    look_ = look;
    area_ = area;
    tables_ = look_tables(look);
    luma_share_.clear();
    chroma_share_.clear();
    if (look.vignette <= 0) return;
    luma_share_ = shares(look.vignette, area.size, 1);
    chroma_share_ = shares(look.vignette, area.size, 2);
}

void Grading::apply(const Look& look, const Area& area, AVFrame& picture) {
    prepare(look, area);
    const int width = area.size.width;
    for (int y = 0; y < area.size.height; y += 2) {
        std::uint8_t* luma[] = {at(picture, 0, area.x, area.y + y), at(picture, 0, area.x, area.y + y + 1)};
        std::uint8_t* cb = at(picture, 1, area.x / 2, (area.y + y) / 2);
        std::uint8_t* cr = at(picture, 2, area.x / 2, (area.y + y) / 2);
        for (std::uint8_t* row : luma) map(row, width, tables_.luma);
        for (std::uint8_t* row : {cb, cr}) map(row, width / 2, tables_.chroma);
        if (look.temperature != 0) {
            warm(cb, luma[0], luma[1], width / 2, tables_.warmth_cb);
            warm(cr, luma[0], luma[1], width / 2, tables_.warmth_cr);
        }
        if (luma_share_.empty()) continue;
        const std::uint16_t* share = &luma_share_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width)];
        shade(luma[0], share, width, static_cast<int>(kBlack));
        shade(luma[1], share + width, width, static_cast<int>(kBlack));
        share = &chroma_share_[static_cast<std::size_t>(y / 2) * static_cast<std::size_t>(width / 2)];
        for (std::uint8_t* row : {cb, cr}) shade(row, share, width / 2, static_cast<int>(kNeutral));
    }
}

}  // namespace takt::render
