// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/corrections.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "beats/cached_beats.h"
#include "made_music.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace takt::test {
namespace {

constexpr const char* kSong = "0123456789abcdef";

std::string message_of(const beats::Corrections& corrections) {
    try {
        (void)corrections.of(kSong);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Corrupt);
        return error.what();
    }
    return "";
}

TEST(Corrections, AreKeptForTheSongsContent) {
    const Folder folder;
    const beats::Corrections corrections(folder / "takt");
    EXPECT_FALSE(corrections.of(kSong));
    const BeatCorrection all{.bpm = 87.5, .level = -1, .offset = Us{-12'500}, .downbeat = Us{1'234'567}};
    corrections.keep(kSong, all);
    EXPECT_EQ(beats::Corrections(folder / "takt").of(kSong), all);
    EXPECT_FALSE(corrections.of("0123456789abcdee"));
    const auto mode = std::filesystem::status(folder / "takt/0123456789abcdef.json").permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Corrections, ThatCorrectNothingAreForgotten) {
    const Folder folder;
    const beats::Corrections corrections(folder / "takt");
    corrections.keep(kSong, {.level = 1});
    corrections.keep(kSong, {});
    EXPECT_FALSE(corrections.of(kSong));
    EXPECT_NO_THROW(corrections.forget(kSong));
}

TEST(Corrections, NameTheFileThatIsBrokenAndTheWayOut) {
    const Folder folder;
    const beats::Corrections corrections(folder / "takt");
    corrections.keep(kSong, {.level = 1});
    const auto file = folder / "takt/0123456789abcdef.json";
    for (const char* text : {"", "{", "[]", "{}", R"({"schema": "takt.beat_correction/1", "level": 9})",
                             R"({"schema": "takt.beat_correction/1", "bpm": "120"})",
                             R"({"schema": "takt.beat_correction/1", "bpm": 1e300})",
                             R"({"schema": "takt.beat_correction/1", "offset_ms": 20000})"}) {
        write_file(file, text);
        const std::string message = message_of(corrections);
        EXPECT_NE(message.find(file.string()), std::string::npos) << text;
        EXPECT_NE(message.find("; drop it with `takt beats SONG --forget`"), std::string::npos) << text;
    }
    corrections.forget(kSong);
    EXPECT_FALSE(corrections.of(kSong));
}

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

}  // namespace
}  // namespace takt::test
