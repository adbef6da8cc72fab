// SPDX-License-Identifier: GPL-3.0-or-later
// Real clips made to fit: whatever is calm or wild in them, the file ends in the last three per cent of the limit.
#include "takt/preparation.h"

#include "generator/drawing.h"
#include "support/make_media.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace takt::test {
namespace {

/// Coarse noise over part of the frames: hard for every encoder, and harder the more `amount` there is.
std::function<void(AVFrame&, int)> noise(int from, int to, int amount) {
    return [=](AVFrame& frame, int index) {
        if (index < from || index >= to) return;
        std::minstd_rand random(static_cast<unsigned>(index) + 1);
        for (int y = 0; y < frame.height; ++y) {
            for (int x = 0; x < frame.width; ++x) {
                auto& pixel = frame.data[0][y * frame.linesize[0] + x];
                const int drift = static_cast<int>(random() % static_cast<unsigned>(2 * amount + 1)) - amount;
                pixel = static_cast<std::uint8_t>(std::clamp(pixel + drift, 16, 235));
            }
        }
    };
}

struct Case {
    const char* name;
    int frames;
    int wild_from;
    int wild_to;
    std::int64_t limit;
};

class MadeToFit : public testing::TestWithParam<Case> {
protected:
    Executed prepare(const ClipSpec& spec, std::int64_t limit) {
        make_clip(input_, spec);
        Limits limits;
        limits.max_size_bytes = limit;
        const MediaInfo info = probe(input_, limits);
        source_bytes_ = info.size_bytes;
        const Verdict verdict = judge(info, limits);
        const Plan plan = plan_preparation(info, verdict, limits);
        NoProgress quiet;
        Executed seen = execute(plan, output_, quiet);
        bytes_ = static_cast<std::int64_t>(std::filesystem::file_size(output_));
        return seen;
    }

    TempDir dir_;
    std::filesystem::path input_ = dir_.path() / "clip.mp4";
    std::filesystem::path output_ = dir_.path() / "fitted.mp4";
    std::int64_t source_bytes_ = 0;
    std::int64_t bytes_ = 0;
};

TEST_P(MadeToFit, InTheLastThreePerCent) {
    const Case& given = GetParam();
    ClipSpec spec{.size = {480, 270}, .frames = given.frames};
    spec.options = {{"preset", "ultrafast"}, {"crf", "14"}};
    spec.paint = noise(given.wild_from, given.wild_to, 24);
    spec.clicks_s = std::vector<double>{0.5};
    spec.tone_level = 0.2;
    prepare(spec, given.limit);
    ASSERT_GT(source_bytes_, given.limit);
    EXPECT_LE(bytes_, given.limit);
    EXPECT_GT(static_cast<double>(bytes_), 0.97 * static_cast<double>(given.limit));
}

INSTANTIATE_TEST_SUITE_P(Clips, MadeToFit,
                         testing::Values(Case{"TwoSecondsWild", 60, 0, 60, 200'000},
                                         Case{"TwoSecondsThatTurnWild", 60, 30, 60, 400'000},
                                         Case{"FiveSecondsThatCalmDown", 150, 0, 60, 300'000},
                                         Case{"TenSecondsThatTurnWild", 300, 180, 300, 1'000'000},
                                         Case{"TenSecondsWild", 300, 0, 300, 3'000'000}),
                         [](const testing::TestParamInfo<Case>& of) { return std::string(of.param.name); });

TEST_F(MadeToFit, OrSmallerWhenThePictureNeedsNoMore) {
    ClipSpec spec{.size = {480, 270}, .frames = 60, .numbered = false, .background = samples::Yuv{90, 100, 140}};
    // The same noise in every frame: dear as pictures of its own, nearly free as a clip.
    spec.codec = "mjpeg";
    spec.format = AV_PIX_FMT_YUVJ420P;
    spec.options = {};
    spec.paint = [&](AVFrame& frame, int) { noise(0, 1, 20)(frame, 0); };
    const Executed seen = prepare(spec, 1'500'000);
    ASSERT_GT(source_bytes_, 1'500'000);
    EXPECT_LE(bytes_, 1'500'000);
    EXPECT_THAT(seen.notes, testing::Contains(testing::HasSubstr("needs no more")));
}

TEST_F(MadeToFit, HardlyLargerThanItsSourceWhenItIsOnlyTurned) {
    ClipSpec spec{.size = {480, 270}, .frames = 60};
    spec.options = {{"preset", "veryfast"}, {"crf", "26"}};
    spec.paint = noise(0, 60, 12);
    spec.clockwise_deg = 90;
    prepare(spec, 500'000'000);
    EXPECT_LE(bytes_, source_bytes_ * 103 / 100);
}

}  // namespace
}  // namespace takt::test
