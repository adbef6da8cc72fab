// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/preset_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::verify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Twenty seconds of 1080×1920 at 30 fps in 10 MB.
Measured finished() {
    Measured measured;
    measured.container.size_bytes = 10'000'000;
    measured.pictures.stream.display = {1080, 1920};
    measured.pictures.rate = {30, 1};
    measured.pictures.end = std::chrono::seconds{20};
    return measured;
}

std::vector<std::string> failed(const Measured& measured, std::string_view preset) {
    std::vector<Check> checks;
    check_preset(measured, *find_preset(preset), checks);
    std::vector<std::string> names;
    for (const Check& check : checks) {
        if (!check.ok) names.push_back(check.name);
    }
    return names;
}

TEST(CheckPreset, PassesAnUprightClipEverywhere) {
    for (const Preset& preset : presets()) EXPECT_THAT(failed(finished(), preset.name), IsEmpty()) << preset.name;
}

TEST(CheckPreset, FindsWhatIsTooLongOrTooShort) {
    Measured video = finished();
    video.pictures.end = std::chrono::seconds{181};
    EXPECT_THAT(failed(video, "shorts"), ElementsAre("preset_duration"));
    EXPECT_THAT(failed(video, "youtube"), IsEmpty());
    video.pictures.end = std::chrono::seconds{2};
    EXPECT_THAT(failed(video, "reels"), testing::Contains("preset_duration"));
}

TEST(CheckPreset, FindsLandscapeOnlyWhereItMatters) {
    Measured video = finished();
    video.pictures.stream.display = {1920, 1080};
    EXPECT_THAT(failed(video, "shorts"), ElementsAre("preset_shape"));
    EXPECT_THAT(failed(video, "tiktok"), IsEmpty());
}

TEST(CheckPreset, FindsSlowRatesAndSmallPictures) {
    Measured video = finished();
    video.pictures.rate = {15, 1};
    video.pictures.stream.display = {320, 568};
    EXPECT_THAT(failed(video, "tiktok"), ElementsAre("preset_frame_rate", "preset_size"));
}

TEST(CheckPreset, FindsFilesThatAreTooLargeOrTooRich) {
    Measured video = finished();
    video.container.size_bytes = 301'000'000;
    EXPECT_THAT(failed(video, "reels"), ElementsAre("preset_file_size", "preset_bit_rate"));
    EXPECT_THAT(failed(video, "upload"), IsEmpty());
}

}  // namespace
}  // namespace takt::verify
