// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/draft.h"
#include "takt/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace takt {
namespace {

using testing::HasSubstr;

Segment only_segment(const std::string& segment_json, int type = 0) {
    const Draft draft =
        draft_from_json(R"({"t":[{"tt":)" + std::to_string(type) + R"(,"sg":[)" + segment_json + "]}]}");
    return draft.tracks.at(0).segments.at(0);
}

std::string message_of(const std::string& json) {
    try {
        (void)draft_from_json(json);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Corrupt);
        return error.what();
    }
    return "";
}

TEST(DraftJson, WritesTheNamesOfTheService) {
    Draft draft;
    draft.title = "project";
    draft.duration = Ms{1000};
    Segment segment;
    segment.duration = Ms{1000};
    segment.name = "city";
    segment.source = "media/city.mp4";
    segment.source_begin = Ms{500};
    segment.volume = 0.35;
    draft.tracks = {{0, {segment}, ""}};
    EXPECT_EQ(
        draft_to_json(draft),
        R"({"t":[{"tt":0,"sg":[{"s":0,"d":1000,"m":{"name":"city","src":"media/city.mp4","in":500,"out":1500,)"
        R"("volume":0.35}}]}],"d":1000,"m":{"title":"project","width":1920,"height":1080,"rate":{"num":30,"den":1}}})");
}

TEST(DraftJson, KeepsUnknownFieldsAtEveryLevelExactly) {
    const std::string json =
        R"({"t":[{"tt":9,"sg":[{"s":0,"d":5,"m":{"style":{"b":1,"a":[null]}},"id":1234567890123456789}],"m":{"z":-9223372036854775808}}],)"
        R"("d":5,"m":{"title":"","width":2,"height":2,"rate":{"num":25,"den":1},"owner":18446744073709551615},"v":0.1})";
    EXPECT_EQ(draft_to_json(draft_from_json(json)), json);
}

TEST(DraftJson, LeavesFieldsThatOnlyResembleOursToTheirWriter) {
    const std::string json =
        R"({"t":[{"tt":0,"sg":[{"s":0,"d":5,"m":{"fit":3,"transition":"wipe","fade_in":"slow","reason":{}}}]}],)"
        R"("d":5,"m":{"title":"","width":2,"height":2,"rate":29.97}})";
    EXPECT_EQ(draft_to_json(draft_from_json(json)), json);
}

TEST(DraftJson, TriesTheNamesOfOtherWritersInOrder) {
    EXPECT_EQ(only_segment(R"({"st":7,"start":8,"d":1})").start, Ms{7});
    EXPECT_EQ(only_segment(R"({"d":1,"m":{"start":9}})").start, Ms{9});
    EXPECT_EQ(only_segment(R"({"d":1,"v":0.2})").volume, 0.2);
    EXPECT_EQ(only_segment(R"({"d":1,"m":{"vol":35}})").volume, 0.35);
    EXPECT_EQ(only_segment(R"({"d":1,"m":{"content":"hi"}})", 7).text, "hi");
    EXPECT_EQ(only_segment(R"({"d":1,"m":{"title":"hi"}})", 7).text, "hi");
    EXPECT_EQ(only_segment(R"({"d":1,"m":{"title":"hi"}})", 0).name, "hi");
    EXPECT_EQ(only_segment(R"({"d":1,"m":{"cdn_url":"u"}})").source, "u");
}

TEST(DraftJson, DoesNotLetAnotherWritersNameSpeakForOurs) {
    const Draft full = draft_from_json(R"({"t":[{"tt":0,"sg":[{"d":1,"volume":0.5,"m":{"volume":1}}]}]})");
    EXPECT_EQ(draft_from_json(draft_to_json(full)), full);
    EXPECT_EQ(full.tracks[0].segments[0].volume, 1);
}

TEST(DraftJson, DoesNotTakeATimestampForAStart) {
    EXPECT_EQ(only_segment(R"({"d":1,"ts":1795219127896000000})").start, Ms{0});
}

TEST(DraftJson, PutsSegmentsWithoutAStartOneAfterAnother) {
    const Draft draft = draft_from_json(R"({"t":[{"tt":0,"sg":[{"d":5},{"d":6}]}]})");
    EXPECT_EQ(draft.tracks[0].segments[1].start, Ms{5});
    EXPECT_EQ(draft.duration, Ms{11});
}

TEST(DraftJson, ReadsNullAsAbsent) {
    EXPECT_EQ(draft_from_json(R"({"t":null,"d":null,"m":null})").tracks.size(), 0u);
    EXPECT_EQ(only_segment(R"({"s":null,"d":4,"m":{"name":null}})").duration, Ms{4});
}

TEST(DraftJson, NamesThePlaceOfAnError) {
    EXPECT_THAT(message_of(R"({"t":[{"tt":"0"}]})"), HasSubstr("draft.t[0].tt: expected a number"));
    EXPECT_THAT(message_of(R"({"t":[{}]})"), HasSubstr("draft.t[0].tt: expected a number"));
    EXPECT_THAT(message_of(R"({"t":[{"tt":0,"sg":[{"d":1},{"d":"x"}]}]})"), HasSubstr("draft.t[0].sg[1].d: expected"));
    EXPECT_THAT(message_of(R"({"t":[{"tt":0,"sg":[3]}]})"), HasSubstr("draft.t[0].sg[0]: expected an object"));
    EXPECT_THAT(message_of(R"({"t":[{"tt":0,"sg":[{"m":{"volume":"x"}}]}]})"), HasSubstr("draft.t[0].sg[0].m.volume"));
    EXPECT_THAT(message_of(R"({"t":{}})"), HasSubstr("draft.t: expected an array"));
    EXPECT_THAT(message_of("[]"), HasSubstr("expected a JSON object"));
    EXPECT_THAT(message_of(R"({"d":1e300})"), HasSubstr("draft.d"));
}

TEST(DraftJson, RefusesWhatIsCutOffAtAnyByte) {
    const std::string whole = R"({"t":[{"tt":0,"sg":[{"d":5}]}]})";
    for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_NE(message_of(whole.substr(0, i)), "") << i;
}

TEST(DraftJson, WritesWithoutKeptFieldsThatAreNotAnObject) {
    Draft draft;
    draft.unknown_json = "[1";
    EXPECT_EQ(draft_to_json(draft), draft_to_json(Draft{}));
}

TEST(DraftJson, RefusesHostileDepth) {
    const std::string deep = R"({"x":)" + std::string(200'000, '[') + std::string(200'000, ']') + "}";
    EXPECT_NE(message_of(deep), "");
}

/// Any draft, sound or not, whose texts and numbers JSON can hold.
class RandomDraft {
public:
    explicit RandomDraft(unsigned seed) : random_(seed) {}

    Draft make() {
        Draft draft;
        draft.title = word();
        draft.canvas = {number(4000), number(4000)};
        draft.rate = {1 + number(60000), 1 + number(1001)};
        draft.duration = Ms{number(100'000)};
        for (int i = number(4); i > 0; --i) draft.tracks.push_back(track());
        if (number(2) == 1) draft.unknown_json = R"({"x":[1234567890123456789,0.1],"m":{"y":null}})";
        return draft;
    }

private:
    Track track() {
        Track made;
        constexpr int kTypes[] = {0, 1, 7, 9};
        made.type = kTypes[number(4)];
        for (int i = number(5); i > 0; --i) made.segments.push_back(segment());
        if (number(2) == 1) made.unknown_json = R"({"id":"é"})";
        return made;
    }
    Segment segment() {
        Segment made;
        made.start = Ms{number(100'000)};
        made.duration = Ms{number(100'000)};
        made.name = word();
        made.source = word();
        made.source_begin = Ms{number(3) * 500};
        made.volume = number(101) / 100.0;
        made.fade_in = Ms{number(2) * 300};
        made.fade_out = Ms{number(2) * 1500};
        made.fit = static_cast<Fit>(number(3));
        if (number(2) == 1) made.transition = {TransitionKind::Crossfade, Ms{1 + number(400)}};
        made.text = word();
        made.reason = word();
        if (number(2) == 1) made.unknown_json = R"({"k":{"deep":[{}]},"m":{"style":7}})";
        return made;
    }
    std::string word() {
        constexpr const char* kWords[] = {"", "a", "城市", "two words", "\"quoted\"\n"};
        return kWords[number(5)];
    }
    int number(unsigned below) { return static_cast<int>(random_() % below); }

    std::mt19937 random_;
};

TEST(DraftJson, IsTheIdentityForRandomDrafts) {
    for (unsigned seed = 0; seed < 500; ++seed) {
        const Draft draft = RandomDraft(seed).make();
        ASSERT_EQ(draft_from_json(draft_to_json(draft)), draft) << "seed " << seed;
    }
}

TEST(DraftDiff, IsEmptyExactlyForEqualRandomDrafts) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        const Draft a = RandomDraft(seed).make();
        const Draft b = RandomDraft(seed + 1).make();
        ASSERT_TRUE(diff(a, a).empty()) << "seed " << seed;
        ASSERT_EQ(diff(a, b).empty(), a == b) << "seed " << seed;
    }
}

}  // namespace
}  // namespace takt
