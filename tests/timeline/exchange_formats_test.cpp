// SPDX-License-Identifier: GPL-3.0-or-later
// What each format must say so that other editors read it: golden files show that it stays, these that it is right.
#include "takt/error.h"
#include "takt/exchange.h"

#include "exchange_draft.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include <cstdio>

namespace takt {
namespace {

using test::shot;
using test::small_beats;
using test::small_draft;
using test::small_facts;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

std::string document(TimelineFormat format, const Draft& draft) {
    return timeline_document(draft, small_beats(), small_facts, format);
}

Draft one_shot(const Segment& segment, FrameRate rate = {30, 1}) {
    Draft draft;
    draft.rate = rate;
    draft.duration = segment.end();
    draft.tracks = {{0, {segment}, ""}};
    return draft;
}

std::int64_t length_of(const Json& item) {
    return item["source_range"]["duration"]["value"].get<std::int64_t>();
}

TEST(Otio, HoldsTracksOfTheSameLength) {
    const Json timeline = Json::parse(document(TimelineFormat::Otio, small_draft()));
    std::vector<std::string> kinds;
    for (const Json& track : timeline["tracks"]["children"]) {
        kinds.push_back(track["kind"]);
        std::int64_t frames = 0;
        for (const Json& item : track["children"]) {
            if (item["OTIO_SCHEMA"] != "Transition.1") frames += length_of(item);
        }
        EXPECT_EQ(frames, 240) << track["name"];
    }
    EXPECT_THAT(kinds, ElementsAre("Video", "Audio", "Audio"));
    EXPECT_EQ(timeline["tracks"]["markers"].size(), 4U);  // a title and three beats
}

TEST(Otio, LeavesClipsWithoutVolumeOutOfTheSound) {
    const Json timeline = Json::parse(document(TimelineFormat::Otio, small_draft()));
    std::vector<std::string> schemas;
    for (const Json& item : timeline["tracks"]["children"][1]["children"]) schemas.push_back(item["OTIO_SCHEMA"]);
    EXPECT_THAT(schemas, ElementsAre("Clip.2", "Gap.1", "Clip.2", "Gap.1", "Gap.1"));
}

TEST(Otio, TurnsTheClockOfAReversedClipBack) {
    Segment segment = shot("/clips/a.mov", 0, 1000, 2000);
    segment.reversed = true;
    segment.speed = 1.5;
    const Json timeline = Json::parse(document(TimelineFormat::Otio, one_shot(segment)));
    EXPECT_EQ(timeline["tracks"]["children"][0]["children"][0]["effects"][0]["time_scalar"], -1.5);
}

pugi::xml_document parsed(const std::string& text) {
    pugi::xml_document xml;
    EXPECT_TRUE(xml.load_string(text.c_str()));
    return xml;
}

/// "1001/30000s" in frames of 1001/30000 s.
std::int64_t frames_of(const char* time, FrameRate rate) {
    long long ticks = 0;
    long long scale = 1;
    std::sscanf(time, "%lld/%llds", &ticks, &scale);
    EXPECT_EQ(ticks * rate.num % (scale * rate.den), 0) << time << " is not on a frame";
    return ticks * rate.num / (scale * rate.den);
}

TEST(Fcpxml, HasASpineWithoutHolesOnFrames) {
    for (const FrameRate rate : {FrameRate{24, 1}, FrameRate{30000, 1001}, FrameRate{60, 1}}) {
        Draft draft = small_draft();
        draft.rate = rate;
        const pugi::xml_document xml = parsed(document(TimelineFormat::Fcpxml, draft));
        std::int64_t end = 0;
        for (const pugi::xml_node item : xml.select_node("//spine").node().children()) {
            if (std::string_view(item.name()) == "transition") continue;
            EXPECT_EQ(frames_of(item.attribute("offset").value(), rate), end);
            end += frames_of(item.attribute("duration").value(), rate);
        }
        EXPECT_EQ(end, nearest_frame(draft.duration, rate));
    }
}

TEST(Fcpxml, RefersOnlyToResourcesThatAreThere) {
    const pugi::xml_document xml = parsed(document(TimelineFormat::Fcpxml, small_draft()));
    for (const pugi::xpath_node use : xml.select_nodes("//library//*[@ref]")) {
        const std::string id = use.node().attribute("ref").value();
        EXPECT_TRUE(xml.select_node(("//*[@id='" + id + "']").c_str())) << id;
    }
    EXPECT_EQ(xml.select_nodes("//asset").size(), 4U);
}

TEST(Fcpxml, ConnectsMusicBelowAndTitlesAboveOnTheClipsClock) {
    Draft draft = small_draft();
    draft.tracks[2].segments[0].start = Ms{4500};  // over the clip at double speed, half a second into it
    draft.tracks[2].segments[0].duration = Ms{500};
    const pugi::xml_document xml = parsed(document(TimelineFormat::Fcpxml, draft));
    EXPECT_STREQ(xml.select_node("//asset-clip[@lane='-1']").node().attribute("start").value(), "12s");
    EXPECT_STREQ(xml.select_node("//adjust-volume").node().attribute("amount").value(), "-6.021dB");
    const pugi::xml_node title = xml.select_node("//title").node();
    // 500 ms of the source before the clip are 8 frames of its clock (7.5), and 15 more are half a second.
    EXPECT_EQ(frames_of(title.attribute("offset").value(), {30, 1}), 23);
    EXPECT_STREQ(title.child("text").child("text-style").text().get(), "Día 1");
}

TEST(Fcpxml, WritesAnyPathAsAnAddress) {
    const std::string text = document(TimelineFormat::Fcpxml, one_shot(shot("/a b/ä#?%.mov", 0, 1000)));
    EXPECT_THAT(text, HasSubstr("src=\"file:///a%20b/%C3%A4%23%3F%25.mov\""));
}

TEST(Edl, CallsADissolveByItsBeginAndLength) {
    const std::string text = document(TimelineFormat::Edl, small_draft());
    EXPECT_THAT(text, HasSubstr("001  A        B     C        00:00:00:00 00:00:01:24 01:00:00:00 01:00:01:24\n"));
    EXPECT_THAT(text, HasSubstr("002  A        V     C        00:00:01:24 00:00:01:24 01:00:01:24 01:00:01:24\n"
                                "002  BTWO     V     D    012 00:00:00:24 00:00:03:00 01:00:01:24 01:00:04:00\n"));
}

TEST(Edl, TellsTheSpeed) {
    const std::string text = document(TimelineFormat::Edl, small_draft());
    EXPECT_THAT(text, HasSubstr("00:00:00:15 00:00:02:15 01:00:04:00 01:00:05:00\nM2   A        060.0 "));
    Segment back = shot("/clips/a.mov", 0, 1000, 2000);
    back.reversed = true;
    EXPECT_THAT(document(TimelineFormat::Edl, one_shot(back)), HasSubstr("M2   A        -030.0"));
}

TEST(Edl, StopsAtItsLastEvent) {
    Draft draft;
    draft.tracks = {{0, {}, ""}};
    for (int i = 0; i < 1000; ++i) draft.tracks[0].segments.push_back(shot("/clips/a.mov", i * 100, 100));
    draft.duration = Ms{100'000};
    try {
        (void)document(TimelineFormat::Edl, draft);
        FAIL() << "1000 events were written";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::TooLarge);
        EXPECT_THAT(error.what(), HasSubstr("999 events"));
    }
    draft.tracks[0].segments.pop_back();
    draft.duration = Ms{99'900};
    EXPECT_THAT(document(TimelineFormat::Edl, draft), HasSubstr("\n999  "));
}

TEST(Edl, RefusesARateWithoutTimecode) {
    EXPECT_THROW((void)document(TimelineFormat::Edl, one_shot(shot("/clips/a.mov", 0, 1000), {25, 2})), Error);
}

TEST(Edl, GivesEachSourceItsReel) {
    Draft draft = one_shot(shot("/x/holiday_one.mov", 0, 1000));
    draft.tracks[0].segments.push_back(shot("/x/holiday_two.mov", 1000, 1000));
    draft.tracks[0].segments.push_back(shot("/x/海.mov", 2000, 1000));
    draft.duration = Ms{3000};
    const std::string text = document(TimelineFormat::Edl, draft);
    EXPECT_THAT(text, HasSubstr("001  HOLIDAY_ "));
    EXPECT_THAT(text, HasSubstr("002  HOLIDAY1 "));
    EXPECT_THAT(text, HasSubstr("003  AX1 "));
}

TEST(Csv, IsNoFormula) {
    const std::string text = document(TimelineFormat::Csv, small_draft());
    EXPECT_THAT(text, HasSubstr(",\"'=the chorus begins, \"\"loud\"\"\"\n"));
}

TEST(Csv, TellsHowFarTheBeatIs) {
    const std::string text = document(TimelineFormat::Csv, small_draft());
    EXPECT_THAT(text,
                HasSubstr("2,2.000,2000,00:00:02:00,60,\"b \"\"two\"\".mp4\",1.000,3.000,crossfade,2.010000,-10,"));
    EXPECT_THAT(timeline_document(small_draft(), {}, small_facts, TimelineFormat::Csv), HasSubstr(",cut,,,\"\"\n"));
}

}  // namespace
}  // namespace takt
