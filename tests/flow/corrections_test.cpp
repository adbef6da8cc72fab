// SPDX-License-Identifier: GPL-3.0-or-later
// A correction of a song's beats, wherever a project reads them.
#include "base/atomic_file.h"
#include "base/fingerprint.h"
#include "beats/cached_beats.h"
#include "flow/prepare.h"
#include "flow/project_inputs.h"
#include "support/make_media.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

namespace takt::flow {
namespace {

/// One song, and as many projects as one likes.
struct Stage {
    test::TempDir folder;
    std::filesystem::path song = folder / "song.wav";
    beats::Corrections corrections{folder / "home/takt/beats"};

    Stage() { test::make_sound(song, {.seconds = 24, .tempo_bpm = 120, .first_beat_s = 0.5}); }

    SongAnalysis prepare(const char* project, const TrimRequest& trim = {}) {
        PrepareRequest request{.project = folder / project, .corrections = corrections, .files = {song}};
        request.wishes.trim = trim;
        NoProgress quiet;
        return flow::prepare(request, quiet).songs.at(0);
    }
    [[nodiscard]] BeatGrid read(const char* project) const {
        return described_inputs(load_project(folder / project, corrections)).songs.at(0).grid;
    }
    void correct(const BeatCorrection& correction) const { corrections.keep(fingerprint_file(song), correction); }
};

TEST(BeatCorrections, HoldInEveryProjectAlsoInOneThatWasThereBefore) {
    Stage stage;
    const std::size_t found = stage.prepare("one").grid.beats().size();
    ASSERT_GT(found, 40U);
    stage.correct({.level = -1});
    const std::size_t half = (found + 1) / 2;
    EXPECT_EQ(stage.read("one").beats().size(), half);
    EXPECT_EQ(stage.prepare("two").grid.beats().size(), half);
    // What was heard is kept as it was heard.
    EXPECT_EQ(beats_from_json(read_file(stage.prepare("one").beats_file)).beats().size(), found);
    stage.corrections.forget(fingerprint_file(stage.song));
    EXPECT_EQ(stage.read("two").beats().size(), found);
}

TEST(BeatCorrections, HoldForATrimmedCopyOnItsOwnTimeline) {
    Stage stage;
    const SongAnalysis part = stage.prepare("part", {.begin = Us{5'000'000}, .end = {}});
    const auto content = beats::content_of(part.path, part.beats_file);
    EXPECT_EQ(content.fingerprint, fingerprint_file(stage.song));
    EXPECT_EQ(content.begin, Us{5'000'000});
    for (const std::int64_t at_us : {8'500'000, 9'000'000}) {
        stage.correct({.downbeat = Us{at_us}});
        const BeatGrid grid = stage.read("part");
        EXPECT_TRUE(grid.nearest(Us{at_us - 5'000'000})->downbeat) << at_us;
        EXPECT_FALSE(grid.nearest(Us{at_us - 4'500'000})->downbeat) << at_us;
    }
}

TEST(BeatCorrections, AreCountedFromTheEndWhereATrimIs) {
    Stage stage;
    const SongAnalysis part = stage.prepare("part", {.begin = Us{-10'000'000}, .end = {}});
    EXPECT_NEAR(seconds(beats::content_of(part.path, part.beats_file).begin), 14, 0.05);
}

TEST(BeatCorrections, MakeAnotherOrderOfTheSameWords) {
    Stage stage;
    (void)stage.prepare("one");
    const auto words = [&] { return corrections_of(load_project(stage.folder / "one", stage.corrections)); };
    EXPECT_EQ(words(), "");
    stage.correct({.level = 1});
    const std::string twice = words();
    EXPECT_NE(twice, "");
    stage.correct({.offset = Us{1000}});
    EXPECT_NE(words(), twice);
}

}  // namespace
}  // namespace takt::flow
