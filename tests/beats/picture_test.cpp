// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/picture.h"

#include "beats/analysis.h"
#include "beats/picture_frame.h"
#include "made_music.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace takt::test {
namespace {

using beats::Area;
using beats::Layer;
using beats::Sheet;

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

beats::Analysis analysis(const Sound& sound, const char* name) {
    beats::Listener listener;
    listener.hear(sound);
    return beats::analyse_curves(listener.finish(), name);
}

/// How many rectangles of this colour begin at the top of `band`.
std::size_t marks(const Sheet& sheet, std::uint32_t rgb, const Area& band) {
    std::size_t found = 0;
    for (const auto& drawn : sheet.drawn) {
        const auto* layer = std::get_if<Layer>(&drawn);
        if (layer == nullptr || layer->rgb != rgb) continue;
        for (const Area& area : layer->areas) found += area.y == band.y ? 1 : 0;
    }
    return found;
}

bool says(const Sheet& sheet, const std::string& text) {
    return std::any_of(sheet.labels.begin(), sheet.labels.end(),
                       [&](const beats::Label& label) { return label.text.find(text) != std::string::npos; });
}

BeatGrid steady_grid(int beats, Us duration) {
    BeatGrid::Parts parts;
    parts.musical = true;
    parts.duration = duration;
    for (int i = 0; i < beats; ++i) parts.beats.push_back({duration * i / beats, 1, i % 4 == 0, i / 4});
    return BeatGrid(std::move(parts));
}

TEST(BeatPicture, DrawsEveryBeatAndEverySection) {
    const beats::Analysis song = analysis(clicks(steady(120, 20), 20), "song.mp3");
    const Sheet sheet = beats::beats_sheet(song.grid, song.drawing);
    std::size_t downbeats = 0;
    for (const Beat& beat : song.grid.beats()) downbeats += beat.downbeat ? 1 : 0;
    EXPECT_EQ(marks(sheet, 0xc62828, beats::kOnsets), downbeats);
    EXPECT_EQ(marks(sheet, 0xe08a8a, beats::kOnsets), song.grid.beats().size() - downbeats);
    EXPECT_EQ(marks(sheet, 0xf6a623, beats::kSections), song.grid.sections().size());
    for (const char* text : {"song.mp3", "120.0 BPM", "confidence", "0:05", "bar"})
        EXPECT_TRUE(says(sheet, text)) << text;
    for (const Section& section : song.grid.sections()) EXPECT_TRUE(says(sheet, section.label));
}

TEST(BeatPicture, PutsABeatWhereItsTimeIs) {
    const Sheet sheet = beats::beats_sheet(steady_grid(4, Us{8'000'000}), {});
    const auto* bars = std::get_if<Layer>(&sheet.drawn.back());
    for (const auto& drawn : sheet.drawn) {
        const auto* layer = std::get_if<Layer>(&drawn);
        if (layer != nullptr && layer->rgb == 0xe08a8a) bars = layer;
    }
    ASSERT_NE(bars, nullptr);
    ASSERT_EQ(bars->areas.size(), 3U);
    const double middle = (beats::kLeft + beats::kRight) / 2;
    EXPECT_NEAR(bars->areas[1].x + 0.5, middle, 1e-6);
}

TEST(BeatPicture, OfAnHourDrawsBarsAndStaysSmall) {
    const beats::Drawing drawing{std::vector<beats::Extent>(360'000, {-0.5F, 0.5F}), std::vector<float>(360'000, 0.5F),
                                 std::vector<beats::Timbre>(90'000)};
    const Us hour{3'600'000'000};
    const Sheet fast = beats::beats_sheet(steady_grid(7200, hour), drawing);
    EXPECT_EQ(marks(fast, 0xe08a8a, beats::kOnsets), 0U);
    const std::size_t lines = marks(fast, 0xc62828, beats::kOnsets);
    EXPECT_GT(lines, 50U);
    EXPECT_LT(static_cast<double>(lines) * 9, beats::kRight - beats::kLeft);
    EXPECT_TRUE(says(fast, "a line every 16 bars"));
    EXPECT_LT(beats::sheet_svg(fast).size(), 1'000'000U);
}

TEST(BeatPicture, AsSvgNeedsNothingElse) {
    const beats::Analysis song = analysis(clicks(steady(120, 20), 20), "song.mp3");
    const std::string svg = beats::beats_svg(song.grid, song.drawing);
    EXPECT_EQ(count(svg, "http"), 1U);  // the namespace: nothing is fetched
    EXPECT_EQ(count(svg, "data:image/png;base64,"), 1U);
    EXPECT_NE(svg.find("width=\"1200\""), std::string::npos);
    EXPECT_LT(svg.size(), 1'000'000U);
}

TEST(BeatPicture, EscapesTheFileName) {
    const beats::Analysis song = analysis(Sound(kMusicRateHz), "a <b> & \"c\"\xff.mp3");
    const std::string svg = beats::beats_svg(song.grid, song.drawing);
    EXPECT_NE(svg.find("a &lt;b&gt; &amp; &quot;c&quot;\xEF\xBF\xBD.mp3"), std::string::npos);
    EXPECT_EQ(svg.find("<b>"), std::string::npos);
}

TEST(BeatPicture, OfNothingIsStillAPicture) {
    const std::string svg = beats::beats_svg(BeatGrid{}, {});
    EXPECT_NE(svg.find("not musical"), std::string::npos);
    EXPECT_NE(svg.find("</svg>"), std::string::npos);
}

TEST(BeatPicture, ShowsLowSoundsAtTheBottom) {
    beats::Timbre hum;
    hum.bands.fill(-3.9F);
    hum.bands[0] = 5;
    const beats::Raster raster = beats::spectrum_raster({hum, hum});
    ASSERT_EQ(raster.rows, static_cast<int>(beats::kBands));
    EXPECT_GT(raster.rgb.front(), 200);
    EXPECT_LT(raster.rgb[raster.rgb.size() - 3], 60);
}

TEST(SheetPixels, PaintAsMuchOfAPixelAsIsCovered) {
    const Sheet sheet{4, 2, "", {Layer{0x000000, 1, {{1, 0, 1.5, 1}}}, Layer{0xff0000, 0.5, {{0, 1, 1, 1}}}}, {}};
    const std::vector<std::uint8_t> pixels = beats::sheet_pixels(sheet);
    const auto at = [&](std::size_t x, std::size_t y) { return pixels[(y * 4 + x) * 4 + 1]; };
    EXPECT_EQ(at(0, 0), 255);
    EXPECT_EQ(at(1, 0), 0);
    EXPECT_EQ(at(2, 0), 128);
    EXPECT_EQ(at(3, 0), 255);
    EXPECT_EQ(at(0, 1), 128);
    EXPECT_EQ(pixels[4 * 4], 255);
}

TEST(SheetPixels, StretchAPictureAndCutOffWhatIsOutside) {
    const beats::Raster raster{{-2, 0, 8, 2}, 2, 1, {0, 0, 0, 200, 200, 200}};
    const std::vector<std::uint8_t> pixels = beats::sheet_pixels({4, 2, "", {raster}, {}});
    EXPECT_LT(pixels[0], 100);
    EXPECT_GT(pixels[3 * 4], 100);
    EXPECT_EQ(pixels[0], pixels[4 * 4]);
}

}  // namespace
}  // namespace takt::test
