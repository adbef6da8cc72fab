// SPDX-License-Identifier: GPL-3.0-or-later
// Ten pictures a second in pairs, each reduced to a small grid of luma, averaged by second. Whoever decodes a clip
// shows every frame; most are passed over at once.
#pragma once

#include "takt/picture_measures.h"

#include "av/luma.h"

#include <optional>
#include <vector>

namespace takt::prep {

class PictureMeasuring {
public:
    /// Frames in presentation order.
    void look(const AVFrame& frame, Us time);
    [[nodiscard]] PictureMeasures result() const;

private:
    /// Of one second, turned into means at its end.
    struct Sums {
        double brightness = 0;
        double sharpness = 0;
        double motion = 0;
        double change = 0;
        int samples = 0;
        int pairs = 0;
        int black = 0;
    };

    static PictureSecond averaged(const Sums& sums);
    Sums& at(Us time);
    void compare(Sums& sums, const av::LumaGrid& grid, Us time);

    av::LumaSampler sampler_;
    std::vector<Sums> seconds_;
    std::optional<av::LumaGrid> sampled_;
    Us sampled_time_{};
    Us next_sample_{};
};

}  // namespace takt::prep
