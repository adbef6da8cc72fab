// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/cloud_backend.h"
#include "cloud/service.h"
#include "cloud/turn_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::cloud {
namespace {

using namespace std::chrono_literals;
using How = TurnEnded::How;
using After = test::Reply::After;
using test::Client;
using test::error_of;
using test::json_reply;
using test::kTurnPath;
using test::reply;
using test::sse_reply;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const SessionId kSession{"s1"};

std::string text_event(const std::string& text) {
    return R"(data: {"content":{"parts":[{"text":")" + text +
           R"("}],"role":"model"},"author":"nemo_agent"})"
           "\n\n";
}
constexpr const char* kToolEvent =
    R"(data: {"content":{"parts":[{"functionCall":{"id":"c1","name":"edit_multitrack","args":{}}}],"role":"model"}})"
    "\n\n";
constexpr const char* kErrorEvent = R"(data: {"error":"it broke"})"
                                    "\n\n";

class Turn : public testing::Test {
protected:
    TurnEnded say(std::stop_token stop = {}) {
        std::optional<TurnEnded> ended;
        client.backend.say(
            kSession, "add music",
            [&](const ChatEvent& event) {
                EXPECT_FALSE(ended) << "an event after the end";
                if (const auto* text = std::get_if<TextDelta>(&event)) said += text->text;
                if (const auto* tool = std::get_if<ToolActivity>(&event)) tools.push_back(tool->name);
                if (std::holds_alternative<Heartbeat>(event)) ++heartbeats;
                if (const auto* end = std::get_if<TurnEnded>(&event)) ended = *end;
                if (on_event) on_event(event);
            },
            std::move(stop));
        EXPECT_TRUE(ended);
        return ended.value_or(TurnEnded{});
    }
    TurnEnded say_to(test::Reply answer) {
        service.next(kTurnPath, {std::move(answer)});
        return say();
    }
    Error refused(int status, const std::string& json) {
        service.next(kTurnPath, status, json);
        return error_of([&] { say(); });
    }
    std::size_t sent() const { return service.asked(kTurnPath).size(); }

    test::Machine machine;
    test::Service service;
    Client client{machine, service.url()};
    std::function<void(const ChatEvent&)> on_event;
    std::string said;
    std::vector<std::string> tools;
    int heartbeats = 0;
};

TEST_F(Turn, AsksForAnEventStreamWithTheDocumentedBody) {
    EXPECT_EQ(say_to(sse_reply(text_event("Done."))).how, How::Answered);
    const auto asked = service.asked(kTurnPath);
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_EQ(asked[0].header("accept"), "text/event-stream");
    EXPECT_EQ(api::turn_order_from_json(asked[0].body).session_id, "s1");
    EXPECT_EQ(api::turn_order_from_json(asked[0].body).text, "add music");
}

TEST_F(Turn, PassesOnTextToolsAndKeepAlives) {
    const TurnEnded end =
        say_to(sse_reply("data:\n\n: ping\n\n" + std::string(kToolEvent) + text_event("Music added.")));
    EXPECT_EQ(end.how, How::Answered);
    EXPECT_EQ(end.why, "");
    EXPECT_THAT(said, HasSubstr("Music added."));
    EXPECT_THAT(tools, ElementsAre("edit_multitrack"));
    EXPECT_EQ(heartbeats, 2);
}

TEST_F(Turn, ReadsTypedFramesToo) {
    EXPECT_EQ(
        say_to(sse_reply("data: {\"type\":\"heartbeat\"}\n\ndata: {\"type\":\"text\",\"content\":\"Hi\"}\n\n")).how,
        How::Answered);
    EXPECT_THAT(said, HasSubstr("Hi"));
    EXPECT_EQ(heartbeats, 1);
}

TEST_F(Turn, IsTheSameInSingleBytes) {
    test::Reply answer = sse_reply(text_event("Grüße"));
    answer.piece_bytes = 1;
    EXPECT_EQ(say_to(answer).how, How::Answered);
    EXPECT_THAT(said, HasSubstr("Grüße"));
}

TEST_F(Turn, MayBeSilent) {
    EXPECT_EQ(say_to(sse_reply("")).how, How::Answered);
    EXPECT_EQ(said, "");
}

TEST_F(Turn, FailsWhenTheEditorSaysSoAndNothingHappened) {
    const TurnEnded end = say_to(sse_reply(kErrorEvent));
    EXPECT_EQ(end.how, How::Failed);
    EXPECT_THAT(end.why, HasSubstr("it broke"));
}

TEST_F(Turn, IsAnsweredWhenTheErrorCameAfterText) {
    const TurnEnded end = say_to(sse_reply(text_event("Cut made.") + kErrorEvent));
    EXPECT_EQ(end.how, How::Answered);
    EXPECT_THAT(end.why, HasSubstr("it broke"));
}

TEST_F(Turn, IsLostWhenTheConnectionBreaksAndIsNeverSentAgain) {
    for (const After after : {After::Close, After::Reset}) {
        const std::size_t before = sent();
        EXPECT_EQ(say_to(sse_reply(text_event("Working"), after)).how, How::Lost);
        EXPECT_EQ(say_to(sse_reply("", after)).how, How::Lost);
        EXPECT_EQ(say_to({"", after}).how, How::Lost) << "no answer at all";
        EXPECT_EQ(sent(), before + 3);
    }
}

TEST_F(Turn, IsLostWhenTheLastEventIsCutOff) {
    const TurnEnded end = say_to(sse_reply("data: {\"content\":{\"par"));
    EXPECT_EQ(end.how, How::Lost);
    EXPECT_THAT(end.why, HasSubstr("in the middle of an event"));
}

TEST_F(Turn, IsLostWhenAGatewayAnswersForTheService) {
    for (const int status : {500, 502, 504}) {
        const std::size_t before = sent();
        EXPECT_EQ(say_to(reply(status, "text/html", "<html>")).how, How::Lost);
        EXPECT_EQ(sent(), before + 1);
    }
    EXPECT_EQ(say_to(json_reply(200, R"({"code":0,"data":{}})")).how, How::Lost);
}

TEST_F(Turn, SaysThatNothingWasSentWhenNobodyListens) {
    std::string gone;
    {
        const test::Service closed;
        gone = closed.url();
    }
    Client other(machine, gone, "nmv_usr_mine");
    const Error error =
        error_of([&] { other.backend.say(kSession, "hi", [](const ChatEvent&) { ADD_FAILURE(); }, {}); });
    EXPECT_EQ(error.code(), ErrorCode::Network);
    EXPECT_THAT(error.what(), HasSubstr("nothing was sent"));
}

TEST_F(Turn, IsSentAgainWithANewTokenBecauseNothingHadBeenRead) {
    service.next(test::kTokenPath, {json_reply(200, test::token_answer(test::kToken)),
                                    json_reply(200, test::token_answer("nmv_usr_second"))});
    service.next(kTurnPath, {json_reply(200, R"({"code":1001})"), sse_reply(text_event("Done."))});
    EXPECT_EQ(say().how, How::Answered);
    EXPECT_EQ(sent(), 2U);
    EXPECT_EQ(service.asked(kTurnPath)[1].header("authorization"), "Bearer nmv_usr_second");
}

TEST_F(Turn, IsSentAgainOnceAfterARateLimit) {
    service.next(kTurnPath, {json_reply(429, "{}"), sse_reply(text_event("Done."))});
    EXPECT_EQ(say().how, How::Answered);
    EXPECT_THAT(machine.clock.waits(), ElementsAre(Ms{30'000}));
    service.next(kTurnPath, 429, "{}");
    EXPECT_EQ(refused(429, "{}").code(), ErrorCode::RateLimited);
    EXPECT_EQ(sent(), 4U);
}

TEST_F(Turn, ThatIsRefusedThrowsAndHasNoEnd) {
    EXPECT_EQ(refused(404, R"({"detail":"Session not found: s1"})").code(), ErrorCode::NotFound);
    const Error unknown = refused(200, R"({"code":1002})");
    EXPECT_EQ(unknown.code(), ErrorCode::NotFound);
    EXPECT_THAT(unknown.what(), HasSubstr("session s1: the service no longer knows it"));
    EXPECT_EQ(refused(200, R"({"code":2001})").code(), ErrorCode::Credits);
    EXPECT_EQ(refused(402, R"({"code":402})").code(), ErrorCode::Plan);
    EXPECT_EQ(refused(422, R"({"detail":[{"loc":["body"],"msg":"Field required"}]})").code(), ErrorCode::Usage);
    EXPECT_EQ(sent(), 5U) << "none of these is sent twice";
}

TEST_F(Turn, ReportsThatWorkGoesOnAndGivesUpAfterFifteenMinutes) {
    on_event = [&](const ChatEvent& event) {
        if (std::holds_alternative<TextDelta>(event)) machine.clock.advance(2min);
        if (std::holds_alternative<Heartbeat>(event)) machine.clock.advance(13min);
    };
    const TurnEnded end = say_to(sse_reply(text_event("Wait."), After::Stall));
    EXPECT_EQ(end.how, How::Lost);
    EXPECT_EQ(end.why, "no end within 15 minutes");
    EXPECT_EQ(heartbeats, 1);
    EXPECT_THAT(client.status, testing::Contains("⏳ Still working..."));
    EXPECT_EQ(sent(), 1U);
}

TEST_F(Turn, GivesUpWhenOnlyKeepAlivesComeForTenMinutes) {
    on_event = [&](const ChatEvent& event) {
        if (std::holds_alternative<Heartbeat>(event)) machine.clock.advance(10min);
    };
    const TurnEnded end = say_to(sse_reply("data:\n\n", After::Stall));
    EXPECT_EQ(end.how, How::Lost);
    EXPECT_EQ(end.why, "nothing but silence for 10 minutes");
}

TEST_F(Turn, StopsWhenAskedWithoutAnEnd) {
    service.next(kTurnPath, {sse_reply(text_event("Working"), After::Stall)});
    std::stop_source stop;
    on_event = [&](const ChatEvent&) { stop.request_stop(); };
    const Error error = error_of([&] {
        client.backend.say(
            kSession, "hi",
            [&](const ChatEvent& event) {
                EXPECT_FALSE(std::holds_alternative<TurnEnded>(event));
                on_event(event);
            },
            stop.get_token());
    });
    EXPECT_EQ(error.code(), ErrorCode::Interrupted);
}

TEST_F(Turn, LetsTheListenersOwnErrorThrough) {
    service.next(kTurnPath, {sse_reply(text_event("Hi"))});
    on_event = [](const ChatEvent&) { throw Error(ErrorCode::DiskFull, "journal: full; free some space"); };
    EXPECT_EQ(error_of([&] { say(); }).code(), ErrorCode::DiskFull);
}

TEST(TurnEnding, IsDecidedByWhatCameOfTheTurn) {
    EXPECT_EQ(ending_of({}).how, How::Answered);
    EXPECT_EQ(ending_of({.cut_off = "", .failure = "f", .something_happened = false}).how, How::Failed);
    EXPECT_EQ(ending_of({.cut_off = "", .failure = "f", .something_happened = true}).how, How::Answered);
    const TurnEnded lost = ending_of({.cut_off = "reset", .failure = "f", .something_happened = false});
    EXPECT_EQ(lost.how, How::Lost);
    EXPECT_EQ(lost.why, "reset (f)");
}

}  // namespace
}  // namespace takt::cloud
