// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/area_rows.h"

#include <algorithm>

namespace takt::av {

AreaRows::AreaRows(const AVFrame& from, RowSource source, int width, int height, const RowSteps& steps)
    : from_(from),
      source_(source),
      width_(width),
      height_(height),
      steps_(steps),
      y_(source == RowSource::Halved420 ? width : 0),
      u_(width),
      v_(width) {}

const std::uint16_t* AreaRows::stored(int plane, int y) const {
    return reinterpret_cast<const std::uint16_t*>(from_.data[plane] + std::ptrdiff_t{y} * from_.linesize[plane]);
}

ToneRow AreaRows::row(int y) {
    const auto each_chroma = [&](auto&& make) {
        make(1, u_.data());
        make(2, v_.data());
    };
    switch (source_) {
        case RowSource::Halved420:
            steps_.halve(stored(0, 2 * y), stored(0, 2 * y + 1), y_.data(), width_);
            each_chroma([&](int plane, std::uint16_t* out) { steps_.shift_chroma(stored(plane, y), out, width_); });
            return {y_.data(), u_.data(), v_.data(), width_};
        case RowSource::Same420: {
            const int far = std::clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, height_ / 2 - 1);
            each_chroma([&](int plane, std::uint16_t* out) {
                steps_.double_chroma(stored(plane, y / 2), stored(plane, far), out, width_);
            });
            break;
        }
        case RowSource::Same444:
            each_chroma([&](int plane, std::uint16_t* out) {
                std::transform(stored(plane, y), stored(plane, y) + width_, out,
                               [](std::uint16_t code) { return static_cast<std::uint16_t>(code * kChromaScale); });
            });
            break;
    }
    return {stored(0, y), u_.data(), v_.data(), width_};
}

}  // namespace takt::av
