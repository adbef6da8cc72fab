// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/poll.h"

#include "flow/order_stage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::flow {
namespace {

using flow_tests::kNoNetwork;
using flow_tests::OrderStage;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using Phase = RenderStatus::Phase;

TEST(PollPause, GrowsAtAServiceAndIsShortHere) {
    std::vector<Ms> pauses;
    for (int n = 0; n < 7; ++n) pauses.push_back(poll_pause(n, true));
    EXPECT_THAT(pauses,
                ElementsAre(seconds{2}, seconds{4}, seconds{8}, seconds{15}, seconds{30}, seconds{30}, seconds{30}));
    EXPECT_EQ(poll_pause(0, false), Ms{100});
    EXPECT_EQ(poll_pause(9, false), Ms{100});
}

class ARender : public testing::Test, protected OrderStage {};

TEST_F(ARender, IsPolledLessAndLessOften) {
    backend.polls_until_ended = 5;
    (void)deliver(order());
    EXPECT_THAT(clock.waits(), ElementsAre(seconds{2}, seconds{4}, seconds{8}, seconds{15}, seconds{30}, seconds{30}));
}

TEST_F(ARender, ThatTakesTooLongIsParkedAndFetchedOnAnotherDay) {
    backend.polls_until_ended = 1000;
    EXPECT_EQ(refusal(order()), ErrorCode::Network);
    EXPECT_THAT(message, HasSubstr("not finished after 5 min"));
    EXPECT_THAT(message, HasSubstr("takt resume"));
    Ms waited{};
    for (const Ms wait : clock.waits()) waited += wait;
    EXPECT_EQ(waited, std::chrono::minutes{5});

    start_again();
    clock.advance(std::chrono::hours{24});
    backend.polls_until_ended = 0;
    ASSERT_THAT(open(), SizeIs(1));
    const Delivered delivered = deliver(open().front());
    EXPECT_TRUE(delivered.verification->ok);
    EXPECT_THAT(backend.submitted, SizeIs(1));
    EXPECT_THAT(backend.said, SizeIs(1));
    EXPECT_TRUE(open().empty());
}

TEST_F(ARender, ThatFailedOnceIsSubmittedUnderANewId) {
    backend.fates = {Phase::Failed, Phase::Completed};
    (void)deliver(order());
    ASSERT_THAT(backend.submitted, SizeIs(2));
    EXPECT_NE(backend.submitted[0], backend.submitted[1]);
    EXPECT_EQ(journal->render(backend.submitted[0])->phase, Phase::Failed);
}

TEST_F(ARender, ThatFailedTwiceIsGivenUp) {
    backend.fates = {Phase::Failed};
    EXPECT_EQ(refusal(order()), ErrorCode::RenderFailed);
    EXPECT_THAT(message, HasSubstr("lambda: broke"));
    EXPECT_THAT(backend.submitted, SizeIs(2));
    EXPECT_TRUE(open().empty());
}

TEST_F(ARender, ThatFailedWhileNobodyLookedIsSubmittedOnceMore) {
    backend.polls_until_ended = 1000;
    EXPECT_EQ(refusal(order()), ErrorCode::Network);
    start_again();
    backend.polls_until_ended = 0;
    backend.fates = {Phase::Failed};
    backend.forget_renders();
    EXPECT_EQ(refusal(order()), ErrorCode::RenderFailed);
    EXPECT_THAT(backend.submitted, SizeIs(3));  // one was forgotten, two failed
}

TEST_F(ARender, WhoseSubmissionWasRefusedIsSubmittedUnderANewIdOnce) {
    for (const ErrorCode code : {ErrorCode::RenderFailed, ErrorCode::Usage}) {
        OrderStage refused_once;
        refused_once.backend.submit_failures = {Error(code, "render: refused")};
        (void)refused_once.deliver(refused_once.order());
        EXPECT_THAT(refused_once.backend.submitted, SizeIs(1));
    }
    OrderStage other;
    other.backend.submit_failures.assign(2, Error(ErrorCode::RenderFailed, "render: refused"));
    EXPECT_EQ(other.refusal(other.order()), ErrorCode::RenderFailed);
    EXPECT_THAT(other.backend.submitted, SizeIs(0));
}

TEST_F(ARender, WhoseSubmissionWasLostAfterItArrivedIsNotSentAgain) {
    backend.submit_failures = {kNoNetwork};
    backend.lost_submissions_arrive = true;
    (void)deliver(order());
    EXPECT_THAT(backend.submitted, SizeIs(1));
}

TEST_F(ARender, WhoseSubmissionNeverArrivedIsSentAgainUnderTheSameId) {
    backend.submit_failures = {kNoNetwork};
    backend.lost_submissions_arrive = false;
    const Delivered delivered = deliver(order());
    EXPECT_THAT(backend.submitted, ElementsAre(delivered.render_id));
    EXPECT_THAT(clock.waits(),
                ElementsAre(seconds{2}, seconds{4}, seconds{8}, seconds{15}, seconds{30}, seconds{1}, seconds{2}))
        << "a service may need a minute until it knows what it has accepted";
}

TEST_F(ARender, WhoseLostSubmissionIsKnownLateIsNotSentAgain) {
    backend.submit_failures = {kNoNetwork};
    backend.polls_until_known = 3;
    const Delivered delivered = deliver(order());
    EXPECT_THAT(backend.submitted, ElementsAre(delivered.render_id));
    EXPECT_THAT(clock.waits(), ElementsAre(seconds{2}, seconds{4}, seconds{8}, seconds{2}));
}

TEST_F(ARender, WhoseRepeatedIdWasUsedBeforeIsPolledOn) {
    backend.submit_failures = {kNoNetwork};
    backend.polls_until_known = 8;
    const Delivered delivered = deliver(order());
    EXPECT_THAT(backend.submitted, ElementsAre(delivered.render_id));
    EXPECT_EQ(journal->render(delivered.render_id)->phase, Phase::Completed);
}

TEST_F(ARender, IsLeftForResumeAtOnceWhenItsLostSubmissionCannotBeAskedFor) {
    backend.submit_failures = {kNoNetwork};
    backend.poll_failures = {kNoNetwork};
    EXPECT_EQ(refusal(order()), ErrorCode::Network);
    EXPECT_THAT(clock.waits(), SizeIs(0));
    (void)deliver(open().at(0));
    EXPECT_THAT(backend.submitted, SizeIs(1));
}

TEST_F(ARender, WhoseSubmissionIsLostTwiceIsLeftForResume) {
    backend.submit_failures = {kNoNetwork, kNoNetwork};
    backend.lost_submissions_arrive = false;
    EXPECT_EQ(refusal(order()), ErrorCode::Network);
    ASSERT_THAT(open(), SizeIs(1));
    (void)deliver(open().front());
    EXPECT_THAT(backend.submitted, SizeIs(1));
}

TEST_F(ARender, IsNotTakenForRefusedWhenOnlyTheQuestionAfterItWas) {
    backend.submit_failures = {kNoNetwork};
    backend.poll_failures = {Error(ErrorCode::Auth, "service: the token has expired; renew it")};
    EXPECT_EQ(refusal(order()), ErrorCode::Auth);
    (void)deliver(open().at(0));
    EXPECT_THAT(backend.submitted, SizeIs(1));
}

TEST_F(ARender, IsNotTroubledByPollsThatFail) {
    backend.poll_failures = {kNoNetwork, kNoNetwork};
    (void)deliver(order());
    EXPECT_THAT(backend.submitted, SizeIs(1));
    EXPECT_THAT(clock.waits(), ElementsAre(seconds{2}, seconds{4}, seconds{8}));
}

TEST_F(ARender, ThatIsUnknownForAMinuteIsLostAndSubmittedAfresh) {
    backend.polls_until_ended = 1000;
    EXPECT_EQ(refusal(order()), ErrorCode::Network);
    const std::size_t before = clock.waits().size();
    backend.forget_renders();
    backend.polls_until_ended = 0;
    (void)deliver(order());
    EXPECT_THAT(backend.submitted, SizeIs(2));
    const std::vector<Ms> waits = clock.waits();
    EXPECT_THAT(std::vector<Ms>(waits.begin() + static_cast<std::ptrdiff_t>(before), waits.end()),
                ElementsAre(seconds{2}, seconds{4}, seconds{8}, seconds{15}, seconds{30}, seconds{30}, seconds{2}));
}

TEST_F(ARender, ThatWasRefusedForGoodIsNotRepeated) {
    backend.submit_failures = {Error(ErrorCode::Plan, "export: not in the plan; upgrade")};
    EXPECT_EQ(refusal(order()), ErrorCode::Plan);
    EXPECT_THAT(backend.submitted, SizeIs(0));
    EXPECT_TRUE(journal->open_renders().empty());
    EXPECT_TRUE(open().empty());
}

}  // namespace
}  // namespace takt::flow
