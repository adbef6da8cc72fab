// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/highlight.h"
#include "beats/section_labels.h"
#include "beats/sections.h"
#include "beats/structure.h"

#include <gtest/gtest.h>

namespace takt::test {
namespace {

using Labels = std::vector<std::string>;
using Begins = std::vector<std::size_t>;

/// A bar in which every band has this loudness.
beats::BarSound bar(float loudness) {
    beats::BarSound sound;
    sound.timbre.bands.fill(loudness);
    sound.level = sound.bass = sound.attacks = 0.1 + 0.1 * static_cast<double>(loudness);
    return sound;
}

std::vector<beats::BarSound> bars(const std::vector<std::pair<int, float>>& parts) {
    std::vector<beats::BarSound> result;
    for (const auto& [count, loudness] : parts) {
        for (int i = 0; i < count; ++i) result.push_back(bar(loudness));
    }
    return result;
}

TEST(Phrases, AreEightBarsWhereNothingIsNew) {
    EXPECT_EQ(beats::phrase_begins(std::vector<double>(24, 0.0)), (Begins{0, 8, 16}));
    EXPECT_TRUE(beats::phrase_begins({}).empty());
}

TEST(Phrases, BeginAgainWhereTheSongDoes) {
    EXPECT_EQ(beats::phrase_begins(beats::novelty(bars({{4, 0}, {8, 1}, {8, 0}}))), (Begins{0, 4, 12}));
}

TEST(Novelty, PeaksWhereAPlayerEnters) {
    const std::vector<double> found = beats::novelty(bars({{8, 0}, {8, 1}}));
    EXPECT_EQ(std::max_element(found.begin(), found.end()) - found.begin(), 8);
    EXPECT_EQ(found[4], 0);
}

TEST(Sections, BeginWhereTheSoundChangesForGood) {
    const auto song = bars({{8, 0}, {16, 1}, {1, 0}, {7, 1}});
    EXPECT_EQ(beats::section_begins(song, Begins{0, 8, 16, 24}), (Begins{0, 8}));
}

TEST(Sections, RatherBeginWithAPhrase) {
    const auto song = bars({{7, 0}, {1, 0.4F}, {8, 1}});
    EXPECT_EQ(beats::section_begins(song, Begins{0, 8}), (Begins{0, 8}));
}

TEST(Sections, OfAnHourOfBarsAreFound) {
    std::vector<std::pair<int, float>> parts(450, {16, 0});
    for (std::size_t i = 0; i < parts.size(); i += 2) parts[i].second = 1;
    const auto song = bars(parts);
    EXPECT_EQ(beats::section_begins(song, beats::phrase_begins(beats::novelty(song))).size(), parts.size());
}

TEST(SectionLabels, TellTheDropByItsBuild) {
    const beats::SectionSound quiet{0.3, 0.1, 0.3, 0, 0.1};
    const beats::SectionSound rising{0.5, 0.3, 0.7, 0.6, 0.1};
    const beats::SectionSound full{1, 1, 1, 0, 0.3};
    EXPECT_EQ(beats::section_labels(std::vector{quiet, rising, full, quiet, full, quiet}),
              (Labels{"intro", "build", "drop", "break", "chorus", "outro"}));
}

TEST(SectionLabels, TellVersesFromChoruses) {
    const beats::SectionSound verse{0.7, 0.7, 0.7, 0, 0.2};
    const beats::SectionSound full{1, 1, 1, 0, 0.2};
    EXPECT_EQ(beats::section_labels(std::vector{verse, full, verse, full}),
              (Labels{"verse", "chorus", "verse", "chorus"}));
    EXPECT_EQ(beats::section_labels(std::vector{full}), (Labels{"verse"}));
    EXPECT_TRUE(beats::section_labels({}).empty());
}

TEST(Highlight, IsWhereTheSongIsStrongest) {
    EXPECT_EQ(beats::highlight_begin(bars({{8, 0}, {12, 3}, {8, 1}}), Begins{0, 8}, Begins{0, 8, 20}), 8U);
    EXPECT_EQ(beats::highlight_begin(bars({{3, 0}}), Begins{0}, Begins{0}), 0U);
    EXPECT_FALSE(beats::highlight_begin({}, {}, {}));
}

TEST(Highlight, RatherBeginsWithAPhrase) {
    auto song = bars({{24, 1}});
    song[9].level *= 1.05;
    EXPECT_EQ(beats::highlight_begin(song, Begins{0, 8, 16}, Begins{0}), 0U);
    EXPECT_EQ(beats::highlight_begin(bars({{8, 0}, {16, 1}}), Begins{0, 8, 16}, Begins{0, 8}), 8U);
}

}  // namespace
}  // namespace takt::test
