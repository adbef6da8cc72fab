// SPDX-License-Identifier: GPL-3.0-or-later
// What a session finds beside its clips: subtitle files, and when the clips were filmed.
#include "local/caption_files.h"
#include "local/filming_times_json.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <fstream>

namespace takt::local {
namespace {

using test::TempDir;

constexpr const char* kSubtitles = "1\n00:00:01,000 --> 00:00:02,000\nhello\n";

void write(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

std::vector<std::string> found(const std::string& named, const std::vector<std::filesystem::path>& folders) {
    std::vector<std::string> names;
    for (const CaptionSource& source : caption_sources({op::AddCaptions{named}}, folders)) names.push_back(source.name);
    return names;
}

TEST(CaptionSources, AreThoseInTheFoldersWhenNoneIsNamed) {
    const TempDir folder;
    write(folder / "a/talk.srt", kSubtitles);
    write(folder / "a/notes.txt", kSubtitles);
    write(folder / "b/other.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n");
    EXPECT_EQ(found("", {folder / "a", folder / "b"}), (std::vector<std::string>{"talk.srt", "other.vtt"}));
    EXPECT_EQ(found("", {folder / "a", folder / "a"}), std::vector<std::string>{"talk.srt"}) << "once each";
}

TEST(CaptionSources, AreReadOnlyInsideTheFolders) {
    const TempDir folder;
    write(folder / "secret.srt", kSubtitles);
    write(folder / "project/sub/talk.srt", kSubtitles);
    const std::vector<std::filesystem::path> inside{folder / "project"};
    EXPECT_EQ(found("sub/talk.srt", inside), std::vector<std::string>{"talk.srt"});
    EXPECT_TRUE(found("../secret.srt", inside).empty());
    EXPECT_TRUE(found("sub/../../secret.srt", inside).empty());
    EXPECT_TRUE(found((folder / "secret.srt").string(), inside).empty());
}

TEST(CaptionSources, AreNotLookedForUnlessAsked) {
    const TempDir folder;
    write(folder / "talk.srt", "not read");
    EXPECT_TRUE(caption_sources({op::RemoveMusic{}}, {folder.path()}).empty());
}

TEST(FilmingTimes, AreReadInBothSpellings) {
    EXPECT_EQ(utc_seconds("1970-01-02T00:00:01.500000Z"), 86'401);
    EXPECT_EQ(utc_seconds("2024:05:01 12:00:00"), 1'714'564'800);
    EXPECT_EQ(utc_seconds("2024-05-01T14:00:00+0200"), 1'714'564'800);
    EXPECT_EQ(utc_seconds("2024-05-01T05:30:00-06:30"), 1'714'564'800);
    for (const char* wrong : {"", "yesterday", "2024-13-01T00:00:00", "2024-02-30T00:00:00", "2024-05-01", "9"}) {
        EXPECT_FALSE(utc_seconds(wrong).has_value()) << wrong;
    }
}

TEST(FilmingTimes, ComeFromTheProjectsOwnDocument) {
    const TempDir folder;
    write(folder / "project.json",
          R"({"inputs":[{"output":{"path":"media/a.mp4"},"probe":{"device":{"creation_time":"1970-01-01T00:00:09Z"}}},
              {"output":null},{"output":{"path":"media/b.mp4"},"probe":{"device":{}}},7]})");
    EXPECT_EQ(filming_times(folder.path()), (std::map<std::string, std::int64_t>{{"media/a.mp4", 9}}));
    write(folder / "project.json", "{broken");
    EXPECT_TRUE(filming_times(folder.path()).empty());
    EXPECT_TRUE(filming_times(folder / "nowhere").empty());
}

}  // namespace
}  // namespace takt::local
