// SPDX-License-Identifier: GPL-3.0-or-later
// The faults of a turn have the effect that their sentence promises; a test at the end counts that none was forgotten.
#include "service_fixture.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <ostream>
#include <set>

namespace takt::test {
namespace {

using server::EventStream;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using TurnKind = api::TurnEvent::Kind;

/// One fault on one turn: what goes over the wire, and what becomes of the draft.
struct TurnCase {
    std::string name;
    std::string value;
    std::string request;
    std::function<void(const EventStream::Taken&, const std::string& draft)> expect;
};
std::ostream& operator<<(std::ostream& out, const TurnCase& turn) {
    return out << turn.name << turn.value;
}

bool fails(const std::string& bytes) {
    const auto events = events_of(bytes);
    return std::ranges::any_of(events, [](const auto& event) { return event.kind == TurnKind::Failure; });
}

constexpr const char* kTold = "First line.";

const std::vector<TurnCase>& turn_cases() {
    using Taken = EventStream::Taken;
    static const std::vector<TurnCase> kCases{
        {"crlf", "", "talk",
         [](const Taken& t, auto) {
             EXPECT_THAT(t.bytes, EndsWith("}\r\n\r\n"));
             EXPECT_THAT(t.bytes, Not(HasSubstr("}\n\n")));
         }},
        {"silent_changed", "", "edit",
         [](const Taken& t, auto draft) {
             EXPECT_EQ(text_shown(t.bytes), "");
             EXPECT_FALSE(draft.empty());
         }},
        {"silent_unchanged", "", "edit",
         [](const Taken& t, auto draft) {
             EXPECT_EQ(text_shown(t.bytes), "");
             EXPECT_THAT(t.bytes, HasSubstr("functionCall"));
             EXPECT_TRUE(draft.empty());
         }},
        {"deltas", "", "talk",
         [](const Taken& t, auto) {
             EXPECT_THAT(t.bytes, HasSubstr("\"partial\":true"));
             EXPECT_EQ(text_shown(t.bytes).find(kTold), text_shown(t.bytes).rfind(kTold));
         }},
        {"deltas_differ", "", "talk",
         [](const Taken& t, auto) {
             EXPECT_THAT(t.bytes, HasSubstr("\"partial\":true"));
             EXPECT_THAT(t.bytes, HasSubstr("In short: First line."));
         }},
        {"thoughts", "", "talk",
         [](const Taken& t, auto) {
             EXPECT_THAT(t.bytes, HasSubstr("\"thought\":true"));
             EXPECT_THAT(text_shown(t.bytes), Not(HasSubstr("Which cut")));
         }},
        {"text_and_call", "", "edit",
         [](const Taken& t, auto) {
             const auto frames = frames_of(t.bytes);
             EXPECT_TRUE(std::ranges::any_of(frames, [](const std::string& frame) {
                 return frame.find("functionCall") != frame.npos && frame.find("\"text\"") != frame.npos;
             }));
         }},
        {"tool_failure", "", "edit",
         [](const Taken& t, auto draft) {
             EXPECT_THAT(t.bytes, HasSubstr("\"error\":\"the tool gave up\""));
             EXPECT_THAT(text_shown(t.bytes), HasSubstr(kTold));
             EXPECT_FALSE(draft.empty());
         }},
        {"error_frame", "", "edit",
         [](const Taken& t, auto draft) {
             EXPECT_THAT(t.bytes, StartsWith("data: {\"error\""));
             EXPECT_TRUE(fails(t.bytes));
             EXPECT_TRUE(draft.empty());
         }},
        {"error_frame", "done", "edit",
         [](const Taken& t, auto draft) {
             EXPECT_THAT(t.bytes, StartsWith("data: {\"error\""));
             EXPECT_FALSE(draft.empty());
         }},
        {"error_frame", "after", "edit",
         [](const Taken& t, auto draft) {
             EXPECT_THAT(text_shown(t.bytes), HasSubstr(kTold));
             EXPECT_TRUE(fails(t.bytes));
             EXPECT_FALSE(draft.empty());
         }},
        {"error_frame_details", "", "edit",
         [](const Taken& t, auto) { EXPECT_THAT(t.bytes, HasSubstr("error_details")); }},
        {"error_unescaped", "", "edit",
         [](const Taken& t, auto) { EXPECT_THAT(t.bytes, HasSubstr("the model \"editor\" is overloaded\n")); }},
        {"error_event", "", "edit",
         [](const Taken& t, auto) { EXPECT_THAT(t.bytes, HasSubstr("\"errorCode\":\"UNKNOWN_ERROR\"")); }},
        {"trailing_apology", "", "edit",
         [](const Taken& t, auto draft) {
             EXPECT_THAT(frames_of(t.bytes).back(), HasSubstr("I encountered a temporary issue"));
             EXPECT_THAT(text_shown(t.bytes), HasSubstr(kTold));
             EXPECT_FALSE(draft.empty());
         }},
        {"only_apology", "", "edit",
         [](const Taken& t, auto draft) {
             EXPECT_EQ(frames_of(t.bytes).size(), 1U);
             EXPECT_THAT(t.bytes, HasSubstr("I encountered a temporary issue"));
             EXPECT_TRUE(draft.empty());
         }},
        {"empty_stream", "", "edit",
         [](const Taken& t, auto draft) {
             EXPECT_EQ(t.bytes, "");
             EXPECT_TRUE(draft.empty());
         }},
        {"empty_stream", "done", "edit",
         [](const Taken& t, auto draft) {
             EXPECT_EQ(t.bytes, "");
             EXPECT_FALSE(draft.empty());
         }},
        {"typed_frames", "", "edit",
         [](const Taken& t, auto) {
             EXPECT_THAT(t.bytes, HasSubstr("\"type\":\"text\""));
             EXPECT_THAT(t.bytes, HasSubstr("\"type\":\"tool_call\""));
             EXPECT_THAT(t.bytes, Not(HasSubstr("\"parts\"")));
             EXPECT_THAT(text_shown(t.bytes), HasSubstr(kTold));
         }},
        {"keep_alive_form", "comment", "talk",
         [](const Taken& t, auto) {
             EXPECT_THAT(t.bytes, StartsWith(":"));
             EXPECT_THAT(text_shown(t.bytes), HasSubstr(kTold));
         }},
        {"keep_alive_form", "json", "talk",
         [](const Taken& t, auto) { EXPECT_THAT(t.bytes, StartsWith("data: {\"type\":\"heartbeat\"}\n\n")); }},
        {"keep_alive_form", "space", "talk",
         [](const Taken& t, auto) { EXPECT_THAT(t.bytes, StartsWith("data: \n\n")); }},
        {"keep_alive_form", "ping", "talk",
         [](const Taken& t, auto) { EXPECT_THAT(t.bytes, StartsWith("event: ping\n")); }},
    };
    return kCases;
}

class TurnFaults : public ServiceTest, public testing::WithParamInterface<TurnCase> {};

TEST_P(TurnFaults, ShowInTheStreamAndEndItCleanly) {
    start({{.on = "turn", .what = GetParam().name, .value = GetParam().value}});
    const User user = new_user();
    const auto told_now = told(user, GetParam().request);
    EXPECT_EQ(told_now.state, EventStream::State::Closed);
    GetParam().expect(told_now, draft(user));
    EXPECT_THAT(text_shown(told(user, "talk").bytes), HasSubstr(kTold)) << "the next turn is as ever";
}

INSTANTIATE_TEST_SUITE_P(Each, TurnFaults, testing::ValuesIn(turn_cases()), [](const auto& each) {
    return each.param.name + "_" + each.param.value + std::to_string(each.index);
});

class ServiceTurnFaults : public ServiceTest {};

TEST_F(ServiceTurnFaults, ResetInsideTheFirstEventAndFinishTheTurnUnseen) {
    start({{.on = "turn", .what = "reset_mid_frame"}});
    const User user = new_user();
    backend_.hold_turns();
    const Answered reply = say(user, "edit");
    const auto told_now = drained(*reply.stream().stream);
    EXPECT_EQ(told_now.state, EventStream::State::Aborted);
    EXPECT_THAT(told_now.bytes, StartsWith("data: {"));
    EXPECT_THAT(told_now.bytes, Not(HasSubstr("\n\n")));
    EXPECT_EQ(draft(user), "");
    backend_.release_turns();
    told(user, "talk");
    EXPECT_THAT(draft(user), HasSubstr("\"n\":1"));
}

TEST_F(ServiceTurnFaults, HoldEveryEventBackUntilTheEnd) {
    start({{.on = "turn", .what = "merged_writes"}});
    const User user = new_user();
    backend_.hold_turns();
    const Answered reply = say(user, "edit");
    std::mutex mutex;
    std::vector<std::string> writes;
    backend_.once_edited([&] {
        const std::lock_guard lock(mutex);
        writes.push_back(reply.stream().stream->take().bytes);
    });
    backend_.release_turns();
    const auto told_now = drained(*reply.stream().stream);
    backend_.once_edited({});
    for (const std::string& bytes : writes) EXPECT_THAT(bytes, IsEmpty());
    EXPECT_GE(frames_of(told_now.bytes).size(), 4U);
}

TEST_F(ServiceTurnFaults, ChangeTheKeepAlivesOfATurn) {
    start({{.on = "turn", .what = "keep_alive_ms", .value = "40"},
           {.on = "turn", .what = "keep_alive_form", .value = "event"},
           {.on = "turn", .what = "keep_alive_form", .first = 2, .value = "none"}});
    const User user = new_user();
    const Answered first = say(user, "talk");
    EXPECT_EQ(first.stream().keep_alive_every, Ms{40});
    EXPECT_THAT(first.stream().keep_alive, StartsWith("event: heartbeat"));
    const Answered second = say(user, "talk");
    EXPECT_EQ(second.stream().keep_alive, "");
    drained(*second.stream().stream);
}

TEST(FaultNames, AreEachTestedHereOrInTheFaultsOfAnswers) {
    std::set<std::string_view> tested{"reset_mid_frame",
                                      "merged_writes",
                                      "keep_alive_ms",
                                      "strict_status",
                                      "delay_ms",
                                      "cut_before_head",
                                      "cut_after_bytes",
                                      "split_bytes",
                                      "msg_instead_of_message",
                                      "hold",
                                      "live_token",
                                      "not_applied",
                                      "draft_null",
                                      "draft_empty",
                                      "draft_absent",
                                      "big_integers",
                                      "unknown_tracks",
                                      "shape_b",
                                      "no_url",
                                      "render_failed",
                                      "slow_render",
                                      "download_json",
                                      "unavailable_503",
                                      "expired_token",
                                      "lost_session",
                                      "no_credits",
                                      "no_client_id",
                                      "rate_limited",
                                      "plan_402",
                                      "file_type_4001",
                                      "file_size_4002",
                                      "unprocessable",
                                      "duplicate_id",
                                      "not_found_detail",
                                      "not_found_error",
                                      "not_found_envelope"};
    for (const TurnCase& turn : turn_cases()) tested.insert(turn.name);
    for (const server::FaultName& fault : server::fault_names()) {
        EXPECT_TRUE(tested.contains(fault.name)) << fault.name;
    }
}

}  // namespace
}  // namespace takt::test
