// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/tone_map.h"

extern "C" {
#include <libavutil/mastering_display_metadata.h>
}

#include <algorithm>

namespace takt::av {
namespace {

constexpr float kReferenceWhiteNits = 100;
constexpr float kUsualPeak = 10;

// A lying header may name any light; the curve is defined up to PQ's brightest, and needs some light.
float plausible(double nits) {
    return std::clamp(static_cast<float>(nits) / kReferenceWhiteNits, 0.01F, 100.0F);
}

}  // namespace

void tone_map(const AVFrame& from, RowSource source, const ToneTable& table, AVFrame& to, RowRange range,
              const RowSteps& steps) {
    AreaRows rows(from, source, to.width, to.height, steps);
    std::vector<std::int16_t> kept(3 * static_cast<std::size_t>(to.width));
    const ColourSums sums{kept.data(), kept.data() + to.width, kept.data() + 2 * to.width};
    const auto line = [&](int plane, int y) { return to.data[plane] + std::ptrdiff_t{y} * to.linesize[plane]; };
    for (int y = range.begin; y < range.end; y += 2) {
        std::fill(kept.begin(), kept.end(), std::int16_t{0});
        steps.map(table, rows.row(y), line(0, y), sums);
        steps.map(table, rows.row(y + 1), line(0, y + 1), sums);
        steps.fold(sums, line(1, y / 2), line(2, y / 2), to.width);
    }
}

float declared_peak(const AVFrame& frame) {
    if (const AVFrameSideData* side = av_frame_get_side_data(&frame, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL)) {
        const auto& light = *reinterpret_cast<const AVContentLightMetadata*>(side->data);
        if (light.MaxCLL > 0) return plausible(light.MaxCLL);
    }
    if (const AVFrameSideData* side = av_frame_get_side_data(&frame, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA)) {
        const auto& display = *reinterpret_cast<const AVMasteringDisplayMetadata*>(side->data);
        if (display.has_luminance && display.max_luminance.num > 0 && display.max_luminance.den > 0) {
            return plausible(av_q2d(display.max_luminance));
        }
    }
    return kUsualPeak;
}

}  // namespace takt::av
