// SPDX-License-Identifier: GPL-3.0-or-later
// The requests that people really made, carried out on a draft: what was understood, and every difference it makes. The
// golden file is what a person has looked through: operations right, nothing else changed.
#include "edits.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace takt {
namespace {

using namespace edit_tests;
namespace fs = std::filesystem;

/// Five clips with speech and a pause, two songs.
EditInputs project() {
    EditInputs inputs;
    for (const char* name : {"IMG_1.MOV", "IMG_2.MOV", "IMG_3.MOV", "IMG_4.MOV", "IMG_5.MOV"}) {
        inputs.clips.push_back(clip(name, 12));
        inputs.clips.back().recorded_s = -static_cast<std::int64_t>(inputs.clips.size());
        inputs.clips.back().sound.speech = {{Us{1'000'000}, Us{4'000'000}}};
        inputs.clips.back().sound.silence = {{Us{6'000'000}, Us{8'000'000}}};
    }
    inputs.clips[1].measures.seconds[3].shake = 1;
    inputs.songs = {song(steady_grid(120, 60, {0.3, 1, 0.5}), "one.mp3"), song(steady_grid(90, 80), "two.mp3")};
    return inputs;
}

EditInputs photos() {
    EditInputs inputs;
    for (const char* name : {"a.jpg", "b.jpg", "c.jpg", "d.jpg"}) inputs.clips.push_back(still(name));
    return inputs;
}

bool brings_music(const Reading& reading) {
    return std::any_of(reading.read.begin(), reading.read.end(),
                       [](const Reading::Read& read) { return std::holds_alternative<op::AddMusic>(read.op); });
}

/// A draft that has something of everything: footage left at both ends of each clip, lowered music, a title, a
/// transition.
Draft dressed(const EditInputs& inputs) {
    const auto is_louder = op::ChangeVolume{.how = op::ChangeVolume::How::Percent, .value = 80};
    return after({},
                 {op::TrimClips{{}, Ms{1000}, Ms{1000}}, op::AddMusic{{SongChoice::How::Number, 1, ""}, {}}, is_louder,
                  op::Duck{}, op::AddText{.text = "Title"}, op::SetTransition{.where = {{}, 2}}},
                 inputs);
}

std::vector<EditOp> edits_in(const Reading& reading) {
    std::vector<EditOp> ops;
    for (const Reading::Read& read : reading.read) {
        if (!is_session_op(read.op)) ops.push_back(read.op);
    }
    return ops;
}

/// What the request is read as, and what it changes, a line each.
std::string outcome(const std::string& request) {
    std::ostringstream said;
    try {
        const Reading reading = understand(request);
        for (const Reading::Read& read : reading.read) said << "  > " << words(read.op) << '\n';
        for (const Reading::CannotDo& cannot : reading.cannot) said << "  > not here: " << cannot.what << '\n';
        const bool of_photos = request.find("photos") != std::string::npos;
        const EditInputs inputs = of_photos ? photos() : project();
        const Draft before = of_photos || brings_music(reading) ? first_draft(inputs, {}) : dressed(inputs);
        const std::vector<EditOp> ops = edits_in(reading);
        if (ops.empty()) return said.str();
        const Draft changed = apply(before, ops, inputs, {}).draft;
        EXPECT_EQ(broken_invariants(changed), std::vector<std::string>{}) << request;
        for (const std::string& line : diff(before, changed)) said << "    " << line << '\n';
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::EditUnclear) << request;
        said << "  ? " << error.what() << '\n';
    }
    return said.str();
}

TEST(RealRequests, ChangeWhatTheyNameAndNothingElse) {
    const fs::path prompts = fs::path(TAKT_SOURCE_DIR) / ".." / "shared" / "prompts" / "prompts-dev.jsonl";
    const fs::path golden = fs::path(TAKT_SOURCE_DIR) / "tests" / "golden" / "requests.txt";
    std::ifstream file(prompts);
    if (!file) GTEST_SKIP() << "skipped: " << prompts << " is not there";
    std::ostringstream all;
    for (std::string line; std::getline(file, line);) {
        const auto prompt = nlohmann::json::parse(line);
        all << prompt.at("id").get<std::string>() << '\n' << outcome(prompt.at("prompt").get<std::string>());
    }
    if (std::getenv("TAKT_UPDATE_GOLDEN") != nullptr) std::ofstream(golden) << all.str();
    std::ifstream kept(golden);
    ASSERT_TRUE(kept) << "TAKT_UPDATE_GOLDEN=1 writes it";
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(kept), {}), all.str());
}

}  // namespace
}  // namespace takt
