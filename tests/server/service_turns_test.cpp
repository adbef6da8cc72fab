// SPDX-License-Identifier: GPL-3.0-or-later
// Turns through the service: what is told, in which order, and that they go on without a client and after a restart.
#include "service_fixture.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace takt::test {
namespace {

using jobs::MessageRow;
using server::EventStream;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using TurnKind = api::TurnEvent::Kind;

const std::string kTurn(api::routes::kTurn);

class ServiceTurns : public ServiceTest {
protected:
    [[nodiscard]] std::vector<MessageRow::State> states(const User& user) const {
        std::vector<MessageRow::State> found;
        for (const MessageRow& row : journal_.messages(user.session)) found.push_back(row.state);
        return found;
    }
};

TEST_F(ServiceTurns, TellToolThenDraftThenWords) {
    const User user = new_user();
    const auto told_now = told(user, "edit");
    EXPECT_EQ(told_now.state, EventStream::State::Closed);
    std::vector<TurnKind> kinds;
    for (const auto& event : events_of(told_now.bytes)) {
        if (event.kind != TurnKind::Ignored) kinds.push_back(event.kind);
    }
    EXPECT_EQ(kinds.front(), TurnKind::ToolBegun);
    const auto changed = std::find(kinds.begin(), kinds.end(), TurnKind::DraftChanged);
    const auto text = std::find(kinds.begin(), kinds.end(), TurnKind::Text);
    ASSERT_NE(changed, kinds.end());
    EXPECT_LT(changed, text);
}

TEST_F(ServiceTurns, TellAWholeTextForEachParagraph) {
    const auto frames = frames_of(told(new_user(), "talk").bytes);
    ASSERT_EQ(frames.size(), 2U);
    EXPECT_THAT(frames[0], HasSubstr("\"First line.\""));
    EXPECT_THAT(frames[1], HasSubstr("\"Second: talk\""));
    EXPECT_THAT(frames[0], Not(HasSubstr("partial")));
}

TEST_F(ServiceTurns, CarryTheChangedDraftByteForByte) {
    const User user = new_user();
    const auto bytes = told(user, "edit").bytes;
    EXPECT_THAT(bytes, HasSubstr("\"draft\":" + draft(user)));
    EXPECT_THAT(bytes, HasSubstr("0.10"));
}

TEST_F(ServiceTurns, AnswerInWordsWhatTheyDoNotUnderstand) {
    const User user = new_user();
    const auto told_now = told(user, "unclear");
    EXPECT_THAT(text_shown(told_now.bytes), HasSubstr("which clip; name one"));
    EXPECT_EQ(told_now.state, EventStream::State::Closed);
    EXPECT_EQ(draft(user), "");
    EXPECT_THAT(states(user), ElementsAre(MessageRow::State::Answered));
}

TEST_F(ServiceTurns, EndWithAnErrorFrameWhenTheEditorBreaks) {
    const User user = new_user();
    const auto told_now = told(user, "broken");
    EXPECT_EQ(events_of(told_now.bytes).back().kind, TurnKind::Failure);
    EXPECT_THAT(told_now.bytes, Not(HasSubstr(root().string())));
    EXPECT_EQ(told_now.state, EventStream::State::Closed);
    EXPECT_THAT(states(user), ElementsAre(MessageRow::State::Failed));
}

TEST_F(ServiceTurns, EndWithAnErrorFrameWhenTheEditorReportsAFailure) {
    EXPECT_THAT(told(new_user(), "fail").bytes, HasSubstr("the editor gave up"));
}

TEST_F(ServiceTurns, AreRefusedBeforeTheStreamWhenTheBodyIsNone) {
    const User user = new_user();
    const Answered reply = post(user, kTurn, R"({"session_id":"1"})");
    EXPECT_EQ(reply.status(), 422);
    EXPECT_THAT(reply.body(), HasSubstr("\"detail\":[{"));
}

TEST_F(ServiceTurns, AreRefusedBeforeTheStreamInAnUnknownSession) {
    User user = new_user();
    user.session = "42";
    const Answered reply = say(user, "edit");
    EXPECT_EQ(reply.status(), 404);
    EXPECT_EQ(reply.body(), R"({"detail":"Session not found: 42"})");
}

TEST_F(ServiceTurns, KeepTheConnectionAliveAsTheServerSays) {
    options_.keep_alive_every = Ms{50};
    const User user = new_user();
    const Answered reply = say(user, "talk");
    EXPECT_EQ(reply.stream().keep_alive, "data:\n\n");
    EXPECT_EQ(reply.stream().keep_alive_every, Ms{50});
    drained(*reply.stream().stream);
}

TEST_F(ServiceTurns, AreInTheJournalBeforeTheEditorIsAsked) {
    const User user = new_user();
    backend_.hold_turns();
    const Answered reply = say(user, "edit");
    backend_.wait_until_saying(1);
    EXPECT_THAT(states(user), ElementsAre(MessageRow::State::Sent));
    backend_.release_turns();
    drained(*reply.stream().stream);
    EXPECT_THAT(states(user), ElementsAre(MessageRow::State::Answered));
}

TEST_F(ServiceTurns, OfASessionFollowOneAnother) {
    const User user = new_user();
    backend_.hold_turns();
    const Answered first = say(user, "edit one");
    backend_.wait_until_saying(1);
    const Answered second = say(user, "edit two");
    const Answered third = say(user, "edit three");
    EXPECT_THAT(backend_.said(), ElementsAre("edit one"));
    backend_.release_turns();
    drained(*third.stream().stream);
    EXPECT_THAT(backend_.said(), ElementsAre("edit one", "edit two", "edit three"));
    EXPECT_THAT(text_shown(drained(*second.stream().stream).bytes), HasSubstr("edit two"));
    EXPECT_THAT(text_shown(drained(*first.stream().stream).bytes), HasSubstr("edit one"));
}

TEST_F(ServiceTurns, OfTwoSessionsGoSideBySide) {
    const User one = new_user("one");
    const User two = new_user("two");
    backend_.hold_turns();
    const Answered first = say(one, "edit one");
    const Answered second = say(two, "edit two");
    backend_.wait_until_saying(2);
    backend_.release_turns();
    drained(*first.stream().stream);
    drained(*second.stream().stream);
}

TEST_F(ServiceTurns, AreRefusedWhenTooManyOfASessionWait) {
    const User user = new_user();
    backend_.hold_turns();
    std::vector<Answered> accepted{say(user, "edit")};
    backend_.wait_until_saying(1);
    for (int i = 0; i < 16; ++i) accepted.push_back(say(user, "edit"));
    EXPECT_EQ(say(user, "edit").status(), 429);
    backend_.release_turns();
    for (const Answered& reply : accepted) drained(*reply.stream().stream);
    EXPECT_EQ(states(user).size(), 17U);
}

TEST_F(ServiceTurns, GoOnWithoutTheClient) {
    const User user = new_user();
    backend_.hold_turns();
    say(user, "edit").stream().stream->notify({});
    backend_.wait_until_saying(1);
    backend_.release_turns();
    drained(*say(user, "talk").stream().stream);
    EXPECT_THAT(states(user), ElementsAre(MessageRow::State::Answered, MessageRow::State::Answered));
    EXPECT_THAT(draft(user), HasSubstr("\"n\":1"));
}

TEST_F(ServiceTurns, AreCarriedOutAfterARestart) {
    const User user = new_user();
    backend_.hold_turns();
    const Answered first = say(user, "edit one");
    const Answered second = say(user, "edit two");
    backend_.wait_until_saying(1);
    service_.reset();
    EXPECT_EQ(drained(*first.stream().stream).state, EventStream::State::Aborted);
    EXPECT_EQ(drained(*second.stream().stream).state, EventStream::State::Aborted);
    EXPECT_THAT(states(user), ElementsAre(MessageRow::State::Sent, MessageRow::State::Sent));
    backend_.release_turns();
    start();
    drained(*say(user, "talk").stream().stream);
    EXPECT_THAT(backend_.said(), ElementsAre("edit one", "edit one", "edit two", "talk"));
    EXPECT_THAT(draft(user), HasSubstr("\"n\":2"));
}

TEST_F(ServiceTurns, AreNotSaidAgainWhenTheDraftShowsThatTheyWereDone) {
    const User user = new_user();
    backend_.hold_turns();
    const Answered reply = say(user, "edit one");
    backend_.wait_until_saying(1);
    service_.reset();
    backend_.set_draft(behind(1), R"({"t":[],"d":1})");
    backend_.release_turns();
    start();
    drained(*say(user, "talk").stream().stream);
    EXPECT_THAT(backend_.said(), ElementsAre("edit one", "talk"));
    EXPECT_THAT(states(user), ElementsAre(MessageRow::State::Answered, MessageRow::State::Answered));
}

TEST_F(ServiceTurns, OfTheBackendsOwnAreLeftAlone) {
    journal_.put_session({"mine", "local", "{}"});
    journal_.add_message({.session = "mine", .text = "edit"});
    const User user = new_user();
    drained(*say(user, "talk").stream().stream);
    EXPECT_THAT(backend_.said(), ElementsAre("talk"));
    EXPECT_EQ(journal_.open_messages().size(), 1U);
}

}  // namespace
}  // namespace takt::test
