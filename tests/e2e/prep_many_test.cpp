// SPDX-License-Identifier: GPL-3.0-or-later
// `takt prep` as people and scripts call it: many files, a folder, the same file twice, names with every character.
#include "base/atomic_file.h"
#include "e2e/program.h"
#include "support/make_media.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <map>
#include <sstream>

namespace takt {
namespace {

using nlohmann::json;
using test::prep_words;
using test::run_takt;
using test::TempDir;
using testing::HasSubstr;
using testing::Not;

/// A clip of a few frames that no other number makes.
std::string clip(const TempDir& folder, const std::string& name, int number) {
    const std::filesystem::path made = folder / ("made" + std::to_string(number) + ".mp4");
    test::make_clip(made, {.size = {160, 90}, .frames = 6, .first_number = number, .numbered = false});
    std::filesystem::rename(made, folder / name);
    return folder / name;
}

std::vector<std::string> verdicts(const json& result) {
    std::vector<std::string> words;
    for (const json& input : result["inputs"]) words.push_back(input["verdict"]);
    return words;
}

TEST(PrepMany, TakesNamesWithEveryCharacter) {
    const TempDir folder;
    std::vector<std::string> words{"--json", "--"};
    int number = 0;
    for (const std::string& name :
         {std::string("-i.mp4"), std::string("a:b.mp4"), std::string("img%03d.mp4"), std::string("'quoted\" $(x).mp4"),
          std::string("two\nlines.mp4"), std::string("🎬 休日.mp4"), std::string("\xff\xfe.mp4"),
          std::string("file:x?y=1#z&.mp4"), std::string("esc\x1b[31m.mp4"), std::string(244, 'n') + ".mp4"}) {
        words.push_back(clip(folder, name, number++));
    }
    const auto ended = run_takt(prep_words(folder, words));
    ASSERT_EQ(ended.exit_status, 0) << ended.out << ended.err;
    const json result = json::parse(ended.out);
    EXPECT_THAT(verdicts(result), testing::SizeIs(10));
    for (const json& input : result["inputs"]) {
        const std::string path = input["output"]["path"];
        EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(folder / "project") / path)) << path;
    }
}

TEST(PrepMany, TakesAnOptionsNameFromItsOwnFolder) {
    const TempDir folder;
    clip(folder, "-n.mp4", 1);
    const auto ended = run_takt(prep_words(folder, {"--json", folder / "."}));
    ASSERT_EQ(ended.exit_status, 0) << ended.err;
    EXPECT_THAT(json::parse(ended.out)["inputs"], testing::SizeIs(1));
}

TEST(PrepMany, LetsNoNameSpeakToTheTerminal) {
    const TempDir folder;
    const auto ended = run_takt(prep_words(folder, {clip(folder, "a\x1b]0;pwned\x07\nb.mp4", 1)}));
    EXPECT_EQ(ended.exit_status, 0);
    EXPECT_THAT(ended.out, Not(HasSubstr("\x1b")));
    EXPECT_THAT(ended.out, HasSubstr("pwned"));
}

TEST(PrepMany, PreparesTwoHundredFilesInOneCall) {
    const TempDir folder;
    std::filesystem::create_directory(folder / "all");
    for (int i = 0; i < 200; ++i) clip(folder, "all/" + std::to_string(1000 + i) + ".mp4", i);
    const auto ended = run_takt(prep_words(folder, {"--json", folder / "all"}));
    ASSERT_EQ(ended.exit_status, 0) << ended.err;
    const json result = json::parse(ended.out);
    ASSERT_EQ(result["inputs"].size(), 200U);
    for (int i = 0; i < 200; ++i) {
        EXPECT_THAT(result["inputs"][i]["path"].get<std::string>(), HasSubstr(std::to_string(1000 + i)));
    }
    const json again = json::parse(run_takt(prep_words(folder, {"--json", folder / "all"})).out);
    EXPECT_EQ(again["summary"]["reused"], 200);
}

TEST(PrepMany, PreparesTheSameFileOnce) {
    const TempDir folder;
    const std::string file = clip(folder, "a.mp4", 1);
    const auto ended = run_takt(prep_words(folder, {"--json", "-j", "2", file, file}));
    EXPECT_EQ(ended.exit_status, 0);
    const json result = json::parse(ended.out);
    EXPECT_EQ(result["inputs"][1]["reasons"][0]["code"], "duplicate");
    EXPECT_TRUE(result["inputs"][1]["output"].is_null());
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "project/media"), {}), 1);
}

TEST(PrepMany, GoesOnAfterAKillWithoutDoingFinishedFilesAgain) {
    const TempDir folder;
    std::vector<std::string> words{"--json"};
    for (int i = 0; i < 12; ++i) words.push_back(clip(folder, std::to_string(i) + ".mkv", i));
    (void)run_takt(prep_words(folder, words), test::Blow{std::chrono::milliseconds(150), SIGKILL});
    const auto ended = run_takt(prep_words(folder, words));
    ASSERT_EQ(ended.exit_status, 0) << ended.err;
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "project/media"), {}), 12);
}

TEST(PrepMany, TellsProgressOfAllFilesAsOnePhase) {
    const TempDir folder;
    std::vector<std::string> words{"-C", folder / "project", "--progress", "ndjson", "prep"};
    for (int i = 0; i < 5; ++i) words.push_back(clip(folder, std::to_string(i) + ".mp4", i));
    std::istringstream lines(run_takt(words).err);
    std::map<std::string, std::vector<std::int64_t>> done;
    for (std::string line; std::getline(lines, line);) {
        const json event = json::parse(line);
        done[event["phase"]].push_back(event["done"]);
    }
    ASSERT_TRUE(done.count("prepare 5 files") == 1);
    for (const auto& [phase, values] : done) EXPECT_TRUE(std::is_sorted(values.begin(), values.end())) << phase;
}

TEST(PrepReport, IsOnePageWithPicturesAndNoForeignMarkup) {
    const TempDir folder;
    const std::string report = folder / "out.html";
    write_file(folder / "bad.mp4", "nothing");
    const auto ended = run_takt(
        prep_words(folder, {"--report", report, clip(folder, "<script>alert(1)<_script>.mp4", 1), folder / "bad.mp4"}));
    EXPECT_EQ(ended.exit_status, 3);
    const std::string html = read_file(report);
    EXPECT_THAT(html, HasSubstr("data:image/jpeg;base64,"));
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)"));
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, HasSubstr("rejected"));
}

TEST(PrepReport, ComesFromADryRunToo) {
    const TempDir folder;
    const auto ended = run_takt(prep_words(folder, {"-n", "--report", folder / "out.html", clip(folder, "a.mkv", 1)}));
    EXPECT_EQ(ended.exit_status, 0);
    EXPECT_THAT(read_file(folder / "out.html"), HasSubstr("a.mkv"));
    EXPECT_FALSE(std::filesystem::exists(folder / "project"));
}

TEST(PrepOptions, RefuseWhatTheyDoNotKnow) {
    const TempDir folder;
    const std::string file = clip(folder, "a.mp4", 1);
    for (const auto& words : std::vector<std::vector<std::string>>{{"--background", "reddish"},
                                                                   {"--slowmo", "fast"},
                                                                   {"--keep-audio", "0"},
                                                                   {"--report", "clip.mov"},
                                                                   {"--keep-metadata", "--remove-dates"}}) {
        std::vector<std::string> all = words;
        all.push_back(file);
        EXPECT_EQ(run_takt(prep_words(folder, all)).exit_status, 2) << words.front();
    }
    EXPECT_EQ(run_takt(prep_words(folder, {"--keep-audio", "3", file})).exit_status, 2) << "there is no third track";
}

}  // namespace
}  // namespace takt
