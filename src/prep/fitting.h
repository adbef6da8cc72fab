// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a file until it is no larger than planned: usually once, since the encoder is steered; again with what the
// first go taught when that missed, short clips at one quality throughout. The writing itself is the caller's.
//
//     Fitting fitting(plan, stop);
//     do { write(fitting.plan(), fitting.begin()); } while (!fitting.lands(size of the file));
#pragma once

#include "takt/preparation.h"

#include "prep/crf_search.h"
#include "prep/rate_governor.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace takt::prep {

class Fitting {
public:
    Fitting(const Plan& plan, const std::stop_token& stop);

    /// As planned, with the bit rate of this go.
    [[nodiscard]] const Plan& plan() const { return plan_; }
    /// Begins a go. Steers its picture; null when nothing binds it.
    [[nodiscard]] RateGovernor* begin();
    /// Is the finished file as it should be? False: write it again. Throws VerificationFailed when no go can help.
    [[nodiscard]] bool lands(std::int64_t written_bytes);
    /// What people should know about the size, once it landed.
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

private:
    [[nodiscard]] bool picture_lands(std::int64_t written_bytes);
    [[nodiscard]] bool sound_lands(std::int64_t written_bytes);
    void search(std::int64_t written_bytes);
    void learn();
    [[nodiscard]] bool gives_up() const { return goes_ >= most_goes_; }
    [[noreturn]] void refuse(std::int64_t written_bytes) const;

    struct Point {
        double crf = 0;
        double bytes = 0;
    };

    Plan plan_;
    std::optional<RateControl> bits_;  // of the picture, when it is encoded
    bool may_fill_ = false;            // the limit binds, not only the source's size
    Forecast forecast_;
    Budget budget_;
    std::optional<RateGovernor> governor_;
    std::optional<Point> last_go_;
    std::optional<CrfSearch> search_;  // of a short clip, after a first go that missed
    std::optional<double> steady_crf_;
    std::vector<std::string> notes_;
    int goes_ = 0;
    int most_goes_;
};

}  // namespace takt::prep
