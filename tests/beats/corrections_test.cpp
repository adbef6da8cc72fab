// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/corrections.h"

#include "takt/error.h"

#include "base/atomic_file.h"
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

}  // namespace
}  // namespace takt::test
