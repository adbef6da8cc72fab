// SPDX-License-Identifier: GPL-3.0-or-later
// Ten pictures a second in pairs, each reduced to a grid of luma, averaged by second. Whoever decodes a clip shows
// every frame; most are passed over at once.
#pragma once

#include "takt/picture_measures.h"

#include "av/luma.h"
#include "prep/picture_shift.h"

#include <optional>
#include <vector>

namespace takt::prep {

class PictureMeasuring {
public:
    /// Frames in presentation order.
    void look(const AVFrame& frame, Us time);
    [[nodiscard]] PictureMeasures result() const;
    /// Too few pictures were seen to judge motion by.
    [[nodiscard]] bool sparse() const;

private:
    /// Of one second, turned into means at its end.
    struct Sums {
        double brightness = 0;
        double sharpness = 0;
        double motion = 0;
        double change = 0;
        double jolts = 0;  ///< of the whole picture, see averaged()
        LocalMotion subject{0, 0, 0};
        int samples = 0;
        int pairs = 0;
        int jolt_pairs = 0;
        int black = 0;
        bool scene_change = false;
    };
    struct Picture {
        av::FineLuma fine;
        av::LumaGrid grid;
        Us time{};
    };
    /// Of the whole picture, in picture widths and heights a second.
    struct Speed {
        double x = 0;
        double y = 0;
    };

    static PictureSecond averaged(const Sums& sums);
    Sums& at(Us time);
    [[nodiscard]] bool cuts_to(const Picture& picture);
    void compare(Sums& sums, const Picture& before, const Picture& after);
    void follow(Sums& sums, const Picture& before, const Picture& after);

    av::LumaSampler sampler_;
    std::vector<Sums> seconds_;
    std::optional<Picture> last_;         ///< looked at last
    bool paired_ = true;                  ///< `last_` is the second of a pair
    std::optional<Speed> speed_;          ///< over the last pair
    std::optional<double> usual_change_;  ///< between pictures looked at, of late
    Us next_sample_{};
};

}  // namespace takt::prep
