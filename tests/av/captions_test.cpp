// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/captions.h"

#include "takt/error.h"

#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <fstream>

namespace takt {
namespace {

std::filesystem::path written(const test::TempDir& folder, const std::string& name, const std::string& text) {
    std::ofstream(folder.path() / name, std::ios::binary) << text;
    return folder.path() / name;
}

TEST(Captions, AreReadFromSubRip) {
    const test::TempDir folder;
    const auto cues = av::read_captions(written(folder, "talk.srt",
                                                "1\n00:00:01,000 --> 00:00:02,500\n<i>Hello</i>,\nworld\n\n"
                                                "2\n00:00:03,000 --> 00:00:04,000\n{\\an8}你好\n"));
    ASSERT_EQ(cues.size(), 2U);
    EXPECT_EQ(cues[0].text, "Hello,\nworld");
    EXPECT_EQ(cues[0].shown, (TimeRange{Us{1'000'000}, Us{2'500'000}}));
    EXPECT_EQ(cues[1].text, "你好");
}

TEST(Captions, AreReadFromWebVtt) {
    const test::TempDir folder;
    const auto cues =
        av::read_captions(written(folder, "x.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<b>One</b> two\n"));
    ASSERT_EQ(cues.size(), 1U);
    EXPECT_EQ(cues[0].text, "One two");
}

TEST(Captions, AreRefusedWhenTheFileIsSomethingElse) {
    const test::TempDir folder;
    const auto code_of = [](const std::filesystem::path& file) {
        try {
            (void)av::read_captions(file);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::Internal;
    };
    EXPECT_EQ(code_of(written(folder, "a.srt", "no times in here\n")), ErrorCode::UnsupportedFormat);
    EXPECT_EQ(code_of(written(folder, "b.srt", "1\n00:00:01,000 --> 00:00:01,000\n\n")), ErrorCode::Corrupt);
    EXPECT_EQ(code_of(folder.path() / "none.srt"), ErrorCode::NotFound);
}

}  // namespace
}  // namespace takt
