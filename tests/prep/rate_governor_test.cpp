// SPDX-License-Identifier: GPL-3.0-or-later
// The governor against an encoder made of arithmetic: it holds frames back, and halves its bits every so many steps.
#include "prep/rate_governor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

namespace takt::prep {
namespace {

constexpr int kHeldBack = 13;
constexpr int kInFlight = 2;

/// An ordinary picture's bytes at the reference quality, at a share 0…1 of the clip.
using Difficulty = std::function<double(double)>;

double flat(double) {
    return 6000;
}
double calm_then_wild(double at) {
    return at < 0.6 ? 900 : 18'000;
}
double wild_then_calm(double at) {
    return at < 0.4 ? 18'000 : 900;
}

struct Encoded {
    double fill = 0;
    double finest = 51;
    double coarsest = 0;
    bool always_finest = false;
    Forecast learned;
};

class Encoder {
public:
    Encoder(RateGovernor& governor, const Budget& budget, Difficulty difficulty, double halving)
        : governor_(governor), budget_(budget), difficulty_(std::move(difficulty)), halving_(halving) {}

    Encoded run() {
        Encoded result;
        for (std::int64_t frame = 0; frame < budget_.frames; ++frame) {
            governor_.others(budget_.other_bytes * frame / budget_.frames);
            asked_.push_back(governor_.next_crf());
            result.finest = std::min(result.finest, asked_.back());
            result.coarsest = std::max(result.coarsest, asked_.back());
            if (frame >= kHeldBack) emit();
        }
        while (coded_ < budget_.frames) emit();
        result.fill = static_cast<double>(governor_.picture_bytes() + budget_.other_bytes) /
                      static_cast<double>(budget_.file_bytes);
        result.always_finest = governor_.always_finest();
        result.learned = governor_.learned();
        return result;
    }

private:
    void emit() {
        const auto newest = static_cast<std::int64_t>(asked_.size()) - 1;
        const double crf = asked_[static_cast<std::size_t>(std::max<std::int64_t>(0, newest - kInFlight))];
        const bool key = coded_ % std::llround(budget_.fps) == 0;
        const double ordinary = difficulty_(static_cast<double>(coded_) / static_cast<double>(budget_.frames));
        const double bytes = ordinary * (key ? 8 : 1) * std::exp2((RateGovernor::kReferenceCrf - crf) / halving_);
        governor_.coded(std::max<std::int64_t>(12, std::llround(bytes * std::exp(jitter_(random_)))), key);
        ++coded_;
    }

    RateGovernor& governor_;
    Budget budget_;
    Difficulty difficulty_;
    double halving_;
    std::vector<double> asked_;
    std::int64_t coded_ = 0;
    std::mt19937 random_{7};
    std::normal_distribution<double> jitter_{0, 0.2};
};

double at_reference(const Budget& budget, const Difficulty& difficulty) {
    double sum = 0;
    for (std::int64_t frame = 0; frame < budget.frames; ++frame) {
        const double ordinary = difficulty(static_cast<double>(frame) / static_cast<double>(budget.frames));
        sum += ordinary * (frame % std::llround(budget.fps) == 0 ? 8 : 1);
    }
    return sum;
}

/// Half of what the reference quality would take.
Budget half(double seconds, const Difficulty& difficulty) {
    Budget budget{.frames = std::llround(seconds * 30), .fps = 30, .finest_crf = 6, .frames_in_flight = kInFlight};
    budget.file_bytes = std::llround(at_reference(budget, difficulty) / 2);
    budget.other_bytes = budget.file_bytes / 20;
    return budget;
}

Encoded encode(const Budget& budget, const Forecast& forecast, const Difficulty& difficulty, double halving = 6) {
    RateGovernor governor(budget, forecast);
    return Encoder(governor, budget, difficulty, halving).run();
}

bool landed(const Encoded& encoded) {
    return encoded.fill > 0.97 && encoded.fill <= 1;
}

Forecast expecting(const Budget& budget, const Difficulty& difficulty, double times) {
    return {.slices = {}, .keys = {}, .expected_bytes = times * at_reference(budget, difficulty)};
}

TEST(RateGovernor, LandsAnEvenClipAtOnceHoweverWrongTheExpectation) {
    const Budget budget = half(30, flat);
    for (const double times : {0.3, 1.0, 4.0}) {
        EXPECT_TRUE(landed(encode(budget, expecting(budget, flat, times), flat))) << times;
    }
}

TEST(RateGovernor, LandsWhatChangesItsMindWhenTheSourceForetoldIt) {
    for (const Difficulty& difficulty : {Difficulty(calm_then_wild), Difficulty(wild_then_calm)}) {
        const Budget budget = half(20, difficulty);
        Forecast forecast = expecting(budget, difficulty, 1.5);
        for (int i = 0; i < 80; ++i) forecast.slices.push_back(difficulty((i + 0.5) / 80));
        for (int i = 0; i < 20; ++i) forecast.keys.push_back(difficulty((i + 0.5) / 20));
        EXPECT_TRUE(landed(encode(budget, forecast, difficulty)));
    }
}

TEST(RateGovernor, LandsInAFewGoesWithWhatItLearned) {
    for (const double seconds : {15.0, 30.0, 60.0}) {  // shorter clips are searched, not steered
        for (const double halving : {5.5, 6.0, 6.5}) {
            for (const Difficulty& difficulty :
                 {Difficulty(flat), Difficulty(calm_then_wild), Difficulty(wild_then_calm)}) {
                const Budget budget = half(seconds, difficulty);
                Encoded encoded = encode(budget, expecting(budget, difficulty, 2), difficulty, halving);
                for (int again = 0; again < 3 && !landed(encoded); ++again) {
                    encoded = encode(budget, encoded.learned, difficulty, halving);
                }
                EXPECT_TRUE(landed(encoded)) << seconds << " s, halving at " << halving << ": " << encoded.fill;
            }
        }
    }
}

TEST(RateGovernor, KeepsTheQualitySteadyOnceItKnowsTheClip) {
    const Budget budget = half(30, calm_then_wild);
    const Encoded first = encode(budget, expecting(budget, calm_then_wild, 1), calm_then_wild);
    const Encoded second = encode(budget, first.learned, calm_then_wild);
    EXPECT_LT(second.coarsest - second.finest, 3);
}

TEST(RateGovernor, IsNeverFinerThanAskedAndSaysSo) {
    Budget budget = half(10, flat);
    budget.finest_crf = 20;
    budget.file_bytes *= 20;
    const Encoded encoded = encode(budget, expecting(budget, flat, 1), flat);
    EXPECT_EQ(encoded.finest, 20);
    EXPECT_EQ(encoded.coarsest, 20);
    EXPECT_TRUE(encoded.always_finest);
}

TEST(RateGovernor, IsNeverCoarserThanAllowed) {
    Budget budget = half(10, flat);
    budget.coarsest_crf = 28;
    budget.file_bytes /= 4;
    const Encoded encoded = encode(budget, expecting(budget, flat, 1), flat);
    EXPECT_LE(encoded.coarsest, 28);
    EXPECT_GT(encoded.fill, 1);
}

TEST(RateGovernor, HoldsAgainstNonsense) {
    RateGovernor governor({.file_bytes = 0, .frames = 0, .fps = 0},
                          {.slices = {0, 0, -1}, .keys = {0}, .measured = true});
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(std::isfinite(governor.next_crf()));
        governor.coded(0, i == 0);
    }
}

TEST(JudgeLanding, WantsTheLastThreePerCentAndNothingOver) {
    EXPECT_EQ(judge_landing(1000, 1000, false), Landing::Good);
    EXPECT_EQ(judge_landing(971, 1000, false), Landing::Good);
    EXPECT_EQ(judge_landing(970, 1000, false), Landing::Again);
    EXPECT_EQ(judge_landing(1001, 1000, true), Landing::Again);
    EXPECT_EQ(judge_landing(300, 1000, true), Landing::NeedsNoMore);
}

}  // namespace
}  // namespace takt::prep
