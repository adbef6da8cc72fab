// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/message.h"

#include "takt/error.h"

#include "base/atomic_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <utility>

namespace takt::flow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kMusicVideo = "create a music video with beat-synced visuals";

ClipSource clip(const std::string& name, double length_s, Size display = {1920, 1080}) {
    return {.name = name, .duration = from_seconds(length_s), .display = display};
}

/// 120 BPM in 4/4 from 0.5 s on, loud in its second half.
SongSource song(const std::string& name, double length_s, bool musical = true) {
    BeatGrid::Parts parts{.duration = from_seconds(length_s), .musical = musical, .tempo = {.bpm = 120}};
    for (int i = 0; musical && 0.5 + i * 0.5 < length_s; ++i) {
        parts.beats.push_back({from_seconds(0.5 + i * 0.5), 0.5, i % 4 == 0, i / 4});
    }
    const Us middle = from_seconds(length_s / 2);
    parts.sections = {{{Us{0}, middle}, 0.2, "quiet"}, {{middle, parts.duration}, 1, "loud"}};
    return {name, name, BeatGrid(std::move(parts))};
}

EditInputs project() {
    return {{clip("IMG_1-0a1b2c3d.mp4", 8), clip("IMG_2-1a2b3c4d.mp4", 12)}, {song("song-2a3b4c5d.mp3", 20)}};
}

void expect_golden(const std::string& name, const std::string& text) {
    const auto file = std::filesystem::path(TAKT_SOURCE_DIR) / "tests/golden" / ("message-" + name + ".txt");
    if (std::getenv("TAKT_UPDATE_GOLDEN") != nullptr) write_file(file, text + "\n");
    ASSERT_TRUE(std::filesystem::exists(file)) << "TAKT_UPDATE_GOLDEN=1 writes it";
    EXPECT_EQ(text + "\n", read_file(file));
}

TEST(ComposeMessage, TellsAMusicVideosBeats) {
    expect_golden("music-video", compose_message(kMusicVideo, project(), {}));
}

TEST(ComposeMessage, TellsAShortFastTallOneWithCrossfadesAndATitle) {
    expect_golden(
        "tall-fast",
        compose_message("music video on the beat with crossfades", project(),
                        {.aspect = Aspect::Tall9x16, .pace = Pace::Fast, .length = Ms{6000}, .title = "Summer"}));
}

TEST(ComposeMessage, TellsOnlyTheLengthsOfASongUnderAClip) {
    expect_golden("under-a-clip",
                  compose_message("add this background music to my video",
                                  {{clip("IMG_1-0a1b2c3d.mp4", 8)}, {song("song-2a3b4c5d.mp3", 20)}}, {}));
}

TEST(ComposeMessage, SaysThatThereIsNoBeat) {
    expect_golden("not-musical",
                  compose_message(kMusicVideo, {project().clips, {song("talk-2a3b4c5d.mp3", 9, false)}}, {}));
}

TEST(ComposeMessage, TellsOnlyTheFilesWithoutASong) {
    expect_golden("no-song", compose_message("make it look like summer", {project().clips, {}}, {}));
}

TEST(ComposeMessage, BeginsWithTheUsersWords) {
    EXPECT_TRUE(compose_message("把照片做成卡点视频", project(), {}).starts_with("把照片做成卡点视频\n"));
}

TEST(ComposeMessage, CutsOnlyInsideTheWantedLengthAndNeverSoonerThanAShot) {
    const std::string text =
        compose_message(kMusicVideo, project(), {.pace = Pace::Fast, .length = Ms{4000}, .min_shot = Ms{1200}});
    EXPECT_THAT(text, HasSubstr("Cut exactly at: 1.500, 3.500."));
}

TEST(ComposeMessage, StaysBoundedForAnHourOfMusic) {
    EXPECT_LT(
        compose_message(kMusicVideo, {project().clips, {song("mix-2a3b4c5d.mp3", 3600)}}, {.pace = Pace::Fast}).size(),
        8000U);
}

TEST(ComposeMessage, PutsTheFactsBehindTheHeadingWhereOurOwnEditorStops) {
    for (const std::string prompt : {kMusicVideo, "", "trim the first 10 s\n\nand add music", "做一个卡点视频"}) {
        const std::string text = compose_message(prompt, project(), {});
        EXPECT_EQ(text.substr(0, text.find(kMeasuredFacts)), prompt);
    }
}

TEST(ComposeMessage, NamesTheSections) {
    BeatGrid::Parts parts{.duration = from_seconds(28), .musical = true, .tempo = {.bpm = 120}};
    for (int i = 0; i < 56; ++i) parts.beats.push_back({from_seconds(i * 0.5), 0.5, i % 4 == 0, i / 4});
    for (const char* label : {"intro", "verse", "build", "drop", "break", "chorus", "outro"}) {
        const Us begin = from_seconds(4.0 * static_cast<double>(parts.sections.size()));
        parts.sections.push_back({{begin, begin + Us{4'000'000}}, 0.5, label});
    }
    const EditInputs inputs{{clip("a-0a1b2c3d.mp4", 28)}, {{"b.mp3", "b.mp3", BeatGrid(std::move(parts))}}};
    EXPECT_THAT(compose_message(kMusicVideo, inputs, {}), HasSubstr("; drop from 12.000, energy 0.5, 2 cuts; break"));
}

TEST(EstimateHandOff, CountsWhatWouldLeaveTheMachine) {
    const HandOffEstimate estimate = estimate_hand_off("the message",
                                                       {{"a.mp4", 12'300'000, from_seconds(10), false},
                                                        {"b.jpg", 500'000, Us{0}, false},
                                                        {"song.mp3", 4'000'000, from_seconds(61.6), true}},
                                                       true, std::nullopt);
    EXPECT_THAT(estimate.files,
                ElementsAre("a.mp4: 12.3 MB, 0:10", "b.jpg: 0.5 MB", "song.mp3: 4.0 MB, 1:02, there already"));
    EXPECT_EQ(estimate.bytes, 12'800'000);
    EXPECT_EQ(estimate.media_s, 10);
    EXPECT_EQ(estimate.credits, 50);
    EXPECT_THAT(estimate.advice, IsEmpty());
    EXPECT_EQ(estimate.message, "the message");
}

TEST(EstimateHandOff, CostsNothingMoreInASessionThatIsOpen) {
    EXPECT_EQ(estimate_hand_off("", {}, false, std::nullopt).credits, 0);
}

TEST(EstimateHandOff, AdvisesToSendLess) {
    EXPECT_THAT(estimate_hand_off("", {{"a.mp4", 1, from_seconds(181)}}, true, std::nullopt).advice,
                ElementsAre(HasSubstr("three minutes")));
    EXPECT_THAT(estimate_hand_off("", {{"a.mp4", 1, from_seconds(60)}}, true, Ms{15'000}).advice,
                ElementsAre(HasSubstr("is to last 0:15")));
    EXPECT_THAT(estimate_hand_off("", {{"a.mp4", 100'000'001, from_seconds(60)}}, true, std::nullopt).advice,
                ElementsAre(HasSubstr("100 MB")));
    EXPECT_THAT(estimate_hand_off("", {{"a.mp4", 200'000'000, from_seconds(600), true}}, true, Ms{1000}).advice,
                IsEmpty());
}

}  // namespace
}  // namespace takt::flow
