// SPDX-License-Identifier: GPL-3.0-or-later
#include "level_training.h"

#include <gtest/gtest.h>

namespace takt::bench {
namespace {

RatedReading reading(double f, double first_feature, double second_feature = 0) {
    RatedReading rated;
    rated.f = f;
    rated.features[0] = first_feature;
    rated.features[1] = second_feature;
    return rated;
}

TEST(LevelTraining, PrefersWhatGoodReadingsHaveInCommon) {
    // The first feature says it, on a scale of its own; the second, large, says nothing.
    const std::vector<RatedSong> songs{{reading(1, 0.02, 90), reading(0.1, 0.01, 10)},
                                       {reading(0.2, 0.03, 20), reading(0.9, 0.05, 20), reading(0, 0.02, 40)},
                                       {reading(0.1, 0.01, 70), reading(1, 0.02, 30)}};
    const LevelWeights weights = learned_weights(songs);
    EXPECT_GT(weights[0], 10);
    EXPECT_EQ(weights[2], 0);
    const LevelChoice got = choice(songs, weights);
    EXPECT_NEAR(got.chosen, 2.9 / 3, 1e-9);
    EXPECT_EQ(got.chosen, got.best);
}

TEST(LevelTraining, DoesNotCareForReadingsThatAreEquallyGood) {
    const LevelWeights weights = learned_weights(std::vector<RatedSong>{{reading(0.7, 1), reading(0.7, 2)}});
    EXPECT_NEAR(weights[0], 0, 1e-6);
}

TEST(LevelTraining, TellsTheChosenFromTheBestAndTheFirst) {
    RatedSong song{reading(0.5, 1), reading(0.9, 2), reading(0.3, 3)};
    song[0].likeliest = true;
    LevelWeights weights{};
    weights[0] = 1;
    const LevelChoice got = choice(std::vector<RatedSong>{song}, weights);
    EXPECT_EQ(got.chosen, 0.3);
    EXPECT_EQ(got.best, 0.9);
    EXPECT_EQ(got.first, 0.5);
}

}  // namespace
}  // namespace takt::bench
