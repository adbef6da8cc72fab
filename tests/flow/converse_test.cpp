// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/converse.h"

#include "flow/changes.h"
#include "flow/fake_backend.h"
#include "support/fake_clock.h"
#include "support/temp_dir.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::flow {
namespace {

using flow_tests::FakeBackend;
using flow_tests::Turn;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using How = TurnEnded::How;
using State = jobs::MessageRow::State;

constexpr const char* kOld = R"({"t":[{"tt":0,"sg":[{"s":0,"d":3000,"m":{"name":"a","src":"a.mp4"}}]}],"d":3000})";
constexpr const char* kNew = R"({"t":[{"tt":0,"sg":[{"s":0,"d":2000,"m":{"name":"a","src":"a.mp4"}}]}],"d":2000})";
const Error kNoNetwork{ErrorCode::Network, "service: cannot be reached; try again"};

class AConversation : public testing::Test {
protected:
    AConversation() {
        journal_.put_session({"s1", "cloud", "{}"});
        backend_.set_draft("s1", kOld);
    }
    TurnReport say(const Turn& turn) {
        backend_.turns = {turn};
        return converse(with(), "make it shorter", "order", {}, {});
    }
    ErrorCode refusal(const Turn& turn) {
        try {
            (void)say(turn);
        } catch (const Error& error) {
            return error.code();
        }
        ADD_FAILURE() << "nothing was thrown";
        return ErrorCode::Internal;
    }
    Conversation with() { return {.backend = backend_, .journal = journal_, .clock = clock_, .session = {"s1"}}; }
    jobs::MessageRow message() { return journal_.message_of("order").value(); }
    /// A message that was sent this long ago, by a run that died.
    jobs::MessageRow sent_ago(Ms ago) {
        jobs::MessageRow row{.session = "s1",
                             .order = "order",
                             .text = "make it shorter",
                             .baseline_json = baseline_to_json(backend_.state({"s1"}))};
        row.id = journal_.add_message(row);
        row.at = fmt::format("{:%Y-%m-%d %H:%M:%S}", std::chrono::time_point_cast<seconds>(clock_.today()) -
                                                         std::chrono::duration_cast<seconds>(ago));
        return row;
    }

    test::TempDir folder_;
    jobs::Journal journal_{folder_.path()};
    FakeBackend backend_;
    test::FakeClock clock_;
};

TEST_F(AConversation, ReportsWhatWasSaidAndWhatChanged) {
    const TurnReport report = say({.words = {"Shor", "ter now."}, .draft = kNew});
    EXPECT_EQ(report.said, "Shorter now.");
    EXPECT_THAT(report.changes, Contains(HasSubstr("duration: 3s -> 2s")));
    EXPECT_EQ(report.state.draft_json, kNew);
    EXPECT_THAT(clock_.waits(), IsEmpty());
    EXPECT_EQ(message().state, State::Answered);
    EXPECT_THAT(message().outcome, HasSubstr("Shorter now."));
}

TEST_F(AConversation, KeepsTheStateBeforeInTheJournal) {
    (void)say({.words = {"Done."}, .draft = kNew});
    EXPECT_EQ(baseline_from_json(message().baseline_json).draft_json, kOld);
}

TEST_F(AConversation, TellsTheChangesOfASilentTurn) {
    const TurnReport report = say({.draft = kNew});
    EXPECT_THAT(report.changes, Contains(HasSubstr("duration")));
    EXPECT_THAT(clock_.waits(), IsEmpty());
}

TEST_F(AConversation, ReadsASilentTurnAgainAfterThreeAndSixSeconds) {
    const TurnReport report = say({.draft = kNew, .visible_after = 2});
    EXPECT_THAT(report.changes, Contains(HasSubstr("duration")));
    EXPECT_THAT(clock_.waits(), ElementsAre(seconds{3}, seconds{6}));
}

TEST_F(AConversation, SaysThatASilentTurnChangedNothing) {
    const TurnReport report = say({.words = {" \n"}});
    EXPECT_THAT(report.changes, IsEmpty());
    EXPECT_THAT(report.remarks, Contains(HasSubstr("no change was found")));
    EXPECT_THAT(clock_.waits(), ElementsAre(seconds{3}, seconds{6}));
    EXPECT_EQ(message().state, State::Answered);
}

TEST_F(AConversation, MentionsTheTroubleOfAnAnsweredTurn) {
    const TurnReport report = say({.words = {"Done."}, .end = {How::Answered, "a tool failed"}, .draft = kNew});
    EXPECT_THAT(report.remarks, Contains(HasSubstr("a tool failed")));
}

TEST_F(AConversation, ThrowsWhenTheEditorFailedAndNothingChanged) {
    EXPECT_EQ(refusal({.end = {How::Failed, "model overloaded"}}), ErrorCode::RenderFailed);
    EXPECT_EQ(message().state, State::Failed);
    EXPECT_EQ(message().outcome, "model overloaded");
}

TEST_F(AConversation, ReportsWhatAFailedTurnChangedAllTheSame) {
    const TurnReport report = say({.end = {How::Failed, "model overloaded"}, .draft = kNew});
    EXPECT_THAT(report.changes, Contains(HasSubstr("duration")));
    EXPECT_THAT(report.remarks, Contains(HasSubstr("model overloaded")));
    EXPECT_EQ(message().state, State::Answered);
}

TEST_F(AConversation, NeverRepeatsARefusedMessageButLetsItsCallerDoSo) {
    EXPECT_EQ(refusal({.refused = Error(ErrorCode::Credits, "credits: none left; top up")}), ErrorCode::Credits);
    EXPECT_THAT(backend_.said, IsEmpty());
    EXPECT_EQ(message().state, State::Failed);
}

TEST_F(AConversation, RemembersThatNobodyReadAMessage) {
    for (const ErrorCode code :
         {ErrorCode::Credits, ErrorCode::RateLimited, ErrorCode::Auth, ErrorCode::Plan, ErrorCode::Network}) {
        EXPECT_EQ(refusal({.refused = Error(code, "service: no; try later")}), code);
        EXPECT_TRUE(was_refused(message()));
    }
    EXPECT_EQ(refusal({.refused = Error(ErrorCode::Usage, "service: no such thing; change it")}), ErrorCode::Usage);
    EXPECT_FALSE(was_refused(message()));
    EXPECT_EQ(refusal({.end = {How::Failed, "overloaded"}}), ErrorCode::RenderFailed);
    EXPECT_FALSE(was_refused(message()));
    EXPECT_EQ(refusal({.end = {How::Lost, "reset"}}), ErrorCode::Network);
    EXPECT_FALSE(was_refused(message()));
}

TEST_F(AConversation, LeavesAnInterruptedMessageInDoubt) {
    EXPECT_EQ(refusal({.refused = Error(ErrorCode::Interrupted, "interrupted")}), ErrorCode::Interrupted);
    EXPECT_EQ(message().state, State::Sent);
}

TEST_F(AConversation, LeavesAMessageInDoubtOnceItsAnswerHasBegun) {
    EXPECT_EQ(refusal({.words = {"I am "}, .thrown_midway = kNoNetwork}), ErrorCode::Network);
    EXPECT_EQ(message().state, State::Sent);
}

TEST_F(AConversation, PointsOutTracksThatNobodyAskedFor) {
    const TurnReport report = say(
        {.words = {"Done."},
         .draft =
             R"({"t":[{"tt":0,"sg":[{"s":0,"d":2000,"m":{"src":"a.mp4"}}]},{"tt":1,"sg":[{"s":0,"d":2000,"m":{"name":"Lo-fi"}}]}]})"});
    EXPECT_THAT(report.remarks, Contains(HasSubstr("BGM: Lo-fi")));
}

TEST_F(AConversation, TurnsButtonsIntoCommands) {
    const TurnReport report = say({.words = {"It is shorter. Click the Export button to download it."}, .draft = kNew});
    EXPECT_EQ(report.said, "It is shorter.");
    EXPECT_THAT(report.remarks, Contains(HasSubstr("takt export")));
}

class ALostTurn : public AConversation {};

TEST_F(ALostTurn, IsFoundAtEachReadingAndOnceMoreAfterAMinute) {
    const std::vector<Ms> schedule = {seconds{30}, seconds{60}, seconds{60}, seconds{60}, seconds{60}};
    for (int reading = 0; reading < 5; ++reading) {
        backend_.set_draft("s1", kOld);
        const std::size_t before = clock_.waits().size();
        const TurnReport report = say({.end = {How::Lost, "reset"}, .draft = kNew, .visible_after = reading});
        EXPECT_TRUE(report.recovered);
        EXPECT_THAT(report.changes, Contains(HasSubstr("duration")));
        const std::vector<Ms> waits = clock_.waits();
        std::vector<Ms> expected(schedule.begin(), schedule.begin() + reading + 1);
        expected.push_back(seconds{60});
        EXPECT_EQ(std::vector<Ms>(waits.begin() + static_cast<std::ptrdiff_t>(before), waits.end()), expected);
        EXPECT_EQ(message().state, State::Answered);
    }
    EXPECT_THAT(backend_.said, SizeIs(5));  // one for each of ours
}

TEST_F(ALostTurn, FailsAfterFiveReadingsWithoutAChange) {
    EXPECT_EQ(refusal({.end = {How::Lost, "reset"}}), ErrorCode::Network);
    EXPECT_THAT(clock_.waits(), ElementsAre(seconds{30}, seconds{60}, seconds{60}, seconds{60}, seconds{60}));
    EXPECT_EQ(message().state, State::Failed);
    EXPECT_THAT(backend_.said, SizeIs(1));
}

TEST_F(ALostTurn, IsNoFailureWhileTheStateCannotBeRead) {
    backend_.turns = {{.end = {How::Lost, "reset"}}};
    const Conversation conversation = with();
    const auto message_before = sent_ago(seconds{0});
    backend_.state_failures.assign(5, kNoNetwork);
    EXPECT_THROW((void)recover(conversation, message_before, {}), Error);
    EXPECT_EQ(message().state, State::Sent);
}

TEST_F(ALostTurn, SurvivesAReadingThatFails) {
    const auto row = sent_ago(seconds{0});
    backend_.state_failures = {kNoNetwork};
    backend_.set_draft("s1", kNew);
    EXPECT_TRUE(recover(with(), row, {}).recovered);
    EXPECT_THAT(clock_.waits(), ElementsAre(seconds{30}, seconds{60}, seconds{60}));
}

TEST_F(ALostTurn, WithoutItsEndCountsAsLost) {
    backend_.turns = {{.words = {"I am "}, .end = {How::Lost, ""}, .draft = kNew}};
    EXPECT_TRUE(converse(with(), "make it shorter", "order", {}, {}).recovered);
}

class ARecovery : public AConversation {};

TEST_F(ARecovery, WaitsOnlyForWhatIsLeftOfTheSchedule) {
    const auto row = sent_ago(seconds{100});
    EXPECT_THROW((void)recover(with(), row, {}), Error);
    EXPECT_THAT(clock_.waits(), ElementsAre(seconds{50}, seconds{60}, seconds{60}));
    EXPECT_EQ(message().state, State::Failed);
}

TEST_F(ARecovery, ReadsOnceWhenTheTimeIsOver) {
    const auto row = sent_ago(std::chrono::hours{24});
    EXPECT_THROW((void)recover(with(), row, {}), Error);
    EXPECT_THAT(clock_.waits(), IsEmpty());
    EXPECT_EQ(message().state, State::Failed);
}

TEST_F(ARecovery, FindsWhatBecameOfTheMessageLongAgoWithoutWaiting) {
    const auto row = sent_ago(std::chrono::hours{24});
    backend_.set_draft("s1", kNew);
    const TurnReport report = recover(with(), row, {});
    EXPECT_TRUE(report.recovered);
    EXPECT_THAT(report.changes, Contains(HasSubstr("duration")));
    EXPECT_THAT(clock_.waits(), IsEmpty());
    EXPECT_THAT(backend_.said, IsEmpty());
    EXPECT_EQ(message().state, State::Answered);
}

TEST_F(ARecovery, OfAnEditorThatDiedWithItsProcessReadsOnce) {
    const auto row = sent_ago(seconds{1});
    Conversation conversation = with();
    conversation.lives_on = false;
    EXPECT_THROW((void)recover(conversation, row, {}), Error);
    EXPECT_THAT(clock_.waits(), IsEmpty());
}

}  // namespace
}  // namespace takt::flow
