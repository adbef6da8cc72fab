// SPDX-License-Identifier: GPL-3.0-or-later
// Every check passes on a good file and fails on the file made to break it.
#include "takt/verify.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "verify/shots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace takt::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> failed(const Verification& verification) {
    std::vector<std::string> names;
    for (const Check& check : verification.checks) {
        if (!check.ok) names.push_back(check.name);
    }
    return names;
}

std::string value_of(const Verification& verification, const std::string& name) {
    for (const Check& check : verification.checks) {
        if (check.name == name) return check.value;
    }
    return "no such check";
}

/// The faststart order undone: the index, with the offsets it holds, belongs to a muxer that was never asked to move
/// it.
void move_index_to_the_end(const std::filesystem::path& path) {
    std::string bytes = read_file(path);
    const auto size_at = [&](std::size_t at) {
        std::size_t size = 0;
        for (std::size_t i = 0; i < 4; ++i) size = size << 8U | static_cast<unsigned char>(bytes[at + i]);
        return size;
    };
    const std::size_t index = size_at(0);
    const std::string moov = bytes.substr(index, size_at(index));
    ASSERT_EQ(moov.substr(4, 4), "moov");
    // A box to be skipped takes its place, so that the offsets stay true.
    bytes.replace(index + 4, 4, "free");
    write_file(path, bytes + moov);
}

class VerifiedVideo : public testing::Test {
protected:
    Verification verify(const ClipSpec& spec, const Expectation& expected = {}) {
        make_clip(path_, spec);
        return verify_made(expected);
    }
    Verification verify_made(const Expectation& expected = {}) {
        NoProgress silent;
        return verify_video(path_, expected, silent);
    }
    static ClipSpec with_tone(double level) {
        ClipSpec spec = clip_of_shots({}, 60);
        spec.clicks_s.emplace();
        spec.tone_level = level;
        return spec;
    }
    TempDir folder_;
    std::filesystem::path path_ = folder_ / "v.mp4";
};

TEST_F(VerifiedVideo, PassesWhenAllIsAsExpected) {
    ClipSpec spec = with_tone(0.2);
    const Verification first = verify(spec);
    ASSERT_TRUE(first.integrated_lufs);
    const Verification verification = verify_made({.size = Size{640, 360},
                                                   .rate = FrameRate{30, 1},
                                                   .duration = Ms{2000},
                                                   .integrated_lufs = *first.integrated_lufs,
                                                   .max_true_peak_dbtp = -1});
    EXPECT_THAT(failed(verification), IsEmpty()) << verification_to_json(verification);
    EXPECT_TRUE(verification.ok);
    EXPECT_EQ(verification.duration, Us{2'000'000});
    EXPECT_EQ(verification.rate, (FrameRate{30, 1}));
}

TEST_F(VerifiedVideo, WithoutSoundPassesWhenNoneIsExpected) {
    EXPECT_THAT(failed(verify(clip_of_shots({}, 30), {.silent = true})), IsEmpty());
    EXPECT_THAT(failed(verify(with_tone(0), {.silent = true})), IsEmpty());
}

TEST_F(VerifiedVideo, FailsWhenSoundIsMissingOrNotWanted) {
    EXPECT_THAT(failed(verify(clip_of_shots({}, 30), {.integrated_lufs = -14})), ElementsAre("sound"));
    EXPECT_THAT(failed(verify(with_tone(0.2), {.silent = true})), ElementsAre("sound"));
}

TEST_F(VerifiedVideo, FailsWhenTheLoudnessIsWrong) {
    EXPECT_THAT(failed(verify(with_tone(0.05), {.integrated_lufs = -14})), ElementsAre("loudness"));
    EXPECT_THAT(failed(verify(with_tone(0.95), {.max_true_peak_dbtp = -1})), ElementsAre("true_peak"));
}

TEST_F(VerifiedVideo, FailsForAnotherSizeRateOrDuration) {
    const ClipSpec spec = clip_of_shots({}, 30);
    EXPECT_THAT(failed(verify(spec, {.size = Size{1920, 1080}})), ElementsAre("size"));
    EXPECT_THAT(failed(verify(spec, {.rate = FrameRate{30000, 1001}})), ElementsAre("frame_rate"));
    EXPECT_THAT(failed(verify(spec, {.duration = Ms{1100}})), ElementsAre("duration"));
}

TEST_F(VerifiedVideo, IsHeldToItsShortSideWhereTheSizeIsNotKnown) {
    EXPECT_THAT(failed(verify({}, {.short_side = 180})), IsEmpty());
    EXPECT_THAT(failed(verify({}, {.short_side = 320})), ElementsAre("size"));
}

TEST_F(VerifiedVideo, MadeElsewhereMayDifferInWhatOnlyItsMakerDecides) {
    const ClipSpec odd{
        .primaries = AVCOL_PRI_BT470BG, .clicks_s = std::vector<double>{}, .metadata = {{"make", "Lambda"}}};
    const Expectation ours{.duration = Ms{1100}, .integrated_lufs = -14};
    EXPECT_FALSE(failed(verify(odd, ours)).empty());
    Expectation theirs = ours;
    theirs.foreign = true;
    EXPECT_THAT(failed(verify(odd, theirs)), IsEmpty());
}

TEST_F(VerifiedVideo, MadeElsewhereIsStillHeldToCodecSizeAndLength) {
    const Expectation theirs{.size = Size{320, 180}, .duration = Ms{1000}, .foreign = true};
    EXPECT_THAT(failed(verify({.codec = "mpeg4"}, theirs)), ElementsAre("video_codec"));
    EXPECT_THAT(failed(verify({.size = {160, 90}}, theirs)), ElementsAre("size"));
    EXPECT_THAT(failed(verify({.frames = 60}, theirs)), ElementsAre("duration"));
}

TEST_F(VerifiedVideo, FailsForAnotherCodecFormatOrColour) {
    EXPECT_THAT(failed(verify({.codec = "libx265"})), ElementsAre("video_codec"));
    EXPECT_THAT(failed(verify({.format = AV_PIX_FMT_YUV420P10LE})), ElementsAre("video_profile", "pixel_format"));
    EXPECT_THAT(failed(verify({.transfer = AVCOL_TRC_ARIB_STD_B67})), ElementsAre("colour"));
    EXPECT_THAT(failed(verify({.range = AVCOL_RANGE_JPEG})), ElementsAre("pixel_format", "colour"));
}

TEST_F(VerifiedVideo, FailsWhenAPlayerMustTurnIt) {
    EXPECT_THAT(failed(verify({.clockwise_deg = 90})), ElementsAre("upright"));
}

TEST_F(VerifiedVideo, FailsForAVariableRate) {
    std::vector<Us> times;
    for (int n = 0; n < 30; ++n) times.push_back(Us{33'333 * n + (n % 3) * 9'000});
    EXPECT_THAT(failed(verify({.frames = 30, .times = times})), testing::Contains("constant_rate"));
}

TEST_F(VerifiedVideo, FailsWhenItTellsAPlaceOrADevice) {
    const Verification verification = verify({.metadata = {{"location", "+00.0000+000.0000/"}}});
    EXPECT_THAT(failed(verification), ElementsAre("personal_metadata"));
}

TEST_F(VerifiedVideo, FailsInAnotherContainer) {
    path_ = folder_ / "v.mov";
    EXPECT_THAT(failed(verify({})), ElementsAre("container"));
}

TEST_F(VerifiedVideo, FailsWhenItsIndexStandsAtTheEnd) {
    make_clip(path_, {});
    move_index_to_the_end(path_);
    EXPECT_THAT(failed(verify_made()), ElementsAre("faststart"));
}

TEST_F(VerifiedVideo, ReportsBlackStretchesWithoutRefusingNightFootage) {
    ClipSpec spec = clip_of_shots({}, 90);
    spec.paint = [draw = spec.paint](AVFrame& picture, int n) {
        if (n >= 10 && n < 80) {
            samples::fill(picture, samples::kBlack);
        } else {
            draw(picture, n);
        }
    };
    const Verification verification = verify(spec);
    EXPECT_TRUE(verification.ok) << verification_to_json(verification);
    EXPECT_EQ(value_of(verification, "black"), "0.33-2.67 s");
}

TEST_F(VerifiedVideo, ReportsFrozenStretches) {
    ClipSpec spec = clip_of_shots({}, 90);
    spec.paint = [draw = spec.paint](AVFrame& picture, int n) { draw(picture, std::min(n, 30)); };
    const Verification verification = verify(spec);
    EXPECT_TRUE(verification.ok);
    EXPECT_THAT(value_of(verification, "frozen"), HasSubstr("-3.00 s"));
}

TEST_F(VerifiedVideo, FailsWhenItsEndIsMissing) {
    make_clip(path_, clip_of_shots({}, 90));
    std::filesystem::resize_file(path_, std::filesystem::file_size(path_) * 2 / 3);
    const Verification verification = verify_made({.duration = Ms{3000}});
    EXPECT_THAT(failed(verification), testing::IsSupersetOf({"duration", "complete"}));
}

TEST_F(VerifiedVideo, WithoutAPictureIsAnError) {
    const auto code_for = [&](std::string_view bytes) {
        write_file(path_, bytes);
        try {
            (void)verify_made();
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::Internal;
    };
    make_clip(path_, {});
    const std::string whole = read_file(path_);
    EXPECT_EQ(code_for(std::string_view(whole).substr(0, 600)), ErrorCode::Corrupt);
    EXPECT_EQ(code_for(""), ErrorCode::Corrupt);
    path_ = folder_ / "missing.mp4";
    EXPECT_THROW((void)verify_made(), Error);
}

TEST_F(VerifiedVideo, StopsWhenAsked) {
    make_clip(path_, {});
    std::stop_source stop;
    stop.request_stop();
    NoProgress silent;
    EXPECT_THROW((void)verify_video(path_, {}, silent, stop.get_token()), Error);
}

TEST_F(VerifiedVideo, IsDescribedAsJson) {
    const Shots shots{{20}};
    const std::string json = verification_to_json(verify(clip_of_shots(shots, 45), {.cuts = plan_of(shots)}));
    for (const char* key :
         {R"("schema": "takt.verify/1")", R"("ok": true)", R"("name": "faststart")", R"("time_ms": 666.667)",
          R"("beat_ms": null)", R"("within_one_frame": true)", R"("integrated_lufs": null)"}) {
        EXPECT_THAT(json, HasSubstr(key));
    }
}

}  // namespace
}  // namespace takt::test
