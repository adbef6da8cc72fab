// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::flow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

SessionState with_draft(const std::string& json) {
    return {.draft = draft_from_json(json), .draft_json = json};
}

constexpr const char* kVideo = R"({"t":[{"tt":0,"sg":[{"s":0,"d":1000,"m":{"src":"a.mp4"}}]}],"d":1000})";
constexpr const char* kVideoAndMusic =
    R"({"t":[{"tt":0,"sg":[{"s":0,"d":1000,"m":{"src":"a.mp4"}}]},{"tt":1,"sg":[{"s":0,"d":1000,"m":{"name":"Lo-fi"}}]}],"d":1000})";
constexpr const char* kVideoAndTitle =
    R"({"t":[{"tt":0,"sg":[{"s":0,"d":1000,"m":{"src":"a.mp4"}}]},{"tt":7,"sg":[{"s":0,"d":1000,"m":{"text":"Hi"}}]}],"d":1000})";

TEST(ChangesBetween, FindsNoneInTheSameState) {
    EXPECT_THAT(changes_between(with_draft(kVideo), with_draft(kVideo)), IsEmpty());
    EXPECT_THAT(changes_between({}, {.other_json = R"({"generated_media":[],"canvas_config":null})"}), IsEmpty());
}

TEST(ChangesBetween, IgnoresTimeStampsKeyOrderAndSignatures) {
    const auto before = with_draft(
        R"({"updatedAt":1,"t":[{"tt":0,"sg":[{"s":0,"d":1000,"m":{"src":"https://cdn/a.mp4?sig=1"}}]}],"d":1000})");
    const auto after = with_draft(
        R"({"d":1000,"t":[{"sg":[{"d":1000,"s":0,"m":{"src":"https://cdn/a.mp4?sig=2"}}],"tt":0}],"updated_at":2})");
    EXPECT_THAT(changes_between(before, after), IsEmpty());
    EXPECT_THAT(changes_between({.other_json = R"({"canvas_config":{"w":1,"timestamp":5}})"},
                                {.other_json = R"({"canvas_config":{"timestamp":6,"w":1}})"}),
                IsEmpty());
}

TEST(ChangesBetween, KeepsWhereASegmentStarts) {
    EXPECT_FALSE(changes_between(with_draft(R"({"t":[{"tt":0,"sg":[{"ts":0,"d":10}]}]})"),
                                 with_draft(R"({"t":[{"tt":0,"sg":[{"ts":5,"d":10}]}]})"))
                     .empty());
}

TEST(ChangesBetween, TellsTheFirstDraftInOneLine) {
    EXPECT_THAT(changes_between({}, with_draft(kVideo)), ElementsAre(HasSubstr("new: Timeline (1 track)")));
}

TEST(ChangesBetween, ComparesADraftThatIsBeyondUsAsItIs) {
    const SessionState beyond{.draft = Draft{}, .draft_json = R"({"t":"a timeline of another kind"})"};
    const SessionState other{.draft = Draft{}, .draft_json = R"({"t":"edited"})"};
    EXPECT_THAT(changes_between(beyond, beyond), IsEmpty());
    EXPECT_THAT(changes_between(beyond, other), ElementsAre("timeline: changed"));
    EXPECT_THAT(changes_between(with_draft(kVideo), beyond), ElementsAre("timeline: changed"));
    EXPECT_THAT(changes_between(beyond, with_draft(kVideo)), ElementsAre("timeline: changed"));
    EXPECT_THAT(changes_between({}, beyond), ElementsAre("timeline: changed"));
}

TEST(Baseline, KeepsADraftThatIsBeyondUs) {
    const SessionState beyond{.draft = Draft{}, .draft_json = R"({"t":"a timeline of another kind"})"};
    const SessionState kept = baseline_from_json(baseline_to_json(beyond));
    EXPECT_EQ(kept.draft_json, beyond.draft_json);
    EXPECT_EQ(kept.draft, beyond.draft);
}

TEST(ChangesBetween, TellsTracksFirstThenMediaFilesAndCanvas) {
    SessionState before = with_draft(kVideo);
    before.other_json = R"({"canvas_config":{"w":1}})";
    SessionState after = with_draft(kVideoAndMusic);
    after.other_json = R"({"canvas_config":{"w":2},"generated_media":[{"url":"x"}]})";
    after.assets = {{.name = "x.mp4", .address = "x"}};
    const auto lines = changes_between(before, after);
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_THAT(lines[0], HasSubstr("BGM: track added"));
    EXPECT_THAT(lines[2], HasSubstr("generated media: added"));
    EXPECT_THAT(lines[3], HasSubstr("files: x.mp4 added"));
    EXPECT_THAT(lines[4], HasSubstr("canvas config: changed"));
}

TEST(ChangesBetween, NeverListsHundreds) {
    Draft draft;
    Track track;
    for (int i = 0; i < 300; ++i)
        track.segments.push_back({.start = Ms{i * 10}, .duration = Ms{10}, .source = "a.mp4"});
    draft.tracks.push_back(track);
    const auto lines = changes_between(with_draft(kVideo), with_draft(draft_to_json(draft)));
    EXPECT_LE(lines.size(), 13U);
    EXPECT_THAT(lines.back(), HasSubstr("more changes"));
}

TEST(ChangesBetween, SeesADraftThatNobodyUnderstands) {
    EXPECT_THAT(changes_between({.draft_json = "\"<xml a>\""}, {.draft_json = "\"<xml b>\""}),
                ElementsAre("timeline: changed"));
}

TEST(UnaskedAdditions, AreMusicAndTitlesThatTheRequestDoesNotName) {
    const auto music = [](const char* request) {
        return unasked_additions(request, with_draft(kVideo), with_draft(kVideoAndMusic));
    };
    EXPECT_THAT(music("make it shorter"), ElementsAre(HasSubstr("BGM: Lo-fi (0-1s)")));
    EXPECT_THAT(music("把视频剪短一点"), ElementsAre(HasSubstr("Lo-fi")));
    EXPECT_THAT(music("add a song"), IsEmpty());
    EXPECT_THAT(music("加一段背景音乐"), IsEmpty());
    EXPECT_THAT(music("卡点剪辑"), IsEmpty());
    EXPECT_THAT(music("make it shorter, don't add any music"), ElementsAre(HasSubstr("Lo-fi")));
    EXPECT_THAT(music("剪短，不要音乐"), ElementsAre(HasSubstr("Lo-fi")));
    EXPECT_THAT(music("no titles, just music"), IsEmpty());

    const auto title = [](const char* request) {
        return unasked_additions(request, with_draft(kVideo), with_draft(kVideoAndTitle));
    };
    EXPECT_THAT(title("add music"), ElementsAre(HasSubstr("Title: \"Hi\"")));
    EXPECT_THAT(title("Add the text Hi"), IsEmpty());
    EXPECT_THAT(title("加字幕"), IsEmpty());
}

TEST(UnaskedAdditions, AreNotTracksThatWereThereBefore) {
    EXPECT_THAT(unasked_additions("shorter", with_draft(kVideoAndMusic), with_draft(kVideoAndMusic)), IsEmpty());
}

TEST(Baseline, ComesBackFromTheJournalAsItWas) {
    SessionState state = with_draft(kVideoAndMusic);
    state.other_json = R"({"canvas_config":{"w":2}})";
    state.assets = {{.name = "x.mp4", .address = "https://cdn/x", .kind = MediaKind::Audio, .hash = "aa"}};
    const SessionState back = baseline_from_json(baseline_to_json(state));
    EXPECT_THAT(changes_between(state, back), IsEmpty());
    EXPECT_EQ(back.draft_json, state.draft_json);
    EXPECT_EQ(back.draft, state.draft);
    EXPECT_THROW((void)baseline_from_json("{}"), Error);
    EXPECT_THROW((void)baseline_from_json(""), Error);
}

}  // namespace
}  // namespace takt::flow
