// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong for users: each gets a clear message, the right exit status, and loses nothing.
#include "base/atomic_file.h"
#include "e2e/footage.h"
#include "e2e/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace takt {
namespace {

using nlohmann::json;
using test::prep_words;
using test::run_takt;
using test::TempDir;
using testing::HasSubstr;

TEST(BadInput, AnEmptyFileIsRejectedByName) {
    const TempDir folder;
    write_file(folder / "empty.mp4", "");
    const auto ended = run_takt(prep_words(folder, {folder / "empty.mp4"}));
    EXPECT_EQ(ended.exit_status, 3);
    EXPECT_THAT(ended.out, HasSubstr("empty.mp4"));
    EXPECT_THAT(ended.out, HasSubstr("empty; "));
}

TEST(BadInput, AMissingFileIsRejectedAndTheOthersArePrepared) {
    const TempDir folder;
    test::make_clip(folder / "clip.mp4", {.frames = 30});
    const auto ended = run_takt(prep_words(folder, {folder / "none.mov", folder / "clip.mp4"}));
    EXPECT_EQ(ended.exit_status, 3);
    EXPECT_THAT(ended.out, HasSubstr("no such file"));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "project/media"), {}), 1);
}

TEST(BadInput, AFolderStandsForTheMediaInIt) {
    const TempDir folder;
    std::filesystem::create_directory(folder / "holiday");
    test::make_clip(folder / "holiday/b.mp4", {.frames = 15});
    test::make_clip(folder / "holiday/a.MOV", {.frames = 20});
    write_file(folder / "holiday/notes.txt", "x");
    auto words = prep_words(folder, {folder / "holiday"});
    words.emplace_back("--json");
    const json result = json::parse(run_takt(words).out);
    ASSERT_EQ(result["inputs"].size(), 2U);
    EXPECT_THAT(result["inputs"][0]["path"].get<std::string>(), HasSubstr("a.MOV"));
}

TEST(BadInput, AnEmptyFolderIsSaidToBeEmpty) {
    const TempDir folder;
    std::filesystem::create_directory(folder / "holiday");
    const auto ended = run_takt(prep_words(folder, {folder / "holiday"}));
    EXPECT_EQ(ended.exit_status, 3);
    EXPECT_THAT(ended.err, HasSubstr("no media files"));
}

TEST(BadInput, AProjectThatCannotBeWrittenSaysSo) {
    const TempDir folder;
    test::make_clip(folder / "clip.mp4", {.frames = 5});
    write_file(folder / "project", "a file where the folder should be");
    const auto ended = run_takt(prep_words(folder, {folder / "clip.mp4"}));
    EXPECT_EQ(ended.exit_status, 12);
    EXPECT_THAT(ended.err, HasSubstr("project"));
}

TEST(BadInput, RenderingWithoutAProjectNamesTheFirstStep) {
    const TempDir folder;
    const auto ended = run_takt({"-C", folder / "none", "render"});
    EXPECT_EQ(ended.exit_status, 3);
    EXPECT_THAT(ended.err, HasSubstr("takt prep"));
    EXPECT_FALSE(std::filesystem::exists(folder / "none"));
}

TEST(BadInput, ARequestThatIsNotUnderstoodChangesNothing) {
    const TempDir folder;
    test::make_clip(folder / "clip.mp4", {.frames = 30});
    ASSERT_EQ(run_takt(prep_words(folder, {folder / "clip.mp4"})).exit_status, 0);
    const auto ended = run_takt({"-C", folder / "project", "render", "paint my house blue"});
    EXPECT_EQ(ended.exit_status, 4);
    EXPECT_TRUE(std::filesystem::is_empty(folder / "project/render"));
}

TEST(BadInput, ErrorsAreJsonForPrograms) {
    const TempDir folder;
    const auto ended = run_takt({"-C", folder / "none", "render", "--json"});
    const json error = json::parse(ended.out);
    EXPECT_EQ(error["schema"], "takt.error/1");
    EXPECT_EQ(error["code"], "not_found");
    EXPECT_EQ(error["exit_status"], ended.exit_status);
    EXPECT_EQ(error["retry"], "never");
}

TEST(BadInput, AWrongOptionIsUsage) {
    EXPECT_EQ(run_takt({"prep", "--colour", "blue", "a.mp4"}).exit_status, 2);
    EXPECT_EQ(run_takt({"prep", "a.mp4", "--trim", "tomorrow"}).exit_status, 2);
    EXPECT_EQ(run_takt({}).exit_status, 2);
}

TEST(BadInput, ADryRunWritesNothing) {
    const TempDir folder;
    test::make_clip(folder / "clip.mkv", {.frames = 5});
    auto words = prep_words(folder, {folder / "clip.mkv"});
    words.emplace_back("-n");
    EXPECT_EQ(run_takt(words).exit_status, 0);
    EXPECT_FALSE(std::filesystem::exists(folder / "project"));
}

TEST(Help, ShowsTheMainJobOnOneScreen) {
    const auto ended = run_takt({"--help"});
    EXPECT_EQ(ended.exit_status, 0);
    EXPECT_THAT(ended.out, HasSubstr("takt prep IMG_*.MOV song.mp3 && takt render"));
}

}  // namespace
}  // namespace takt
