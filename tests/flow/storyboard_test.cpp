// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/storyboard.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "flow/storyboard_sheet.h"
#include "support/make_media.h"
#include "support/read_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <algorithm>

namespace takt::flow {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr samples::Yuv kRed{81, 90, 240};
constexpr samples::Yuv kBlue{41, 240, 110};

Segment segment(const std::string& source, int start, int duration) {
    Segment made;
    made.start = Ms{start};
    made.duration = Ms{duration};
    made.source = source;
    made.name = source;
    return made;
}

/// A red and a blue clip under a song that clicks once, in a project's folder.
class StoryboardOf : public testing::Test {
protected:
    StoryboardOf() {
        test::make_clip(folder_ / "red.mp4", {.frames = 60, .numbered = false, .background = kRed});
        test::make_clip(folder_ / "blue.mp4", {.frames = 60, .numbered = false, .background = kBlue});
        test::make_sound(folder_ / "song.wav", {.seconds = 4, .clicks_s = {3.0}});
        draft_.duration = Ms{4000};
        draft_.tracks = {{0, {segment("red.mp4", 0, 2000), segment("blue.mp4", 2000, 2000)}, ""},
                         {1, {segment("song.wav", 0, 4000)}, ""}};
        draft_.tracks[0].segments[1].reason = "the chorus begins";
    }

    std::string written(const std::string& name, const std::vector<Beat>& beats = {}) {
        NoProgress progress;
        write_storyboard(draft_, beats, folder_.path(), folder_ / name, progress, {});
        return read_file(folder_ / name);
    }

    pugi::xml_document drawn(const std::vector<Beat>& beats = {}) {
        pugi::xml_document xml;
        EXPECT_TRUE(xml.load_string(written("board.svg", beats).c_str()));
        return xml;
    }

    /// The middle colour of a picture inside of the drawing.
    samples::Yuv colour_of(const pugi::xml_node& image) {
        const std::string address = image.attribute("href").value();
        const std::string head = "data:image/jpeg;base64,";
        EXPECT_TRUE(address.starts_with(head));
        write_file(folder_ / "picture.jpg", decoded(address.substr(head.size())));
        samples::Yuv colour{};
        test::for_each_frame(folder_ / "picture.jpg", [&](const AVFrame& frame, Us) {
            colour = test::mean_yuv(frame, frame.width / 2, frame.height / 2);
        });
        return colour;
    }

    test::TempDir folder_;
    Draft draft_;

private:
    static std::string decoded(const std::string& text) {
        const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string bytes;
        unsigned bits = 0;
        int held = 0;
        for (const char c : text) {
            if (c == '=') break;
            bits = bits << 6U | static_cast<unsigned>(letters.find(c));
            held += 6;
            if (held < 8) continue;
            held -= 8;
            bytes += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU);
        }
        return bytes;
    }
};

TEST_F(StoryboardOf, TwoClipsShowsEachInItsPlace) {
    const pugi::xml_document xml = drawn();
    const auto images = xml.select_nodes("//image");
    ASSERT_EQ(images.size(), 2U);
    const pugi::xml_node red = images[0].node();
    const pugi::xml_node blue = images[1].node();
    EXPECT_LT(red.attribute("x").as_double(), blue.attribute("x").as_double());
    EXPECT_GT(colour_of(red).v, 200);
    EXPECT_GT(colour_of(blue).u, 200);
}

TEST_F(StoryboardOf, SaysWhyAShotIsThere) {
    const pugi::xml_document xml = drawn();
    EXPECT_STREQ(xml.select_nodes("//g[@class='shot']")[1].node().child("title").text().get(),
                 "2. blue.mp4, 2-4s: the chorus begins");
}

TEST_F(StoryboardOf, DrawsBeatsBarsAndCuts) {
    const pugi::xml_document xml =
        drawn({{Us{0}, 1, true, 0}, {Us{500'000}, 1, false, 0}, {Us{2'000'000}, 1, true, 1}});
    EXPECT_EQ(xml.select_nodes("//line[@class='bar']").size(), 2U);
    EXPECT_EQ(xml.select_nodes("//line[@class='beat']").size(), 1U);
    ASSERT_EQ(xml.select_nodes("//line[@class='cut']").size(), 1U);
    EXPECT_STREQ(xml.select_node("//line[@class='cut']").node().attribute("x1").value(),
                 xml.select_nodes("//line[@class='bar']")[1].node().attribute("x1").value());
}

TEST_F(StoryboardOf, DrawsTitlesAsText) {
    Segment title;
    title.duration = Ms{1000};
    title.text = "<script>alert(1)</script>\xff & \"more\"";
    draft_.tracks.push_back({7, {title}, ""});
    EXPECT_EQ(drawn().select_nodes("//rect[@class='title']").size(), 1U);
    EXPECT_THAT(written("board.html"), Not(HasSubstr("<script")));
}

TEST_F(StoryboardOf, ASourceThatIsGoneLacksItsPicture) {
    std::filesystem::remove(folder_ / "red.mp4");
    const pugi::xml_document xml = drawn();
    EXPECT_EQ(xml.select_nodes("//image").size(), 1U);
    EXPECT_EQ(xml.select_nodes("//g[@class='shot']").size(), 2U);
}

TEST_F(StoryboardOf, ManyShotsHasFewerPicturesAndSaysSo) {
    draft_.tracks = {{0, {}, ""}};
    for (int i = 0; i < 402; ++i) draft_.tracks[0].segments.push_back(segment("red.mp4", i * 40, 40));
    draft_.duration = Ms{402 * 40};
    const pugi::xml_document xml = drawn();
    EXPECT_EQ(xml.select_nodes("//image").size(), 201U);
    EXPECT_EQ(xml.select_nodes("//g[@class='shot']").size(), 402U);
    EXPECT_STREQ(xml.select_nodes("//svg/text")[1].node().text().get(),
                 "0:16.1, 402 shots, one in 2 with its picture, 1920×1080");
}

TEST_F(StoryboardOf, AnythingIsAPageThatNeedsNothingElse) {
    const std::string page = written("board.html");
    EXPECT_THAT(page, HasSubstr("default-src 'none'"));
    EXPECT_THAT(page, HasSubstr("<td>the chorus begins</td>"));
    EXPECT_THAT(page, Not(HasSubstr("href=\"http")));
    EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST_F(StoryboardOf, AnythingIsWholeOrNotThere) {
    NoProgress progress;
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(write_storyboard(draft_, {}, folder_.path(), folder_ / "b.svg", progress, stop.get_token()), Error);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "b.svg"));
    EXPECT_THROW(write_storyboard(draft_, {}, folder_.path(), folder_ / "b.png", progress, {}), Error);
}

TEST_F(StoryboardOf, MusicIsAsLoudAsItIsHeard) {
    // The click at 3 s is the only sound: the outline is a line elsewhere.
    const std::string path = drawn().select_node("//path[@class='wave']").node().attribute("d").value();
    std::vector<double> half;
    for (std::size_t at = path.find('v'); at != std::string::npos; at = path.find('v', at + 1)) {
        const double height = std::stod(path.substr(at + 1));
        if (height > 0) half.push_back(height);
    }
    ASSERT_EQ(half.size(), 560U);
    const auto loudest = std::max_element(half.begin(), half.end()) - half.begin();
    EXPECT_NEAR(static_cast<double>(loudest) / 560 * 4, 3.0, 0.05);
    EXPECT_LT(half[100], 2);
}

TEST(BoardRows, LeaveAUsualShotRoomForItsPicture) {
    std::vector<BoardShot> shots(200);
    for (BoardShot& shot : shots) shot.segment.duration = Ms{1000};
    const BoardRows rows = board_rows(shots, Ms{200'000}, {1920, 1080});
    EXPECT_GE(kRowWidth / seconds(rows.length), picture_width({1920, 1080}));
    EXPECT_GE(rows.length * static_cast<std::int64_t>(rows.count), Us(Ms{200'000}));
}

TEST(BoardRows, AreFewEvenForAnHourOfShortShots) {
    std::vector<BoardShot> shots(9000);
    for (BoardShot& shot : shots) shot.segment.duration = Ms{400};
    EXPECT_LE(board_rows(shots, std::chrono::hours{1}, {1920, 1080}).count, 60U);
    EXPECT_EQ(board_rows({}, Ms{0}, {1920, 1080}).count, 1U);
}

}  // namespace
}  // namespace takt::flow
