// SPDX-License-Identifier: GPL-3.0-or-later
#include "error_place.h"

#include <gtest/gtest.h>

namespace takt::bench {
namespace {

Times every(double interval_s, double first_s = 6, double end_s = 36) {
    Times beats;
    for (int n = 0; first_s + n * interval_s < end_s; ++n) beats.push_back(first_s + n * interval_s);
    return beats;
}

const Times kTruth = every(0.5);

TEST(ErrorPlaceOf, WhatIsRightIsNowhere) {
    EXPECT_EQ(error_place(kTruth, kTruth), ErrorPlace::Right);
    EXPECT_EQ(error_place(kTruth, every(0.5, 6.03)), ErrorPlace::Right);
}

TEST(ErrorPlaceOf, HalfAndDoubleTempoIsTheOctave) {
    EXPECT_EQ(error_place(kTruth, every(1)), ErrorPlace::Octave);
    EXPECT_EQ(error_place(kTruth, every(0.25)), ErrorPlace::Octave);
}

TEST(ErrorPlaceOf, ThirdsAndDottedLevelsAreTriple) {
    for (const double ratio : {3.0, 1.0 / 3, 1.5, 2.0 / 3, 4.0 / 3, 0.75}) {
        EXPECT_EQ(error_place(kTruth, every(0.5 * ratio)), ErrorPlace::Triple) << ratio;
    }
}

TEST(ErrorPlaceOf, BeatsBetweenTheBeatsIsTheOffBeat) {
    EXPECT_EQ(error_place(kTruth, every(0.5, 6.25)), ErrorPlace::OffBeat);
}

TEST(ErrorPlaceOf, BeatsAlwaysLateByAQuarterIsThePhase) {
    EXPECT_EQ(error_place(kTruth, every(0.5, 6.125)), ErrorPlace::Phase);
}

TEST(ErrorPlaceOf, ATempoSlightlyWrongIsDrift) {
    EXPECT_EQ(error_place(kTruth, every(0.52)), ErrorPlace::Drift);
}

TEST(ErrorPlaceOf, IntervalsOfEveryKindAreMisses) {
    Times found;
    for (double at = 6; at < 34;) {
        for (const double interval : {0.5, 0.25, 0.375, 1.0, 0.3}) found.push_back(at += interval);
    }
    EXPECT_EQ(error_place(kTruth, found), ErrorPlace::Misses);
}

TEST(ErrorPlaceOf, NothingFoundIsSilence) {
    EXPECT_EQ(error_place(kTruth, {}), ErrorPlace::Silent);
    EXPECT_EQ(word(ErrorPlace::Silent), "silent");
}

}  // namespace
}  // namespace takt::bench
