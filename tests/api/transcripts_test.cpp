// SPDX-License-Identifier: GPL-3.0-or-later
// Streams of real agent servers, through the parser and the reader: what a person sees of each, however it is cut.
#include "api/problem.h"
#include "api/turn_story.h"
#include "net/sse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace takt::api {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(TAKT_SOURCE_DIR) / ".." / "shared" / "api" / "transcripts";

std::string content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

struct Outcome {
    std::vector<TurnEvent> events;
    bool broken = false;
    bool operator==(const Outcome&) const = default;
};

/// The stream in two pieces.
Outcome outcome(std::string_view stream, std::size_t split) {
    net::SseParser parser;
    TurnReader reader;
    Outcome result;
    const auto add = [&](const std::vector<TurnEvent>& events) {
        result.events.insert(result.events.end(), events.begin(), events.end());
    };
    const auto read = [&](const std::vector<net::SseEvent>& events) {
        for (const net::SseEvent& event : events) add(reader.read(event.event, event.data, event.unterminated));
    };
    read(parser.feed(stream.substr(0, split)));
    read(parser.feed(stream.substr(split)));
    read(parser.finish());
    add(reader.finish());
    result.broken = reader.broken();
    return result;
}

/// What the known streams come to.
const std::map<std::string, std::string> kStories{
    {"text.sse", "'Hello! I can create and edit videos.\nTell me what you need — \"标题\" or \\ are fine.'"},
    {"state-delta-in-request.sse",
     "'Hello! I can create and edit videos.\nTell me what you need — \"标题\" or \\ are fine.'"},
    {"partials-and-final.sse", "'The ' 'title ' 'has been ' 'added.' -"},
    {"partials-without-streaming-flag.sse", "'The ' 'title ' 'has been ' 'added.' -"},
    {"tools-only-no-text.sse", "<edit_multitrack >edit_multitrack draft"},
    {"text-tool-text.sse",
     "'Let me add music. ' <add_bgm >add_bgm '\nBGM added at 35% volume. Click the Export button to save.'"},
    {"long-running-tool.sse", "<generate_video_with_seedance >generate_video_with_seedance"},
    {"error-mid-stream.sse", "'Starting the edit.' fail: upstream said: \"quota exceeded\" second line"},
    {"llm-exception.sse", "fail: model backend unreachable (UNKNOWN_ERROR)"},
    {"no-events-at-all.sse", ""},
    {"long-idle-20s.sse", "<render 'Done after 20s of silence.'"},
    {"llm-text.sse", "'Just a text answer.'"},
    {"llm-text-streaming.sse", "'Just ' 'a ' 'text ' 'answer.' -"},
    {"llm-tool.sse", "'Adding it now. ' <add_title >add_title draft '\nI added the title to your timeline.'"},
    {"llm-tool-silent.sse", "'Adding it now. ' <add_title >add_title draft"},
    {"crlf-and-multiline.sse", "'one two'"},
    {"nemo-heartbeats.sse",
     ". <generate_video_with_seedance . . . . . >generate_video_with_seedance 'Your video is ready.'"},
    {"py-error-json.sse", "'Starting.' fail: bad \"quoted\" message"},
    {"py-error-unescaped-2025.sse", "'Starting.' fail: bad \"quoted\" message"},
    {"py-streaming.sse", "'Your ' 'title ' 'is ready.' -"},
    {"py-text.sse", "'Your title is ready. Click the Export button to save.'"},
    {"py-tools-only.sse", "<edit_multitrack >edit_multitrack draft"},
    {"truncated.sse", "'First.' -"},
};

class Transcripts : public testing::Test {
protected:
    void SetUp() override {
        if (!fs::exists(kFolder)) GTEST_SKIP() << "skipped: " << kFolder << " is not there";
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kFolder)) {
            if (entry.path().extension() == ".sse") streams_[entry.path().filename().string()] = content(entry.path());
        }
        ASSERT_FALSE(streams_.empty());
    }
    std::map<std::string, std::string> streams_;
};

TEST_F(Transcripts, TellTheirStoryOnce) {
    for (const auto& [name, stream] : streams_) {
        const auto known = kStories.find(name);
        if (known == kStories.end()) continue;  // the folder may grow
        EXPECT_EQ(told(outcome(stream, 0).events), known->second) << name;
    }
}

TEST_F(Transcripts, AreTheSameAtEverySplitPoint) {
    for (const auto& [name, stream] : streams_) {
        const Outcome whole = outcome(stream, 0);
        for (std::size_t split = 1; split <= stream.size(); ++split) {
            ASSERT_EQ(outcome(stream, split), whole) << name << " at byte " << split;
        }
    }
}

TEST_F(Transcripts, AreBrokenOnlyWhereTheyBreakOff) {
    for (const auto& [name, stream] : streams_) {
        EXPECT_EQ(outcome(stream, 0).broken, name == "truncated.sse") << name;
    }
}

TEST_F(Transcripts, OfRefusalsAreTheProblemsTheyMean) {
    const auto problem = [](const fs::path& file) {
        const std::string text = content(kFolder / file);
        const std::size_t status = text.find("HTTP/1.1 ");
        const std::size_t body = text.rfind("\n{");
        return problem_in(Endpoint::Turn, std::stoi(text.substr(status + 9)), "application/json",
                          text.substr(body + 1));
    };
    EXPECT_EQ(problem("run-sse-unknown-session.http")->kind, Problem::Kind::NoSession);
    EXPECT_EQ(problem("reconstructed/py-session-not-found.http")->kind, Problem::Kind::NoSession);
    EXPECT_EQ(problem("reconstructed/py-validation-error.http")->text, "body.session_id: Field required");
}

TEST(Streams, GiveTheSameEventsWhereverAReadEnds) {
    const std::string stream =
        "\xEF\xBB\xBF: hello\r\n\r\ndata:\n\nevent: ping\rdata: x\r\rdata: " + delta("Schö") +
        "\n\ndata: " + delta("n 片") + "\r\n\r\ndata: " + whole("Schön 片") +
        "\n\ndata: {\"content\":{\"parts\":[{\"text\":\"one\"},\ndata: {\"text\":\" two\"}]}}\n\ndata: " +
        call("1", "cut") + "\n\ndata: " + whole("Last.");
    const Outcome expected = outcome(stream, 0);
    EXPECT_EQ(told(expected.events), ". . . 'Schö' 'n 片' - '\none two' <cut '\nLast.'");
    EXPECT_FALSE(expected.broken);
    for (std::size_t split = 1; split <= stream.size(); ++split) {
        ASSERT_EQ(outcome(stream, split), expected) << "at byte " << split;
    }
}

TEST(Streams, CutInsideAnEventAreBrokenAndNowhereElse) {
    const std::string first = "data: " + whole("One.") + "\n\n";
    const std::string stream = first + "data: " + whole("Two.") + "\n\n";
    const std::size_t brace = stream.rfind('}');
    for (std::size_t size = 0; size <= stream.size(); ++size) {
        const std::size_t begin = size <= first.size() ? 0 : first.size();
        const std::size_t end = size <= first.size() ? first.rfind('}') : brace;
        // Broken from the first byte of its JSON up to, but not with, the last.
        const bool inside = size > begin + 6 && size <= end;
        EXPECT_EQ(outcome(stream.substr(0, size), 0).broken, inside) << size;
    }
}

}  // namespace
}  // namespace takt::api
