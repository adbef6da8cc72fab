// SPDX-License-Identifier: GPL-3.0-or-later
// The main job as a user runs it: `takt prep … && takt render …`, offline, on real files.
#include "takt/preparation.h"
#include "takt/verify.h"

#include "base/atomic_file.h"
#include "base/fingerprint.h"
#include "e2e/footage.h"
#include "e2e/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <random>

namespace takt {
namespace {

using nlohmann::json;
using test::Footage;
using test::run_takt;
using testing::EndsWith;
using testing::HasSubstr;

std::string last_line(const std::string& text) {
    const std::string trimmed = text.substr(0, text.find_last_not_of('\n') + 1);
    return trimmed.substr(trimmed.find_last_of('\n') + 1);
}

std::vector<std::string> unfinished_files(const std::filesystem::path& folder) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".part") || name.starts_with(".render_")) found.push_back(name);
    }
    return found;
}

/// Every file under media/ and render/ that bears a final name opens, and is whole.
void expect_only_whole_files(const std::filesystem::path& project) {
    for (const char* part : {"media", "render"}) {
        if (!std::filesystem::exists(project / part)) continue;
        for (const auto& entry : std::filesystem::directory_iterator(project / part)) {
            const auto& path = entry.path();
            if (path.extension() == ".part" || path.extension() == ".json" || path.filename().string().starts_with("."))
                continue;
            EXPECT_FALSE(probe(path).truncated) << path;
        }
    }
}

TEST(MainJob, MakesAVerifiedVideoCutOnTheBeat) {
    const Footage footage;
    const auto prepared = run_takt(footage.prep());
    ASSERT_EQ(prepared.exit_status, 0) << prepared.err;
    const auto rendered = run_takt(footage.words({"render", "--json"}));
    ASSERT_EQ(rendered.exit_status, 0) << rendered.err;

    const json result = json::parse(rendered.out);
    EXPECT_EQ(result["schema"], "takt.render/1");
    const json& proof = result["verification"];
    EXPECT_EQ(proof["schema"], "takt.verify/1");
    EXPECT_TRUE(proof["ok"]);
    EXPECT_TRUE(proof["cut_error"]["within_one_frame"]);
    EXPECT_GE(proof["cuts"].size(), 3U);
    EXPECT_NEAR(proof["loudness"]["integrated_lufs"].get<double>(), -14, 0.5);
    EXPECT_LE(proof["loudness"]["true_peak_dbtp"].get<double>(), -1);

    const MediaInfo info = probe(result["file"].get<std::string>());
    EXPECT_EQ(info.video()->display, (Size{1920, 1080}));
    EXPECT_EQ(info.video()->codec, "h264");
    EXPECT_FALSE(info.location);
    EXPECT_TRUE(unfinished_files(footage.project).empty());
}

TEST(MainJob, IsDoneOnce) {
    const Footage footage(2, 6);
    ASSERT_EQ(run_takt(footage.prep()).exit_status, 0);
    const auto first = run_takt(footage.render());
    ASSERT_EQ(first.exit_status, 0) << first.err;
    const auto written = std::filesystem::last_write_time(last_line(first.out));

    auto again = footage.prep();
    again.emplace_back("--json");
    EXPECT_EQ(json::parse(run_takt(again).out)["summary"]["reused"], 3);
    const auto second = run_takt(footage.render());
    EXPECT_EQ(second.out, first.out);
    EXPECT_THAT(second.err, HasSubstr("done before"));
    EXPECT_EQ(std::filesystem::last_write_time(last_line(first.out)), written);
}

TEST(MainJob, PutsMusicUnderASingleClip) {
    const Footage footage(1, 12);
    ASSERT_EQ(run_takt(footage.prep()).exit_status, 0);
    const auto rendered = run_takt(footage.render());
    ASSERT_EQ(rendered.exit_status, 0) << rendered.err;
    EXPECT_NEAR(seconds(probe(last_line(rendered.out)).duration), 6.0, 0.05);
}

TEST(MainJob, WorksWithoutASong) {
    Footage footage(2);
    footage.song = footage.clips.back();
    ASSERT_EQ(run_takt(footage.prep()).exit_status, 0);
    const auto rendered = run_takt(footage.render());
    EXPECT_EQ(rendered.exit_status, 0) << rendered.err;
}

TEST(MainJob, WorksWithASongOfLessThanASecond) {
    const Footage footage(2, 0.6);
    ASSERT_EQ(run_takt(footage.prep()).exit_status, 0);
    const auto rendered = run_takt(footage.render());
    EXPECT_EQ(rendered.exit_status, 0) << rendered.err;
}

TEST(MainJob, HoldsAClipOfOneFrameLikeAPicture) {
    Footage footage(1, 6);
    test::make_clip(footage.clips.front(), {.frames = 1});
    ASSERT_EQ(run_takt(footage.prep()).exit_status, 0);
    const auto rendered =
        run_takt(footage.words({"render", "--quality", "draft", "--length", "4", "create a music video"}));
    EXPECT_EQ(rendered.exit_status, 0) << rendered.err;
}

TEST(MainJob, GivesTheSameFileAfterAnyNumberOfKills) {
    const Footage unbroken;
    Footage killed;
    ASSERT_EQ(run_takt(unbroken.prep()).exit_status, 0);
    const auto whole = run_takt(unbroken.render());
    ASSERT_EQ(whole.exit_status, 0) << whole.err;

    std::mt19937 random(20260101);
    std::uniform_int_distribution<int> moments(30, 2500);
    for (int i = 0; i < 5; ++i) {
        (void)run_takt(killed.prep(), test::Blow{std::chrono::milliseconds(moments(random)), SIGKILL});
        if (std::filesystem::exists(killed.project)) expect_only_whole_files(killed.project);
    }
    ASSERT_EQ(run_takt(killed.prep()).exit_status, 0);
    for (int i = 0; i < 5; ++i) {
        (void)run_takt(killed.render(), test::Blow{std::chrono::milliseconds(moments(random)), SIGKILL});
        expect_only_whole_files(killed.project);
    }
    const auto rendered = run_takt(killed.render());
    ASSERT_EQ(rendered.exit_status, 0) << rendered.err;
    EXPECT_EQ(fingerprint_file(last_line(rendered.out)), fingerprint_file(last_line(whole.out)));
    EXPECT_TRUE(unfinished_files(killed.project).empty());
}

TEST(MainJob, StopsAtCtrlCAndLeavesNothingUnfinished) {
    const Footage footage;
    ASSERT_EQ(run_takt(footage.prep()).exit_status, 0);
    const auto stopped = run_takt(footage.render(), test::Blow{std::chrono::milliseconds(700), SIGINT});
    EXPECT_EQ(stopped.exit_status, 130) << stopped.err;
    EXPECT_THAT(stopped.err, HasSubstr("again"));
    EXPECT_TRUE(unfinished_files(footage.project).empty());
}

}  // namespace
}  // namespace takt
