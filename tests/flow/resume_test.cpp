// SPDX-License-Identifier: GPL-3.0-or-later
// What `takt resume`, or the same command again, may do of itself after a run that ended badly: everything that was
// not paid yet, and nothing that was.
#include "base/atomic_file.h"
#include "flow/deliver.h"
#include "flow/order_rows.h"
#include "flow/order_stage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::flow {
namespace {

using flow_tests::kDraft;
using flow_tests::OrderStage;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using How = TurnEnded::How;

class AnUnfinishedOrder : public testing::Test, protected OrderStage {
protected:
    /// The render is on its way, the run has ended.
    void park() {
        backend.polls_until_ended = 1000;
        EXPECT_EQ(refusal(order()), ErrorCode::Network);
        backend.polls_until_ended = 0;
        start_again();
    }
    Delivered resume() { return deliver(open().at(0)); }
    Order for_another_file() {
        Order other = order();
        other.output = folder / "out.mp4";
        return other;
    }
};

TEST_F(AnUnfinishedOrder, WhoseDownloadIsNoVideoIsFetchedAfresh) {
    backend.video = folder / "broken.mp4";
    write_file(backend.video, "<html>try again later</html>");
    EXPECT_EQ(refusal(order()), ErrorCode::Network);
    EXPECT_THAT(message, HasSubstr("what was fetched is no video; run the same command again"));
    EXPECT_EQ(videos(), 0);
    backend.video = flow_tests::good_video();
    EXPECT_TRUE(resume().verification->ok);
    EXPECT_EQ(backend.fetches, 2);
    EXPECT_THAT(backend.submitted, SizeIs(1));
    EXPECT_THAT(backend.said, SizeIs(1));
}

TEST_F(AnUnfinishedOrder, StaysOpenWhileItsRenderIsOnItsWayOrNotYetFetched) {
    const Error odd{ErrorCode::TooLarge, "service: odd; look"};
    for (const bool while_polling : {true, false}) {
        OrderStage stage;
        (while_polling ? stage.backend.poll_failures : stage.backend.fetch_failures) = {odd};
        EXPECT_EQ(stage.refusal(stage.order()), ErrorCode::TooLarge);
        ASSERT_THAT(stage.open(), SizeIs(1));
        EXPECT_TRUE(stage.deliver(stage.open().front()).verification->ok);
        EXPECT_THAT(stage.backend.submitted, SizeIs(1));
        EXPECT_THAT(stage.open(), IsEmpty());
    }
}

TEST_F(AnUnfinishedOrder, IsSaidByResumeWhenItWasRefusedBeforeAnyWork) {
    for (const ErrorCode code :
         {ErrorCode::Credits, ErrorCode::RateLimited, ErrorCode::Auth, ErrorCode::Plan, ErrorCode::Network}) {
        OrderStage stage;
        stage.backend.turns = {{.refused = Error(code, "service: refused; top up")}};
        EXPECT_EQ(stage.refusal(stage.order()), code);
        ASSERT_THAT(stage.open(), SizeIs(1));
        EXPECT_EQ(stage.refusal(stage.open().front()), code) << "not topped up yet";
        ASSERT_THAT(stage.open(), SizeIs(1));
        stage.backend.turns = {{.words = {"Done."}, .draft = kDraft}};
        EXPECT_TRUE(stage.deliver(stage.open().front()).file);
        EXPECT_THAT(stage.backend.said, SizeIs(1));
        EXPECT_THAT(stage.open(), IsEmpty());
    }
}

TEST_F(AnUnfinishedOrder, IsNotSaidByResumeWhenItsMessageMayHaveBeenRead) {
    backend.turns = {{.end = {How::Lost, "reset"}}};
    EXPECT_EQ(refusal(order()), ErrorCode::Network);
    EXPECT_THAT(open(), IsEmpty());
    // The run died before it could close the order.
    jobs::OrderRow row = journal->order(order_key(order(), project, place(), "")).value();
    row.finished = false;
    journal->put_order(row);
    EXPECT_EQ(refusal(open().at(0)), ErrorCode::RenderFailed);
    EXPECT_THAT(backend.said, SizeIs(1));
    EXPECT_THAT(open(), IsEmpty());
}

TEST_F(AnUnfinishedOrder, GivenForAnotherFileIsNotSaidAgain) {
    park();
    EXPECT_EQ(deliver(for_another_file()).file, folder / "out.mp4");
    Order smaller = order();
    smaller.options = {.quality = Quality::Draft, .integrated_lufs = -16};
    EXPECT_TRUE(deliver(smaller).file);
    EXPECT_THAT(backend.said, SizeIs(1));
    EXPECT_THAT(backend.submitted, SizeIs(3));
    EXPECT_EQ(backend.sessions, 1);
    (void)resume();
    EXPECT_THAT(backend.submitted, SizeIs(3));
}

TEST_F(AnUnfinishedOrder, GivenForAnotherFileGoesOnInTheSessionWhereItWasUnderstood) {
    park();
    journal->put_session({"newer", place().name, "{}"});
    EXPECT_EQ(deliver(for_another_file()).session, SessionId{"s1"});
    EXPECT_THAT(backend.said, SizeIs(1));
}

TEST_F(AnUnfinishedOrder, GivenAgainForAnotherFileIsSaidAgainOnce) {
    park();
    Order again = for_another_file();
    again.again = true;
    (void)deliver(again);
    EXPECT_THAT(backend.said, SizeIs(2));
    Order third = order();
    third.output = folder / "third.mp4";
    (void)deliver(third);
    EXPECT_THAT(backend.said, SizeIs(2));
}

TEST_F(AnUnfinishedOrder, WhoseSessionIsGoneIsNotMadeAnewByResume) {
    backend.turns = {{.words = {"Which song?"}}};  // understood, but nothing to render
    EXPECT_EQ(refusal(order()), ErrorCode::EditUnclear);
    for (const bool answered : {true, false}) {
        jobs::OrderRow row = journal->order(order_key(order(), project, place(), "")).value();
        if (!answered) {
            journal->end_message(journal->message_of(message_key(row))->id, jobs::MessageRow::State::Sent, "");
        }
        row.finished = false;
        journal->put_order(row);
        backend.forget_session("s1");
        EXPECT_EQ(refusal(open().at(0)), ErrorCode::NotFound);
        EXPECT_THAT(message, HasSubstr("create a music video: its session is gone; give the command again with -y"));
        EXPECT_THAT(backend.said, SizeIs(1));
        EXPECT_EQ(backend.sessions, 1);
        EXPECT_THAT(open(), IsEmpty());
    }
    backend.turns = {{.words = {"Done."}, .draft = kDraft}};
    Order again = order();
    again.again = true;
    EXPECT_TRUE(deliver(again).file);
    EXPECT_EQ(backend.sessions, 2);
}

TEST_F(AnUnfinishedOrder, IsFetchedAlthoughItsSessionIsGone) {
    park();
    backend.forget_session("s1");
    EXPECT_TRUE(resume().file);
    EXPECT_THAT(backend.submitted, SizeIs(1));
    EXPECT_EQ(backend.sessions, 1);
}

TEST(AnOrderDocument, FindsItsFilesWhereverItIsReadFrom) {
    const test::TempDir folder;
    const auto here = std::filesystem::current_path();
    const Order order{.output = "out.mp4", .files = {folder / "project" / "media" / "clip.mp4"}};
    const Order resumed = order_from_json(order_to_json(order, folder / "project"), folder / "project");
    EXPECT_EQ(resumed.output, here / "out.mp4");
    EXPECT_EQ(resumed.files, order.files);
    const Order inside{.output = "project/out.mp4"};
    EXPECT_EQ(order_from_json(order_to_json(inside, here / "project"), "/elsewhere").output, "/elsewhere/out.mp4");
    EXPECT_EQ(order_to_json(inside, here / "project"), order_to_json(inside, "project"));
}

class ADraftOfItsOwn : public AnUnfinishedOrder {};

TEST_F(ADraftOfItsOwn, IsWhatAnOrderHasOnceItsMessageWasAnswered) {
    EXPECT_FALSE(has_own_draft(project, order(), place()));
    backend.turns = {{.refused = Error(ErrorCode::Credits, "credits: used up; top up")}};
    EXPECT_EQ(refusal(order()), ErrorCode::Credits);
    backend.set_draft("s1", kDraft);  // somebody else's, in the same session
    EXPECT_FALSE(has_own_draft(project, order(), place()));
    EXPECT_THROW((void)draft_of(project, order(), place()), Error);

    backend.turns = {{.words = {"Done."}, .draft = kDraft}};
    backend.submit_failures = {Error(ErrorCode::Plan, "export: not in the plan; upgrade")};
    EXPECT_EQ(refusal(order()), ErrorCode::Plan);
    journal->put_session({"newer", place().name, "{}"});
    EXPECT_TRUE(has_own_draft(project, order(), place()));
    EXPECT_THAT(draft_of(project, order(), place()).tracks, SizeIs(1)) << "not the draft of the newer session";
}

TEST_F(ADraftOfItsOwn, IsWhatAnExportHasWhenThereIsOne) {
    const Order exported;
    EXPECT_FALSE(has_own_draft(project, exported, place()));
    backend.turns = {{.words = {"Which song?"}}};
    EXPECT_EQ(refusal(order()), ErrorCode::EditUnclear);
    EXPECT_FALSE(has_own_draft(project, exported, place()));
    backend.set_draft("s1", kDraft);
    EXPECT_TRUE(has_own_draft(project, exported, place()));
}

}  // namespace
}  // namespace takt::flow
