// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sse.h"

#include "takt/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace takt::net {

// NOLINTNEXTLINE(readability-identifier-naming): the name GoogleTest looks for
void PrintTo(const SseEvent& event, std::ostream* out) {
    *out << "{event: '" << event.event << "', data: '" << event.data << "'" << (event.comment ? ", comment" : "")
         << (event.unterminated ? ", unterminated" : "") << "}";
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Events = std::vector<SseEvent>;

void append(Events& to, Events more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// The events of `bytes`, fed in two pieces.
Events parse(std::string_view bytes, std::size_t split = 0) {
    SseParser parser;
    Events events = parser.feed(bytes.substr(0, split));
    append(events, parser.feed(bytes.substr(split)));
    append(events, parser.finish());
    return events;
}

Events parse_bytewise(std::string_view bytes) {
    SseParser parser;
    Events events;
    for (const char& byte : bytes) append(events, parser.feed({&byte, 1}));
    append(events, parser.finish());
    return events;
}

void expect_same_at_every_split(std::string_view bytes) {
    const Events whole = parse(bytes);
    EXPECT_EQ(parse_bytewise(bytes), whole);
    for (std::size_t split = 1; split < bytes.size(); ++split) {
        ASSERT_EQ(parse(bytes, split), whole) << "split at " << split;
    }
}

SseEvent data(std::string text) {
    return {.data = std::move(text)};
}

TEST(SseParser, GivesOneEventForEachBlankLine) {
    EXPECT_THAT(parse("data: one\n\ndata: two\n\n"), ElementsAre(data("one"), data("two")));
}

TEST(SseParser, TakesOneSpaceAfterTheColonAndNoMore) {
    EXPECT_THAT(parse("data:a\n\ndata: b\n\ndata:  c\n\n"), ElementsAre(data("a"), data("b"), data(" c")));
}

TEST(SseParser, JoinsDataLinesByLineFeeds) {
    EXPECT_THAT(parse("data: a\ndata:\ndata: b\n\n"), ElementsAre(data("a\n\nb")));
}

TEST(SseParser, ReadsEveryLineEnd) {
    EXPECT_THAT(parse("data: a\n\ndata: b\r\n\r\ndata: c\r\rdata: d\r\n\ndata: e\n\r\n"),
                ElementsAre(data("a"), data("b"), data("c"), data("d"), data("e")));
}

TEST(SseParser, DropsTheByteOrderMarkAtTheStartOnly) {
    EXPECT_THAT(parse("\xEF\xBB\xBF"
                      "data: a\n\n\xEF\xBB\xBF"
                      "data: b\n\n"),
                ElementsAre(data("a")));
}

TEST(SseParser, KeepsEveryKeepAliveForm) {
    EXPECT_THAT(parse(": ping\n\n"), ElementsAre(SseEvent{.comment = true}));
    EXPECT_THAT(parse("data:\n\n"), ElementsAre(data("")));
    EXPECT_THAT(parse("data: \n\n"), ElementsAre(data("")));
    EXPECT_THAT(parse("data\n\n"), ElementsAre(data("")));
    EXPECT_THAT(parse("event: ping\n\n"), ElementsAre(SseEvent{.event = "ping"}));
    EXPECT_THAT(parse("event: heartbeat\ndata:\n\n"), ElementsAre(SseEvent{.event = "heartbeat"}));
}

TEST(SseParser, TellsOfACommentAtOnceAndWithoutDisturbingAnEvent) {
    EXPECT_THAT(parse("data: a\n: ping\ndata: b\n\n"), ElementsAre(SseEvent{.comment = true}, data("a\nb")));
}

TEST(SseParser, IgnoresOtherFieldsAndLonelyBlankLines) {
    EXPECT_THAT(parse("\n\nid: 7\nretry: 100\n\nDATA: x\n\ndatax: y\n\n"), IsEmpty());
}

TEST(SseParser, ForgetsTheEventNameAfterItsEvent) {
    EXPECT_THAT(parse("event: a\ndata: 1\n\ndata: 2\n\n"), ElementsAre(SseEvent{.event = "a", .data = "1"}, data("2")));
}

TEST(SseParser, MarksAnEventWithoutItsBlankLine) {
    const SseEvent cut{.data = "a", .unterminated = true};
    EXPECT_THAT(parse("data: a"), ElementsAre(cut));
    EXPECT_THAT(parse("data: a\n"), ElementsAre(cut));
    EXPECT_THAT(parse("data: a\r"), ElementsAre(cut));
    EXPECT_THAT(parse("data: a\n: comm"), ElementsAre(cut));
}

TEST(SseParser, EndsAnEmptyStreamWithNothing) {
    EXPECT_THAT(parse(""), IsEmpty());
    EXPECT_THAT(parse("\xEF\xBB\xBF"), IsEmpty());
}

TEST(SseParser, StartsAnewAfterTheEnd) {
    SseParser parser;
    EXPECT_THAT(parser.feed("data: a\r"), IsEmpty());
    EXPECT_EQ(parser.finish().size(), 1U);
    EXPECT_THAT(parser.feed("\ndata: b\n\n"), ElementsAre(data("b")));
}

TEST(SseParser, GivesTheSameEventsAtEverySplitPoint) {
    for (const std::string_view stream : {
             "\xEF\xBB\xBF"
             "data: a\r\n\r\ndata: \xE9\x9F\xB3\xE4\xB9\x90\r\r: c\n\nevent: heartbeat\r\ndata:\r\n\r\n",
             "data: a\rdata: b\r\revent: x\r\r:k\r\rdata: c",
             "\xEF\xBB\xBF\r\n\xEF\xBB\xBF\ndata\n\n",
             "\r\n\n\r\r\n\n",
         }) {
        expect_same_at_every_split(stream);
    }
}

TEST(SseParser, GivesTheSameEventsAtEverySplitPointOfTheTranscripts) {
    const auto folder = std::filesystem::path(TAKT_SOURCE_DIR) / ".." / "shared" / "api" / "transcripts";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "skipped: the transcripts are not here";
    int streams = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".sse") continue;
        SCOPED_TRACE(entry.path().filename());
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        expect_same_at_every_split(bytes);
        EXPECT_EQ(parse(bytes).empty(), bytes.empty());
        ++streams;
    }
    EXPECT_GT(streams, 15);
}

TEST(SseParser, ReadsALineOfEightMebibytesByteByByte) {
    const std::string text(8U << 20U, 'x');
    EXPECT_THAT(parse_bytewise("data: " + text + "\n\n"), ElementsAre(data(text)));
}

void expect_too_large(SseParser& parser, std::string_view piece, int times) {
    try {
        for (int i = 0; i < times; ++i) static_cast<void>(parser.feed(piece));
        ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::TooLarge);
    }
}

TEST(SseParser, RefusesAnEventWithoutEnd) {
    const std::string mebibyte(1U << 20U, 'x');
    SseParser one_line;
    expect_too_large(one_line, mebibyte, 34);
    SseParser many_lines;
    expect_too_large(many_lines, "data:" + mebibyte + "\n", 34);
}

TEST(SseParser, RefusesAnEventOfEmptyDataLinesWithoutEnd) {
    std::string lines;
    for (int i = 0; i < 1 << 18; ++i) lines += "data\n";
    SseParser parser;
    expect_too_large(parser, lines, 130);
}

}  // namespace
}  // namespace takt::net
