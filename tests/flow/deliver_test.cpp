// SPDX-License-Identifier: GPL-3.0-or-later
// Orders at a service that costs: whatever dies or breaks on the way, one session, one upload of each file, one
// message, one render, one file.
#include "flow/deliver.h"

#include "base/atomic_file.h"
#include "flow/order_stage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::flow {
namespace {

using flow_tests::kDraft;
using flow_tests::Killed;
using flow_tests::kNoNetwork;
using flow_tests::OrderStage;
using std::chrono::seconds;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using How = TurnEnded::How;
using Phase = RenderStatus::Phase;

class AnOrder : public testing::Test, protected OrderStage {
protected:
    void expect_all_done_once() {
        EXPECT_EQ(backend.sessions, 1);
        EXPECT_THAT(backend.uploads, ElementsAre(Pair("clip-0a1b2c3d.mp4", 1), Pair("song-1a2b3c4d.mp3", 1)));
        EXPECT_THAT(backend.said, SizeIs(1));
        EXPECT_THAT(backend.submitted, SizeIs(1));
        EXPECT_EQ(videos(), 1);
    }
};

TEST_F(AnOrder, IsCarriedOutOnceAndProven) {
    const Delivered delivered = deliver(order());
    expect_all_done_once();
    EXPECT_THAT(backend.said, ElementsAre("the message"));
    EXPECT_TRUE(delivered.verification->ok);
    EXPECT_TRUE(std::filesystem::exists(delivered.report));
    EXPECT_THAT(delivered.notes, Contains("Made a music video."));
    EXPECT_EQ(delivered.session, SessionId{"s1"});
    EXPECT_EQ(delivered.render_id, backend.submitted.front());
    EXPECT_TRUE(open().empty());
}

TEST_F(AnOrder, IsFoundDoneTheSecondTime) {
    const Delivered first = deliver(order());
    const int moments = backend.moments;
    const Delivered second = deliver(order());
    EXPECT_TRUE(second.reused);
    EXPECT_EQ(second.file, first.file);
    EXPECT_EQ(backend.moments, moments) << "the service was asked something";
}

TEST_F(AnOrder, ThatLostItsFileFetchesItAgain) {
    const Delivered first = deliver(order());
    std::filesystem::remove(*first.file);
    EXPECT_FALSE(deliver(order()).reused);
    expect_all_done_once();
}

TEST_F(AnOrder, WhoseFileWasChangedFetchesItAgain) {
    const Delivered first = deliver(order());
    write_file(*first.file, "something else");
    EXPECT_FALSE(deliver(order()).reused);
    expect_all_done_once();
}

TEST_F(AnOrder, GivenAgainIsSaidAndRenderedAfreshInTheSameSession) {
    (void)deliver(order());
    Order again = order();
    again.again = true;
    EXPECT_FALSE(deliver(again).reused);
    EXPECT_EQ(backend.sessions, 1);
    EXPECT_THAT(backend.said, SizeIs(2));
    EXPECT_THAT(backend.submitted, SizeIs(2));
    EXPECT_THAT(backend.uploads, Each(Pair(testing::_, 1)));
    EXPECT_TRUE(deliver(order()).reused);
}

TEST_F(AnOrder, ThatDiesAtAnyMomentEndsAsIfItHadNot) {
    int moment = 0;
    for (bool died = true; died; ++moment) {
        SCOPED_TRACE("killed at moment " + std::to_string(moment));
        OrderStage stage;
        stage.backend.die_at = moment;
        died = false;
        try {
            (void)stage.deliver(stage.order());
        } catch (const Killed&) {
            died = true;
        }
        stage.start_again();
        // Killed before the message left, or after? Only time can tell: what brought no change is said again by a
        // person.
        const bool in_doubt = died && stage.backend.said.empty() && !stage.journal->open_messages().empty();
        if (in_doubt) {
            EXPECT_EQ(stage.refusal(stage.order()), ErrorCode::Network);
        }
        const Delivered delivered = stage.deliver(stage.order());
        EXPECT_EQ(delivered.reused, !died);
        EXPECT_EQ(stage.backend.sessions, 1);
        EXPECT_THAT(stage.backend.uploads, ElementsAre(Pair("clip-0a1b2c3d.mp4", 1), Pair("song-1a2b3c4d.mp3", 1)));
        EXPECT_THAT(stage.backend.said, SizeIs(1));
        EXPECT_THAT(stage.backend.submitted, SizeIs(1));
        EXPECT_EQ(stage.videos(), 1);
        EXPECT_TRUE(stage.open().empty());
    }
    EXPECT_GT(moment, 12);
}

TEST_F(AnOrder, ThatDiedIsFinishedByResume) {
    backend.die_at = 8;
    EXPECT_THROW((void)deliver(order()), Killed);
    start_again();
    const std::vector<Order> orders = open();
    ASSERT_THAT(orders, SizeIs(1));
    EXPECT_EQ(orders[0].prompt, order().prompt);
    EXPECT_EQ(orders[0].files, order().files);
    (void)deliver(orders[0]);
    expect_all_done_once();
    EXPECT_TRUE(open().empty());
}

TEST_F(AnOrder, WhoseMessageFailedIsSaidAgainOnlyWhenGivenAgain) {
    backend.turns = {{.end = {How::Failed, "overloaded"}}, {.words = {"Done."}, .draft = kDraft}};
    EXPECT_EQ(refusal(order()), ErrorCode::RenderFailed);
    EXPECT_TRUE(open().empty()) << "resume would say it again by itself";
    EXPECT_THAT(backend.said, SizeIs(1));
    (void)deliver(order());
    EXPECT_THAT(backend.said, SizeIs(2));
    EXPECT_EQ(backend.sessions, 1);
}

TEST_F(AnOrder, WithoutATimelineSaysSoAndIsNotSaidAgain) {
    backend.turns = {{.words = {"Which song do you mean?"}}};
    EXPECT_EQ(refusal(order()), ErrorCode::EditUnclear);
    EXPECT_EQ(refusal(order()), ErrorCode::EditUnclear);
    EXPECT_THAT(backend.said, SizeIs(1));
    EXPECT_THAT(backend.submitted, IsEmpty());
}

TEST_F(AnOrder, OpensAnotherSessionWhenTheServiceForgotTheOld) {
    (void)deliver(order());
    backend.forget_session("s1");
    Order other = order();
    other.prompt = "another one";
    EXPECT_EQ(deliver(other).session, SessionId{"s2"});
}

TEST_F(AnOrder, GoesOnInTheProjectsSession) {
    (void)deliver(order());
    Order other = order();
    other.prompt = other.message = "another one";
    (void)deliver(other);
    EXPECT_EQ(backend.sessions, 1);
    EXPECT_THAT(backend.uploads, Each(Pair(testing::_, 1)));
    EXPECT_THAT(backend.said, SizeIs(2));
}

TEST_F(AnOrder, UntilTheDraftRendersNothingAndLeavesNothingOpen) {
    Order dry = order();
    dry.until_draft = true;
    const Delivered delivered = deliver(dry);
    EXPECT_TRUE(delivered.draft);
    EXPECT_FALSE(delivered.file);
    EXPECT_THAT(backend.submitted, IsEmpty());
    EXPECT_TRUE(open().empty());
    (void)deliver(order());
    expect_all_done_once();
}

TEST_F(AnOrder, ThatDoesNotPassKeepsTheFileUnderAnotherName) {
    use_video({.size = {160, 90}});
    EXPECT_EQ(refusal(order()), ErrorCode::VerificationFailed);
    EXPECT_EQ(videos(), 1);
    EXPECT_THAT(only_video(), HasSubstr(".unverified.mp4"));
    EXPECT_TRUE(open().empty());
}

TEST_F(AnOrder, ThatDidNotPassIsRenderedAnewButNotSaidAgain) {
    use_video({.size = {160, 90}});
    EXPECT_EQ(refusal(order()), ErrorCode::VerificationFailed);
    EXPECT_TRUE(journal->open_renders().empty());
    backend.video = flow_tests::good_video();
    EXPECT_TRUE(deliver(order()).verification->ok);
    EXPECT_THAT(backend.submitted, SizeIs(2));
    EXPECT_THAT(backend.said, SizeIs(1));
}

class AnExport : public AnOrder {
protected:
    Order export_order() { return {.output = {}}; }
};

TEST_F(AnExport, NeedsATimeline) {
    EXPECT_EQ(refusal(export_order()), ErrorCode::EditUnclear);
}

TEST_F(AnExport, RendersTheSessionsDraftWithoutAWord) {
    (void)deliver(order());
    const Delivered delivered = deliver(export_order());
    EXPECT_FALSE(delivered.reused);
    EXPECT_THAT(backend.said, SizeIs(1));
    EXPECT_THAT(backend.submitted, SizeIs(2));
    EXPECT_TRUE(deliver(export_order()).reused);
}

TEST_F(AnExport, OfAChangedDraftIsAnotherOrder) {
    (void)deliver(order());
    (void)deliver(export_order());
    std::string other = kDraft;
    other.replace(other.find("project"), 7, "another");
    backend.set_draft("s1", other);
    EXPECT_FALSE(deliver(export_order()).reused);
    EXPECT_THAT(backend.submitted, SizeIs(3));
}

TEST_F(AnExport, ThatWasParkedIsFetchedAlthoughTheDraftHasChangedSince) {
    (void)deliver(order());
    backend.polls_until_ended = 1000;
    EXPECT_EQ(refusal(export_order()), ErrorCode::Network);
    std::string other = kDraft;
    other.replace(other.find("project"), 7, "another");
    backend.set_draft("s1", other);
    backend.polls_until_ended = 0;
    ASSERT_THAT(open(), SizeIs(1));
    (void)deliver(open().front());
    EXPECT_THAT(backend.submitted, SizeIs(2));
}

class ADraftMadeElsewhere : public AnOrder {};

TEST_F(ADraftMadeElsewhere, IsRenderedHereFromTheProjectsFiles) {
    backend.submit_failures = {Error(ErrorCode::Plan, "export: not in the plan; upgrade")};
    EXPECT_EQ(refusal(order()), ErrorCode::Plan);
    EXPECT_TRUE(open().empty());
    const Draft draft = draft_of(project, order(), place());
    EXPECT_EQ(draft.tracks[0].segments[0].source, "media/clip-0a1b2c3d.mp4");
    const std::string foreign =
        R"({"t":[{"tt":0,"sg":[{"s":0,"d":10,"m":{"src":"https://cdn.example/stock.mp4?x"}}]}]})";
    try {
        (void)localised(draft_from_json(foreign), {"s1"}, project, *journal);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::NotFound);
        EXPECT_THAT(error.what(), HasSubstr("stock.mp4"));
    }
}

}  // namespace
}  // namespace takt::flow
