// SPDX-License-Identifier: GPL-3.0-or-later
// The requests people really made, from the shared folder, and the operations each must be read as, said in words().
// None: refused as unclear.
#include "takt/edit.h"
#include "takt/error.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace takt {
namespace {

const std::map<std::string, std::vector<std::string>> kExpected = {
    {"p003", {"add this music"}},
    {"p004", {"add \"upbeat\" music"}},
    {"p005", {"add this music", "cut to the beat"}},
    {"p009", {"make a music video with transitions"}},
    {"p011", {"add \"lo fi\" music"}},
    {"p012", {"add \"chill\" music", "duck the music under speech"}},
    {"p014", {"play the music from 45 s"}},
    {"p017", {"loop the music"}},
    {"p019", {"make the video as long as the music"}},
    {"p021", {"remove the music"}},
    {"p022", {"mute the original sound", "add this music"}},
    {"p023", {"replace the music with this music"}},
    {"p024", {"duck the music under speech to 30%"}},
    {"p027", {"duck the music under speech"}},
    {"p028", {"don't duck the music"}},
    {"p029", {"make the music quieter"}},
    {"p032", {"make the music louder"}},
    {"p033", {"set the volume of the music to 35%"}},
    {"p034", {"set the volume of the music to 50%"}},
    {"p039", {"make the music quieter", "make the original sound louder"}},
    {"p040", {"set the volume of the original sound of clip 2 to 50%"}},
    {"p041", {"make the original sound of clip 1 6 dB quieter"}},
    {"p042", {"mute the original sound"}},
    {"p044", {"mute the original sound of clip 2"}},
    {"p047", {"fade out the music for 3 s"}},
    {"p049", {"fade out the music for 2 s"}},
    {"p051", {"fade in the music for 3 s"}},
    {"p053", {"fade out the video", "fade out the music"}},
    {"p055", {"cut to the beat"}},
    {"p059", {"cut on every bar"}},
    {"p060", {"snap the cuts to the downbeats"}},
    {"p061", {"cut every 2 beats"}},
    {"p062", {"cut on every beat"}},
    {"p064", {"cut on every section"}},
    {"p065", {"cut to the beat"}},
    {"p070", {"shift the cuts 0.04 s earlier"}},
    {"p072", {"use every clip without repeats"}},
    {"p074", {"add a flash"}},
    {"p075", {"end on a beat"}},
    {"p076", {"remove from 20 s before the end to the end"}},
    {"p077", {"remove from 0 s to 10 s"}},
    {"p079", {"keep only from 0 s to 30 s"}},
    {"p081", {"remove from 0 s to 5 s"}},
    {"p084", {"keep only from 4 s before the end to the end"}},
    {"p088", {"remove from 0 s to 20 s"}},
    {"p089", {"trim the first 0.5 s of clip 1"}},
    {"p090", {"keep only from 0 s to 5 s", "add captions"}},
    {"p091", {"remove the silence", "add some music"}},
    {"p093", {}},
    {"p096", {"make the video at most 60 s long"}},
    {"p099", {"keep the best 20 s"}},
    {"p100", {"keep the best 180 s"}},
    {"p103", {"delete clip 2 and clip 4"}},
    {"p104", {"delete clip 1 and the last clip"}},
    {"p107", {"sort the clips by date"}},
    {"p108", {"shuffle the clips"}},
    {"p109", {"keep only the middle clip"}},
    {"p111", {"set the speed of clip 3 to 0.5x"}},
    {"p112", {"set the speed of the video to 0.5x"}},
    {"p116", {"reverse the video"}},
    {"p118", {"add a crossfade"}},
    {"p121", {"remove the silence", "add a crossfade", "export"}},
    {"p122", {"remove the transitions at 4 s"}},
    {"p123", {"add the title \"Summer 2026\" from 0 s to 3 s"}},
    {"p124", {"add the title \"Golden Hour\""}},
    {"p127", {"add the title \"Follow me\" from 3 s before the end to the end"}},
    {"p129", {"add the title \"Subscribe!\" at the bottom #FFD400"}},
    {"p130", {"change the titles scaled 1.25x"}},
    {"p131", {"change the titles scaled 1.25x #FFD400"}},
    {"p133", {"change the titles until 5 s"}},
    {"p134", {"change the titles at the bottom"}},
    {"p139", {"add captions"}},
    {"p142", {"make it 9:16"}},
    {"p143", {"make it 9:16"}},
    {"p147", {"add a blurred background to the video"}},
    {"p149", {"letterbox 2.39"}},
    {"p152", {"flip clip 1 horizontally"}},
    {"p153", {"make clip 1 black and white"}},
    {"p155", {"make the video warmer by 20%"}},
    {"p158", {"make a slideshow of 20 s", "make it 9:16"}},
    {"p160", {"export at 1080 lines"}},
    {"p164", {"export for \"youtube\" at 1080 lines"}},
    {"p165", {"normalize to -14 LUFS"}},
    {"p167", {"show the tracks"}},
    {"p169", {"show the credits"}},
    {"p172", {"undo 2 steps"}},
    {"p173", {"redo"}},
    {"p174", {"make it 9:16", "add captions"}},
    {"p176", {"remove from 0 s to 2 s", "fade in the video"}},
    {"p178", {"make the music quieter"}},
    {"p180", {"make the music a little quieter"}},
    {"p181", {"make everything louder"}},
    {"p182", {}},
    {"p183", {}},
    {"p184", {}},
    {"p187", {}},
    {"p188", {}},
    {"p190", {"export"}},
    {"p192", {"show the credits"}},
    {"p194", {"upload"}},
    {"p195", {"set the volume of the music to 35%"}},
    {"p196", {"add some music"}},
    {"p197", {"make the video 10 s long"}},
    {"p198", {"join all clips, 3 s each", "add some music"}},
    {"p201", {"make it 9:16", "export for \"tiktok\""}},
    {"p205", {}},
    {"p211", {"unmute the original sound"}},
    {"p212", {"remove from 3 s to 8 s"}},
    {"p215", {"remove from 0 s to 5 s"}},
    {"p217", {"set the speed of clip 2 to 0.5x"}},
    {"p218", {"rotate the video by 90 degrees to the left"}},
    {"p220", {"split at 5 s"}},
    {"p221", {"make the video at most 180 s long"}},
    {"p225", {"at most 1440 lines"}},
    {"p226", {"make the video about 120 s long"}},
    {"p227", {"cut to the beat"}},
    {"p228", {"cut every 2 beats"}},
    {"p230", {"fade out the music for 3 s"}},
    {"p231", {"duck the music under speech to 30%"}},
    {"p232", {"add the title \"夏天2026\" from 0 s to 3 s"}},
    {"p233", {"replace the music with song 2"}},
    {"p237", {"make the video black and white"}},
    {"p240", {"add captions"}},
};

/// The text of a string field of one line of JSON.
std::string field(const std::string& line, const std::string& name) {
    const std::string head = '"' + name + "\": \"";
    const auto begin = line.find(head);
    if (begin == std::string::npos) return {};
    std::string text;
    for (auto i = begin + head.size(); i < line.size() && line[i] != '"'; ++i) {
        if (line[i] == '\\') ++i;
        text += line[i];
    }
    return text;
}

std::vector<std::string> read_as(const std::string& request) {
    std::vector<std::string> said;
    try {
        for (const Reading::Read& read : understand(request).read) said.push_back(words(read.op));
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::EditUnclear) << request;
    }
    return said;
}

TEST(AllPrompts, AreReadAsTheirOperations) {
    const std::filesystem::path path =
        std::filesystem::path(TAKT_SOURCE_DIR) / ".." / "shared" / "prompts" / "prompts-dev.jsonl";
    std::ifstream file(path);
    if (!file) GTEST_SKIP() << "skipped: " << path << " is not there";
    std::size_t lines = 0;
    for (std::string line; std::getline(file, line); ++lines) {
        const auto expected = kExpected.find(field(line, "id"));
        ASSERT_NE(expected, kExpected.end()) << line;
        EXPECT_EQ(read_as(field(line, "prompt")), expected->second) << field(line, "prompt");
    }
    EXPECT_EQ(lines, kExpected.size());
}

}  // namespace
}  // namespace takt
