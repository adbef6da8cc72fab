// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/cached_beats.h"

#include "base/atomic_file.h"
#include "beats/analysis.h"
#include "made_music.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace takt::test {
namespace {

constexpr const char* kSong = "0123456789abcdef";

TEST(CachedBeats, KeepWhatWasHeardAndReadItCorrected) {
    const Folder folder;
    write_wav(folder / "song.wav", clicks(steady(120, 12), 12));
    const beats::Corrections corrections(folder / "takt");
    NoProgress quiet;
    const auto kept = folder / "analysis/song.beats.json";
    const BeatGrid heard = beats::cached_beats(folder / "song.wav", kept, corrections, quiet);
    ASSERT_TRUE(heard.song());
    corrections.keep(heard.song()->fingerprint, {.level = -1});
    const BeatGrid read = beats::cached_beats(folder / "song.wav", kept, corrections, quiet);
    EXPECT_LE(read.beats().size(), heard.beats().size() / 2 + 1);
    EXPECT_EQ(read.correction(), (BeatCorrection{.level = -1}));
    EXPECT_FALSE(beats_from_json(read_file(kept)).correction());
}

TEST(CachedBeats, OfAPartFollowTheWholeSong) {
    const Folder folder;
    write_wav(folder / "part.wav", clicks(steady(120, 12), 12));
    const beats::Corrections corrections(folder / "takt");
    NoProgress quiet;
    const auto kept = folder / "analysis/part.beats.json";
    const SongContent whole{kSong, Us{10'000'000}};
    beats::keep_beats(folder / "part.wav", whole, kept, quiet);
    EXPECT_EQ(beats::content_of(folder / "part.wav", kept), whole);
    corrections.keep(kSong, {.downbeat = Us{12'000'000}});
    const BeatGrid grid = beats::kept_beats(folder / "part.wav", kept, corrections);
    EXPECT_TRUE(grid.nearest(Us{2'000'000})->downbeat);
    // A document that obeys a correction already is left as it is.
    EXPECT_EQ(beats_to_json(corrections.applied(grid)), beats_to_json(grid));
}

TEST(CachedBeats, FromBeforeThereWereCorrectionsAreKnownByTheirBytes) {
    const Folder folder;
    write_wav(folder / "song.wav", clicks(steady(120, 12), 12));
    NoProgress quiet;
    const auto kept = folder / "song.beats.json";
    write_file(kept, beats_to_json(analyse_beats(folder / "song.wav", quiet)));
    const BeatGrid grid = beats::kept_beats(folder / "song.wav", kept, {});
    EXPECT_EQ(grid.song(), beats::content_of(folder / "song.wav", kept));
}

/// What `kept` becomes, when it was `text` before.
BeatGrid kept_anew(const Folder& folder, const std::string& text) {
    const auto kept = folder / "analysis/song.beats.json";
    make_folder(kept.parent_path());
    write_file(kept, text);
    NoProgress quiet;
    return beats::cached_beats(folder / "song.wav", kept, beats::Corrections(folder / "takt"), quiet);
}

TEST(CachedBeats, OfThisVersionAreNotHeardAgain) {
    const Folder folder;
    write_wav(folder / "song.wav", clicks(steady(120, 12), 12));
    BeatGrid::Parts parts = analyse_beats(folder / "song.wav").parts();
    parts.duration = Us{11'000'000};
    EXPECT_EQ(kept_anew(folder, beats_to_json(BeatGrid(parts))).duration(), Us{11'000'000});
}

TEST(CachedBeats, OfAnotherVersionAreHeardAgain) {
    const Folder folder;
    write_wav(folder / "song.wav", clicks(steady(120, 12), 12));
    for (const int version : {0, beats::kAnalysisVersion - 1, beats::kAnalysisVersion + 1}) {
        BeatGrid::Parts parts;
        parts.analysis = version;
        parts.song = SongContent{kSong, Us{3'000'000}};
        const BeatGrid grid = kept_anew(folder, beats_to_json(BeatGrid(parts)));
        EXPECT_GT(grid.beats().size(), 20U) << version;
        EXPECT_EQ(grid.analysis(), beats::kAnalysisVersion);
        EXPECT_EQ(grid.song(), parts.song);
    }
}

TEST(CachedBeats, ThatCannotBeReadAreHeardAgain) {
    const Folder folder;
    write_wav(folder / "song.wav", clicks(steady(120, 12), 12));
    for (const char* text :
         {"", "{", R"({"schema": "takt.beats/2"})", R"({"schema": "takt.beats/1", "analysis": 1})"}) {
        EXPECT_GT(kept_anew(folder, text).beats().size(), 20U) << text;
        write_file(folder / "analysis/song.beats.json", text);
        EXPECT_EQ(beats::content_of(folder / "song.wav", folder / "analysis/song.beats.json").begin, Us{0}) << text;
    }
}

}  // namespace
}  // namespace takt::test
