// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/resume.h"

#include "base/atomic_file.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::net {

// NOLINTNEXTLINE(readability-identifier-naming): the name GoogleTest looks for
void PrintTo(const Answer& answer, std::ostream* out) {
    *out << "{kind " << static_cast<int>(answer.kind) << ", total " << answer.total_bytes.value_or(-1) << "}";
}

namespace {

using Kind = Answer::Kind;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Partial kFive{.bytes = 5, .etag = "\"v1\""};

Answer judge(int status, std::vector<Header> headers, const Partial& partial = kFive,
             std::optional<std::int64_t> size_bytes = {}) {
    return judge_answer({.status = status, .headers = std::move(headers)}, partial, size_bytes);
}

TEST(JudgeAnswer, AppendsARangeThatStartsWhereThePartEnds) {
    EXPECT_EQ(judge(206, {{"Content-Range", "bytes 5-9/10"}}), (Answer{Kind::Append, 10}));
    EXPECT_EQ(judge(206, {{"content-range", "bytes 5-7/10"}, {"ETag", "\"v1\""}}), (Answer{Kind::Append, 10}));
    EXPECT_EQ(judge(206, {{"Content-Range", "bytes 5-9/*"}}, kFive, 10), (Answer{Kind::Append, 10}));
}

TEST(JudgeAnswer, RestartsOnARangeThatDoesNotFit) {
    for (const char* range :
         {"bytes 4-9/10", "bytes 6-9/10", "bytes 0-9/10", "bytes */10", "bytes 5-4/10", "bytes 5-10/10", "5-9/10",
          "bytes 5-9", "bytes 5-9/10x", "bytes -5-9/10", "bytes 5-99999999999999999999/*", ""}) {
        EXPECT_EQ(judge(206, {{"Content-Range", range}}).kind, Kind::Restart) << range;
    }
    EXPECT_EQ(judge(206, {{"Content-Range", "bytes 5-9/10"}, {"ETag", "\"v2\""}}).kind, Kind::Restart);
    EXPECT_EQ(judge(206, {{"Content-Type", "multipart/byteranges; boundary=x"}}).kind, Kind::Restart);
    EXPECT_EQ(judge(206, {{"Content-Range", "bytes 0-9/10"}}, {}).kind, Kind::Restart) << "no range was asked for";
}

TEST(JudgeAnswer, TakesAWholeFileFromItsFirstByte) {
    EXPECT_EQ(judge(200, {{"Content-Length", "10"}}), (Answer{Kind::FromZero, 10}));
    EXPECT_EQ(judge(200, {{"Transfer-Encoding", "chunked"}}), (Answer{Kind::FromZero, {}}));
    EXPECT_EQ(judge(200, {{"Transfer-Encoding", "chunked"}}, {}, 10), (Answer{Kind::FromZero, 10}));
    EXPECT_EQ(judge(200, {{"Content-Length", "10"}}, {}, 12), (Answer{Kind::FromZero, 10})) << "the server's word";
}

TEST(JudgeAnswer, KnowsFromOutOfRangeThatEverythingIsHere) {
    EXPECT_EQ(judge(416, {{"Content-Range", "bytes */5"}}), (Answer{Kind::Whole, 5}));
    EXPECT_EQ(judge(416, {}, kFive, 5), (Answer{Kind::Whole, 5}));
    EXPECT_EQ(judge(416, {{"Content-Range", "bytes */4"}}).kind, Kind::Restart);
    EXPECT_EQ(judge(416, {{"Content-Range", "bytes */5"}}, kFive, 6).kind, Kind::Restart);
    EXPECT_EQ(judge(416, {{"Content-Range", "bytes */5"}, {"ETag", "\"v2\""}}).kind, Kind::Restart);
    EXPECT_EQ(judge(416, {}).kind, Kind::Restart);
    EXPECT_EQ(judge(416, {{"Content-Range", "bytes */5"}}, {}).kind, Kind::Refusal);
}

TEST(JudgeAnswer, NeverTakesJsonOrAnErrorForAFile) {
    EXPECT_EQ(judge(200, {{"Content-Type", "application/json; charset=utf-8"}}).kind, Kind::Refusal);
    EXPECT_EQ(judge(200, {{"Content-Type", "application/problem+json"}}).kind, Kind::Refusal);
    for (const int status : {204, 302, 401, 404, 500, 503}) EXPECT_EQ(judge(status, {}).kind, Kind::Refusal) << status;
}

TEST(StrongEtag, IsNothingElseThanAQuotedOne) {
    const auto etag = [](std::string text) { return strong_etag({.headers = {{"etag", std::move(text)}}}); };
    EXPECT_EQ(etag("\"abc\""), "\"abc\"");
    for (const char* text : {"W/\"abc\"", "abc", "\"abc", "\"", "", "\"a\nb\""}) EXPECT_EQ(etag(text), "") << text;
    EXPECT_EQ(etag("\"" + std::string(600, 'x') + "\""), "");
}

TEST(PartialFile, IsResumedOnlyFromTheSourceItCameFrom) {
    const test::TempDir folder;
    const auto part = folder / "video.mp4.part";
    EXPECT_EQ(read_partial(part, "https://a.example/1").bytes, 0);
    write_file(part, "12345");
    EXPECT_EQ(read_partial(part, "https://a.example/1").bytes, 0) << "no note";
    write_note(part, "https://a.example/1?signature=old", "\"v1\"");
    EXPECT_EQ(read_partial(part, "https://a.example/1?signature=new").bytes, 5);
    EXPECT_EQ(read_partial(part, "https://a.example/1").etag, "\"v1\"");
    EXPECT_EQ(read_partial(part, "https://a.example/2").bytes, 0);
    EXPECT_THAT(read_file(folder / "video.mp4.part.etag"), Not(HasSubstr("example")));
    remove_note(part);
    EXPECT_EQ(read_partial(part, "https://a.example/1").bytes, 0);
}

TEST(PartialFile, IsNotResumedByANoteThatIsDamaged) {
    const test::TempDir folder;
    const auto part = folder / "video.mp4.part";
    write_file(part, "12345");
    write_note(part, "https://a.example/1", "\"v1\"");
    const std::string note = read_file(folder / "video.mp4.part.etag");
    for (std::size_t size = 0; size < note.size(); ++size) {
        write_file(folder / "video.mp4.part.etag", note.substr(0, size));
        EXPECT_EQ(read_partial(part, "https://a.example/1").bytes, 0) << size;
    }
}

TEST(RangeHeaders, AskForTheRestOfTheSameVersion) {
    EXPECT_THAT(range_headers({}), IsEmpty());
    const std::vector<Header> headers = range_headers(kFive);
    ASSERT_EQ(headers.size(), 2U);
    EXPECT_EQ(headers[0].value, "bytes=5-");
    EXPECT_EQ(headers[1].value, "\"v1\"");
}

}  // namespace
}  // namespace takt::net
