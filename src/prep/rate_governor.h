// SPDX-License-Identifier: GPL-3.0-or-later
// Steers x264's quality while it encodes, so that the file ends inside its byte budget: how much the rest will cost is
// judged by what the pictures so far cost, and by a forecast of where in the clip the bits are needed. Pure arithmetic.
//
//     bytes            _____ budget
//        |        __--~      crf rises where the forecast says that the rest would not fit,
//        |    _-~            stays where it lands between 97.8 and 99 %, and is never finer than asked
//        |_-~__________ time
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace takt::prep {

/// Where in the clip the bits are needed: relative to each other, or (`measured`) in bytes at kReferenceCrf.
struct Forecast {
    static constexpr double kSlicesPerSecond = 4;
    std::vector<double> slices;  ///< all pictures but the key pictures; empty: nothing is known
    std::vector<double> keys;    ///< the key picture of each second; empty: all alike
    double key_to_other = 6;     ///< what a key picture costs, in other pictures
    bool measured = false;
    double mean_crf = 23;  ///< what it was measured at, and with which halving
    double halving = 6;
    double expected_bytes = 0;  ///< of the whole picture at kReferenceCrf, before anything is measured
};

struct Budget {
    std::int64_t file_bytes = 0;   ///< not to be exceeded
    std::int64_t other_bytes = 0;  ///< expected of them: sound, and what the container adds
    std::int64_t frames = 0;       ///< of the picture
    double fps = 30;
    double finest_crf = 20;
    double coarsest_crf = 51;
    double halving = 6;        ///< x264 spends half the bits when the quality falls by so much; less for noise
    int frames_in_flight = 2;  ///< begun before the encoder gives the first of them out
};

class RateGovernor {
public:
    static constexpr double kReferenceCrf = 23;
    /// The least a file takes of its budget, and the most, when the picture needs the bits.
    static constexpr double kLeastFill = 0.97;

    RateGovernor(const Budget& budget, const Forecast& forecast);

    /// The quality for the next frame that is given to the encoder; call once for each.
    [[nodiscard]] double next_crf();
    /// A coded picture came out, in coding order.
    void coded(std::int64_t bytes, bool key);
    /// All else that was written so far.
    void others(std::int64_t bytes_so_far);

    [[nodiscard]] std::int64_t picture_bytes() const { return picture_bytes_; }
    /// Every picture was as fine as it may be: a smaller file is right.
    [[nodiscard]] bool always_finest() const { return always_finest_; }
    /// What this run taught, for another one.
    [[nodiscard]] Forecast learned() const;
    [[nodiscard]] double mean_crf() const;

private:
    struct Cost {
        double bytes = 0;
        double weight = 0;
        [[nodiscard]] double each() const { return bytes / weight; }
    };

    [[nodiscard]] std::int64_t slice_begin(std::size_t slice) const;
    [[nodiscard]] std::size_t slice_of(std::int64_t frame) const;
    [[nodiscard]] std::size_t second_of(std::int64_t frame) const;
    void weigh(const Forecast& forecast);
    void expect(const Forecast& forecast);
    [[nodiscard]] double crf_when_begun() const;
    [[nodiscard]] double cost_of_rest(std::int64_t from) const;
    [[nodiscard]] double cost_in_flight(std::int64_t until) const;
    [[nodiscard]] double crf_to_land_at(double share, double cost, double in_flight) const;

    Budget budget_;
    std::vector<double> weight_;      // of each slice's frames; 1 on average
    std::vector<double> key_weight_;  // of each second's key picture; 1 on average
    std::vector<double> asked_;       // the quality of each frame given
    Forecast learned_;
    Cost key_;
    Cost other_;
    std::int64_t coded_ = 0;
    std::int64_t picture_bytes_ = 0;
    std::int64_t other_bytes_ = 0;
    bool always_finest_ = true;
};

/// What to do about a file that was written within a budget.
enum class Landing { Good, NeedsNoMore, Again };

/// `finest`: the picture was as fine as it may be all the time.
[[nodiscard]] Landing judge_landing(std::int64_t written_bytes, std::int64_t limit_bytes, bool finest);

}  // namespace takt::prep
