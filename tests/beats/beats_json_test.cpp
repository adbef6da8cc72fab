// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/beats.h"
#include "takt/error.h"

#include "made_music.h"

#include <gtest/gtest.h>

namespace takt::test {
namespace {

BeatGrid small_grid() {
    BeatGrid::Parts parts;
    parts.source = "music/a \"song\".mp3";
    parts.duration = Us{2'000'001};
    parts.musical = true;
    parts.tempo = {120.25, 0.75, false, {{60.125, "half", 0.5}}};
    parts.meter = 3;
    parts.beats = {{Us{500'003}, 0.1, false, -1}, {Us{1'000'007}, 1, true, 0}};
    parts.sections = {{{Us{0}, Us{2'000'001}}, 1, "loud"}};
    return BeatGrid(parts);
}

ErrorCode code_of(const std::string& text) {
    try {
        (void)beats_from_json(text);
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("; "), std::string::npos) << error.what();
        return error.code();
    }
    ADD_FAILURE() << "accepted " << text;
    return ErrorCode::Internal;
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = beats_to_json(small_grid());
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(BeatsJson, SurvivesARoundTrip) {
    const BeatGrid grid = small_grid();
    const BeatGrid again = beats_from_json(beats_to_json(grid));
    EXPECT_EQ(beats_to_json(again), beats_to_json(grid));
    EXPECT_EQ(again.source(), grid.source());
    EXPECT_EQ(again.duration(), grid.duration());
    EXPECT_EQ(again.meter(), 3);
    ASSERT_EQ(again.beats().size(), 2U);
    EXPECT_EQ(again.beats()[0].time, Us{500'003});
    EXPECT_EQ(again.beats()[0].bar, -1);
    EXPECT_TRUE(again.beats()[1].downbeat);
    ASSERT_EQ(again.tempo().alternatives.size(), 1U);
    EXPECT_EQ(again.tempo().alternatives[0].relation, "half");
    EXPECT_EQ(again.sections()[0].range, (TimeRange{Us{0}, Us{2'000'001}}));
}

TEST(BeatsJson, WritesNoDigitsThatNobodyCanHear) {
    BeatGrid::Parts parts = small_grid().parts();
    parts.tempo = {120.123456, 0.123456, false, {{60.061728, "half", 0.98765432}}};
    parts.beats[0].strength = 0.33333333;
    parts.sections[0].energy = 2.0 / 3;
    const std::string text = beats_to_json(BeatGrid(parts));
    for (const char* told : {"\"bpm\": 120.123,", "\"bpm\": 60.062,", "\"confidence\": 0.1235,", "\"score\": 0.9877\n",
                             "\"strength\": 0.3333,", "\"energy\": 0.6667,"}) {
        EXPECT_NE(text.find(told), std::string::npos) << told << " in " << text;
    }
}

TEST(BeatsJson, TellsTheBeatOfACut) {
    BeatGrid::Parts parts = small_grid().parts();
    const std::string on_beats = beats_to_json(BeatGrid(parts));
    EXPECT_NE(on_beats.find("\"beat\": 1\n"), std::string::npos) << on_beats;
    EXPECT_EQ(on_beats.find("\"beat\": null"), std::string::npos) << on_beats;
    parts.musical = false;
    const std::string equal_steps = beats_to_json(BeatGrid(parts));
    EXPECT_NE(equal_steps.find("\"beat\": null"), std::string::npos) << equal_steps;
}

TEST(BeatsJson, TellsWhichAnalysisMadeIt) {
    BeatGrid::Parts parts = small_grid().parts();
    parts.analysis = 17;
    std::string text = beats_to_json(BeatGrid(parts));
    EXPECT_EQ(beats_from_json(text).analysis(), 17);
    text.erase(text.find("  \"analysis\": 17,\n"), 18);
    EXPECT_EQ(beats_from_json(text).analysis(), 0);
}

TEST(BeatsJson, SurvivesARoundTripOfARealAnalysis) {
    const std::string text = beats_to_json(heard(clicks(steady(120, 20), 20)));
    EXPECT_EQ(beats_to_json(beats_from_json(text)), text);
}

TEST(BeatsJson, HasTheKeysProgramsRelyOn) {
    const std::string text = beats_to_json(small_grid());
    for (const char* key : {"\"schema\": \"takt.beats/1\"",
                            "\"source\"",
                            "\"musical\"",
                            "\"bpm\"",
                            "\"confidence\"",
                            "\"stable\"",
                            "\"alternatives\"",
                            "\"relation\"",
                            "\"score\"",
                            "\"meter\"",
                            "\"time_s\"",
                            "\"strength\"",
                            "\"downbeat\"",
                            "\"bar\"",
                            "\"start_s\"",
                            "\"end_s\"",
                            "\"energy\"",
                            "\"label\"",
                            "\"calm\"",
                            "\"normal\"",
                            "\"fast\""}) {
        EXPECT_NE(text.find(key), std::string::npos) << key;
    }
}

TEST(BeatsJson, KeepsADocumentValidWhenTheNameIsNotUtf8) {
    BeatGrid::Parts parts;
    parts.source = "\xff\xfe.mp3";
    EXPECT_NO_THROW((void)beats_from_json(beats_to_json(BeatGrid(parts))));
}

TEST(BeatsJson, RefusesWhatIsNotABeatsDocument) {
    for (const char* text :
         {"", "{", "[]", "null", "3", "{}", R"({"schema": "takt.prep/1"})", R"({"schema": "takt.beats/1"})"}) {
        EXPECT_EQ(code_of(text), ErrorCode::Corrupt) << text;
    }
}

TEST(BeatsJson, RefusesFieldsOfTheWrongKind) {
    EXPECT_EQ(code_of(with("\"time_s\": 0.500003", "\"time_s\": \"half\"")), ErrorCode::Corrupt);
    EXPECT_EQ(code_of(with("\"time_s\": 0.500003", "\"time_s\": 1e300")), ErrorCode::Corrupt);
    EXPECT_EQ(code_of(with("\"time_s\": 0.500003", "\"time_s\": 1.5")), ErrorCode::Corrupt);
    EXPECT_EQ(code_of(with("\"meter\": 3", "\"meter\": 0")), ErrorCode::Corrupt);
    EXPECT_EQ(code_of(with("\"meter\": 3", "\"meter\": 2.5")), ErrorCode::Corrupt);
    EXPECT_EQ(code_of(with("\"musical\": true", "\"musical\": 1")), ErrorCode::Corrupt);
}

TEST(BeatsJson, KeepsPhrasesAndHighlightAndDoesWithoutThem) {
    BeatGrid::Parts parts;
    parts.duration = Us{9'000'000};
    EXPECT_TRUE(beats_from_json(beats_to_json(BeatGrid(parts))).phrases().empty());
    EXPECT_FALSE(beats_from_json(beats_to_json(BeatGrid(parts))).highlight());
    parts.phrases = {Us{500'000}, Us{4'500'000}};
    parts.highlight = TimeRange{Us{500'000}, Us{4'500'000}};
    const std::string text = beats_to_json(BeatGrid(std::move(parts)));
    const BeatGrid again = beats_from_json(text);
    ASSERT_EQ(again.phrases().size(), 2U);
    EXPECT_EQ(again.phrases()[1], Us{4'500'000});
    EXPECT_EQ(again.highlight(), (TimeRange{Us{500'000}, Us{4'500'000}}));
    std::string older = text;
    older.replace(older.find("\"phrases_s\""), 11, "\"unknown\"");
    older.replace(older.find("\"highlight\""), 11, "\"unheard\"");
    EXPECT_TRUE(beats_from_json(older).phrases().empty());
    EXPECT_FALSE(beats_from_json(older).highlight());
}

}  // namespace
}  // namespace takt::test
