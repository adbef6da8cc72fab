// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/picture.h"

#include "beats/analysis.h"
#include "made_music.h"

#include <gtest/gtest.h>

namespace takt::test {
namespace {

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

TEST(BeatPicture, DrawsEveryBeatAndEverySection) {
    const beats::Analysis song = analysis(clicks(steady(120, 20), 20), "song.mp3");
    const std::string svg = beats::beats_svg(song.grid, song.drawing);
    std::size_t downbeats = 0;
    for (const Beat& beat : song.grid.beats()) downbeats += beat.downbeat ? 1 : 0;
    EXPECT_EQ(count(svg, "stroke=\"#c62828\""), downbeats);
    EXPECT_EQ(count(svg, "stroke=\"#e08a8a\""), song.grid.beats().size() - downbeats);
    for (const Section& section : song.grid.sections()) {
        EXPECT_NE(svg.find(">" + section.label + "<"), std::string::npos) << section.label;
    }
    for (const char* part : {"width=\"1200\"", "song.mp3", "120.0 BPM", "confidence", ">0:05<"}) {
        EXPECT_NE(svg.find(part), std::string::npos) << part;
    }
    EXPECT_EQ(count(svg, "http"), 1U);  // the namespace: nothing is fetched
}

TEST(BeatPicture, EscapesTheFileName) {
    const beats::Analysis song = analysis(Sound(kMusicRateHz), "a <b> & \"c\".mp3");
    const std::string svg = beats::beats_svg(song.grid, song.drawing);
    EXPECT_NE(svg.find("a &lt;b&gt; &amp; &quot;c&quot;.mp3"), std::string::npos);
    EXPECT_EQ(svg.find("<b>"), std::string::npos);
}

TEST(BeatPicture, OfNothingIsStillAPicture) {
    const std::string svg = beats::beats_svg(BeatGrid{}, {});
    EXPECT_NE(svg.find("not musical"), std::string::npos);
    EXPECT_NE(svg.find("</svg>"), std::string::npos);
}

}  // namespace
}  // namespace takt::test
