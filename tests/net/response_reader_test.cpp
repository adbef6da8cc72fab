// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/response_reader.h"

#include <gtest/gtest.h>

namespace takt::net {
namespace {

using Line = ResponseReader::Line;

TEST(ResponseReader, ReadsStatusAndHeadersUpToTheBlankLine) {
    ResponseReader reader;
    EXPECT_EQ(reader.read("HTTP/1.1 206 Partial Content\r\n"), Line::Read);
    EXPECT_EQ(reader.read("Content-Type:  Video/MP4 ; a=b \r\n"), Line::Read);
    EXPECT_EQ(reader.read("X-Folded: one\r\n"), Line::Read);
    EXPECT_EQ(reader.read("\t two\r\n"), Line::Read);
    EXPECT_EQ(reader.read("no colon\r\n"), Line::Read);
    EXPECT_FALSE(reader.complete());
    EXPECT_EQ(reader.read("\r\n"), Line::HeadEnd);
    EXPECT_TRUE(reader.complete());
    EXPECT_EQ(reader.head().status, 206);
    EXPECT_EQ(reader.head().media_type(), "video/mp4");
    EXPECT_EQ(reader.head().header("x-folded"), "one two");
    EXPECT_EQ(reader.head().headers.size(), 2U);
}

TEST(ResponseReader, ForgetsInterimAnswersAndIgnoresTrailers) {
    ResponseReader reader;
    for (const char* line : {"HTTP/1.1 100 Continue\r\n", "X-Interim: 1\r\n", "\r\n"})
        EXPECT_EQ(reader.read(line), Line::Read);
    EXPECT_EQ(reader.read("HTTP/1.1 200\r\n"), Line::Read);
    EXPECT_EQ(reader.read("\r\n"), Line::HeadEnd);
    EXPECT_EQ(reader.read("X-Trailer: 1\r\n"), Line::Read);
    EXPECT_EQ(reader.read("\r\n"), Line::Read);
    EXPECT_EQ(reader.head().status, 200);
    EXPECT_TRUE(reader.head().headers.empty());
}

TEST(ResponseReader, TakesNoStatusFromALineWithoutOne) {
    ResponseReader reader;
    EXPECT_EQ(reader.read("HTTP/1.1\r\n"), Line::Read);
    EXPECT_EQ(reader.read("\r\n"), Line::Read);
    EXPECT_FALSE(reader.complete());
}

TEST(ResponseReader, BoundsTheHead) {
    ResponseReader reader;
    EXPECT_EQ(reader.read("HTTP/1.1 200 OK\r\n"), Line::Read);
    EXPECT_EQ(reader.read("X: " + std::string(ResponseReader::kMaxHeadBytes, 'x') + "\r\n"), Line::TooMuch);
}

}  // namespace
}  // namespace takt::net
