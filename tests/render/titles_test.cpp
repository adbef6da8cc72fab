// SPDX-License-Identifier: GPL-3.0-or-later
// Texts on pictures: what is drawn, where and in which style.
#include "render/titles.h"

#include "drafts.h"
#include "render/blend.h"
#include "render/title_script.h"

#include <gtest/gtest.h>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

TEST(Titles, UsersTextIsNeverReadAsACommand) {
    const std::string script = title_script("{\\b0}a\\Nb\nc", {}, {1280, 720});
    EXPECT_NE(script.find(",,\\{\\\u2060b0\\}a\\\u2060Nb\\Nc\n"), std::string::npos) << script;
}

TEST(Titles, BracesAreDrawn) {
    Titles titles({640, 360});
    EXPECT_GT(titles.rasterise("{\\alpha&HFF&}Hello").size.width, titles.rasterise("Hello").size.width);
}

TEST(Titles, EmptyTextDrawsNothing) {
    EXPECT_EQ(Titles({640, 360}).rasterise("").size, (Size{0, 0}));
}

TEST(Titles, ChineseHasItsOwnGlyphs) {
    Titles titles({640, 360});
    const Stamp one = titles.rasterise("城");
    const Stamp other = titles.rasterise("市");
    EXPECT_NE(one.luma, other.luma);
}

TEST(Titles, StayInsideTheSafeZone) {
    for (const Size canvas : {Size{1920, 1080}, Size{1080, 1920}}) {
        const Stamp stamp = Titles(canvas).rasterise("A long title that has to be broken into several lines to fit");
        EXPECT_GE(stamp.x, canvas.width * 9 / 100);
        EXPECT_LE(stamp.x + stamp.size.width, canvas.width * 91 / 100);
        EXPECT_GT(stamp.y, canvas.height / 2);
        EXPECT_LE(stamp.y + stamp.size.height, canvas.height * 88 / 100);
    }
}

TEST(Titles, ChangeOnlyTheirRectangle) {
    const Size canvas{320, 180};
    Titles titles(canvas);
    const Segment segment{.text = "Title"};
    const Stamp stamp = titles.rasterise(segment.text);
    const av::FramePtr picture = black_picture(canvas);
    titles.draw(*picture, {{&segment, kWhole}});
    EXPECT_EQ(brightest(*picture), 235);
    // Blackened inside the rectangle, the picture is what it was.
    samples::rectangle(*picture, stamp.x, stamp.y, stamp.size.width, stamp.size.height, kBlack);
    const av::FramePtr untouched = black_picture(canvas);
    for (std::size_t plane = 0; plane < 3; ++plane) {
        const int height = plane == 0 ? canvas.height : canvas.height / 2;
        const int width = plane == 0 ? canvas.width : canvas.width / 2;
        for (std::ptrdiff_t y = 0; y < height; ++y) {
            const std::ptrdiff_t row = y * picture->linesize[plane];
            ASSERT_TRUE(std::equal(picture->data[plane] + row, picture->data[plane] + row + width,
                                   untouched->data[plane] + row))
                << "plane " << plane << ", row " << y;
        }
    }
}

TEST(Titles, OpacityMixesWithThePicture) {
    Titles titles({320, 180});
    const Segment segment{.text = "Title"};
    const auto brightest_at = [&](int opacity) {
        const av::FramePtr picture = black_picture({320, 180});
        titles.draw(*picture, {{&segment, opacity}});
        return brightest(*picture);
    };
    EXPECT_EQ(brightest_at(0), 16);
    EXPECT_NEAR(brightest_at(kWhole / 2), 126, 1);
}

TEST(Titles, AreThereOnlyInTheirTime) {
    const TempDir folder;
    Draft draft = small_draft(1s);
    Segment title = segment(400ms, 200ms);
    title.text = "Title";
    draft.tracks = {track(TrackType::Text, {title})};
    (void)test::render(draft, folder / "out.mp4");
    const auto shown = [&](std::int64_t n) { return brightest(*frame_of(folder / "out.mp4", n, draft.rate)); };
    EXPECT_LT(shown(11), 30);
    EXPECT_GT(shown(12), 200);
    EXPECT_GT(shown(17), 200);
    EXPECT_LT(shown(18), 30);
}

TEST(Titles, StandWhereTheirStyleSays) {
    const Size canvas{640, 360};
    Titles titles(canvas);
    const Stamp top = titles.rasterise("Title", {.place = TextPlace::Top});
    const Stamp centre = titles.rasterise("Title", {.place = TextPlace::Centre});
    const Stamp caption = titles.rasterise("Title", {.caption = true});
    EXPECT_GE(top.y, canvas.height * 11 / 100);
    EXPECT_LT(top.y + top.size.height, canvas.height / 3);
    EXPECT_NEAR(centre.y + centre.size.height / 2, canvas.height / 2, canvas.height / 20);
    EXPECT_GT(caption.y, canvas.height * 3 / 4);
    EXPECT_LT(caption.size.height, top.size.height * 3 / 4);
}

TEST(Titles, SizeScalesTheText) {
    const auto is_high = [](const TextStyle& style, const std::string& pixels) {
        return title_script("a", style, {1280, 720}).find("DejaVu Sans," + pixels + ",") != std::string::npos;
    };
    EXPECT_TRUE(is_high({}, "57"));
    EXPECT_TRUE(is_high({.size = 2}, "114"));
    EXPECT_TRUE(is_high({.caption = true}, "36"));
    Titles titles({1280, 720});
    EXPECT_GT(titles.rasterise("Title", {.size = 2}).size.width, titles.rasterise("Title").size.width * 3 / 2);
}

TEST(Titles, BoldAndItalicLookDifferent) {
    Titles titles({640, 360});
    const auto drawn = [&](bool bold, bool italic) {
        return titles.rasterise("Title", {.bold = bold, .italic = italic}).luma;
    };
    EXPECT_NE(drawn(true, false), drawn(false, false));
    EXPECT_NE(drawn(true, true), drawn(true, false));
}

TEST(Titles, AreOfTheirColour) {
    Titles titles({640, 360});
    const Segment red{.text = "WWW", .style = {.size = 4, .colour = "#FF0000"}};
    const av::FramePtr picture = black_picture({640, 360});
    titles.draw(*picture, {{&red, kWhole}});
    int reddest = 0;
    for (std::ptrdiff_t y = 0; y < 180; ++y) {
        const std::uint8_t* row = picture->data[2] + y * picture->linesize[2];
        reddest = std::max<int>(reddest, *std::max_element(row, row + 320));
    }
    EXPECT_NEAR(reddest, 240, 2);
}

TEST(Titles, DarkTextHasALightOutline) {
    EXPECT_NE(title_script("a", {.colour = "#101010"}, {640, 360}).find("&H00101010,&H00FFFFFF"), std::string::npos);
    EXPECT_NE(title_script("a", {.colour = "no colour"}, {640, 360}).find("&H00FFFFFF,&H00000000"), std::string::npos);
    EXPECT_NE(title_script("a", {.colour = "#0A80ff"}, {640, 360}).find("&H00FF800A"), std::string::npos);
}

TEST(Titles, BoxDarkensWhatIsBehindAllOfTheText) {
    const Size canvas{640, 360};
    Titles titles(canvas);
    const Segment boxed{.text = "Title\nin two lines", .style = {.box = true}};
    const av::FramePtr picture = black_picture(canvas);
    samples::fill(*picture, kWhite);
    titles.draw(*picture, {{&boxed, kWhole}});
    const Stamp stamp = titles.rasterise(boxed.text, boxed.style);
    const Stamp bare = titles.rasterise(boxed.text);
    EXPECT_GT(stamp.size.width, bare.size.width);
    // A corner of the box, beside the shorter line.
    EXPECT_LT(mean_yuv(*picture, stamp.x + 3, stamp.y + 3, 1).y, 120);
    EXPECT_GT(mean_yuv(*picture, stamp.x - 4, stamp.y + 3, 1).y, 230);
}

TEST(Titles, TextsShownTogetherStandApart) {
    const Size canvas{640, 360};
    const PlacedText caption{{200, 300, {240, 30}}, TextPlace::Bottom, true};
    const PlacedText title{{100, 280, {440, 40}}, TextPlace::Bottom, false};
    const PlacedText top{{100, 40, {440, 40}}, TextPlace::Top, false};
    EXPECT_EQ(moved_apart(std::vector{title, caption, top}, canvas), (std::vector{-20, 0, 0}));
    EXPECT_EQ(moved_apart(std::vector{top, top}, canvas), (std::vector{0, 40}));
    EXPECT_EQ(moved_apart(std::vector{title, title, caption}, canvas), (std::vector{-20, -60, 0}));
}

TEST(Titles, ThatHaveNoRoomStayWhereTheyAre) {
    const PlacedText high{{0, 20, {640, 300}}, TextPlace::Bottom, false};
    EXPECT_EQ(moved_apart(std::vector{high, high}, {640, 360}), (std::vector{0, 0}));
}

}  // namespace
}  // namespace takt::render::test
