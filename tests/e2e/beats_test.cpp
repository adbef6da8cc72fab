// SPDX-License-Identifier: GPL-3.0-or-later
// `takt beats` as a user meets it: the summary, the document, the files, and a correction that stays.
#include "base/atomic_file.h"
#include "e2e/footage.h"
#include "e2e/program.h"
#include "support/make_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace takt {
namespace {

using nlohmann::json;
using test::Ended;
using testing::HasSubstr;
using testing::StartsWith;

struct Desk {
    test::TempDir folder;
    std::string song = (folder / "song.wav").string();

    Desk() { test::make_sound(song, {.seconds = 16, .tempo_bpm = 120, .first_beat_s = 0.5}); }

    [[nodiscard]] Ended takt(const std::vector<std::string>& words) const {
        return test::run_takt_in({.variables = {{"XDG_DATA_HOME", (folder / "home").string()}}}, words);
    }
    [[nodiscard]] json beats(const std::string& of, std::vector<std::string> words = {}) const {
        words.insert(words.begin(), {"beats", "--json", of});
        const Ended ended = takt(words);
        EXPECT_EQ(ended.exit_status, 0) << ended.err;
        return json::parse(ended.out);
    }
    [[nodiscard]] std::string file(const char* name) const { return (folder / name).string(); }
};

TEST(BeatsCommand, TellsPeopleAndPrograms) {
    const Desk desk;
    const Ended told = desk.takt({"beats", desk.song});
    EXPECT_EQ(told.exit_status, 0);
    EXPECT_THAT(told.out, HasSubstr("tempo     120.0 BPM"));
    EXPECT_THAT(told.out, HasSubstr("--click check.wav"));
    const json document = desk.beats(desk.song);
    EXPECT_EQ(document.at("schema"), "takt.beats/1");
    EXPECT_TRUE(document.at("correction").is_null());
    EXPECT_EQ(document.at("song").at("start_s"), 0);
}

TEST(BeatsCommand, WritesEveryFormInOneCall) {
    const Desk desk;
    const Ended ended = desk.takt({"beats", desk.song, "--svg", desk.file("a.svg"), "--png", desk.file("a.png"),
                                   "--click", desk.file("a.wav"), "--csv", desk.file("a.csv"), "--labels",
                                   desk.file("a.txt"), "--midi", desk.file("a.mid")});
    ASSERT_EQ(ended.exit_status, 0) << ended.err;
    EXPECT_THAT(read_file(desk.file("a.svg")), StartsWith("<svg"));
    EXPECT_THAT(read_file(desk.file("a.png")), StartsWith("\x89PNG"));
    EXPECT_THAT(read_file(desk.file("a.wav")), StartsWith("RIFF"));
    EXPECT_THAT(read_file(desk.file("a.csv")), StartsWith("beat,time_s"));
    EXPECT_THAT(read_file(desk.file("a.txt")), StartsWith("0.0"));
    EXPECT_THAT(read_file(desk.file("a.mid")), StartsWith("MThd"));
    EXPECT_EQ(desk.takt({"beats", desk.song, "--csv", "-"}).exit_status, 2);
}

TEST(BeatsCommand, KeepsACorrectionForTheSongsContent) {
    const Desk desk;
    const auto found = desk.beats(desk.song).at("beats").size();
    const json half = desk.beats(desk.song, {"--half", "--offset", "-20"});
    EXPECT_NEAR(static_cast<double>(half.at("beats").size()), static_cast<double>(found) / 2, 1);
    EXPECT_EQ(half.at("correction").at("level"), -1);
    std::filesystem::copy(desk.song, desk.file("copy.wav"));
    EXPECT_EQ(desk.beats(desk.file("copy.wav")).at("beats"), half.at("beats"));
    EXPECT_EQ(desk.beats(desk.song, {"-n", "--forget"}).at("beats").size(), found);
    EXPECT_EQ(desk.beats(desk.song, {"--double"}).at("correction").at("level"), 0);
    EXPECT_TRUE(desk.beats(desk.song, {"--forget"}).at("correction").is_null());
    EXPECT_TRUE(desk.beats(desk.song).at("correction").is_null());
}

TEST(BeatsCommand, KnowsAPreparedSongAsTheOneItWasMadeFrom) {
    const Desk desk;
    const std::string project = desk.file("project");
    const Ended prepared = desk.takt({"-C", project, "prep", desk.song, "--trim", "2..", "--json"});
    ASSERT_EQ(prepared.exit_status, 0) << prepared.err;
    const json item = json::parse(prepared.out).at("inputs").at(0);
    const std::string copy = project + "/" + item.at("output").at("path").get<std::string>();
    const auto found = desk.beats(copy).at("beats").size();
    const json corrected = desk.beats(copy, {"--half", "--downbeat", "4"});
    EXPECT_LE(corrected.at("beats").size(), found / 2 + 1);
    EXPECT_NEAR(corrected.at("correction").at("downbeat_s").get<double>(), 4, 1e-6);
    const json original = desk.beats(desk.song);
    EXPECT_EQ(original.at("correction").at("level"), -1);
    EXPECT_NEAR(original.at("correction").at("downbeat_s").get<double>(), 6, 1e-6);
}

/// Where the first track's cuts are, in the draft of a render.
std::vector<std::int64_t> cuts_ms(const json& render) {
    std::vector<std::int64_t> cuts;
    for (const json& segment : render.at("draft").at("t").at(0).at("sg")) cuts.push_back(segment.at("s"));
    return cuts;
}

TEST(BeatsCommand, CorrectsTheNextRenderAndItsProof) {
    const test::Footage footage(2, 8);
    const test::Surroundings with{.variables = {{"XDG_DATA_HOME", (footage.folder / "home").string()}}};
    const auto result = [&](const std::vector<std::string>& words) {
        const Ended ended = test::run_takt_in(with, words);
        EXPECT_EQ(ended.exit_status, 0) << ended.err;
        return ended.out;
    };
    const auto render = [&] { return json::parse(result(footage.words({"render", "--quality", "draft", "--json"}))); };
    (void)result(footage.prep());
    const json before = render();
    EXPECT_TRUE(render().at("reused"));
    (void)result({"beats", footage.song, "--offset", "120"});
    const json after = render();
    EXPECT_FALSE(after.at("reused"));
    EXPECT_NE(after.at("file"), before.at("file"));
    EXPECT_NE(cuts_ms(after), cuts_ms(before));
    ASSERT_FALSE(after.at("verification").at("cuts").empty());
    EXPECT_TRUE(after.at("verification").at("cut_error").at("within_one_frame"));
    (void)result({"beats", footage.song, "--forget"});
    EXPECT_EQ(render().at("file"), before.at("file"));
}

TEST(BeatsCommand, NamesABrokenCorrectionAndForgetsIt) {
    const Desk desk;
    const std::string print = desk.beats(desk.song, {"--half"}).at("song").at("fingerprint");
    write_file(desk.folder / "home/takt/beats" / (print + ".json"), "{");
    const Ended refused = desk.takt({"beats", desk.song});
    EXPECT_EQ(refused.exit_status, 3);
    EXPECT_THAT(refused.err, HasSubstr(print + ".json"));
    EXPECT_THAT(refused.err, HasSubstr("--forget"));
    EXPECT_TRUE(desk.beats(desk.song, {"--forget"}).at("correction").is_null());
}

}  // namespace
}  // namespace takt
