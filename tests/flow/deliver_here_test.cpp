// SPDX-License-Identifier: GPL-3.0-or-later
// Orders at a place in this process: nothing costs, and nothing goes on without us.
#include "base/atomic_file.h"
#include "flow/deliver.h"
#include "flow/documents.h"
#include "flow/order_stage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::flow {
namespace {

using flow_tests::Killed;
using flow_tests::OrderStage;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kSilentDraft =
    R"({"t":[{"tt":0,"sg":[{"s":0,"d":1000,"m":{"src":"media/clip-0a1b2c3d.mp4","volume":0}}]}],"d":1000,"m":{"title":"project","width":320,"height":180}})";

class AnOrderHere : public testing::Test, protected OrderStage {
protected:
    AnOrderHere() { backend.turns = {{.words = {"Cut on the beat.\n"}, .draft = kSilentDraft}}; }
    Place here() { return {.backend = backend, .name = "local", .journal = *journal, .clock = clock}; }
    Delivered deliver_here(const Order& what) {
        NoProgress quiet;
        return flow::deliver(project, what, here(), {}, quiet, {});
    }
};

TEST_F(AnOrderHere, HasASessionOfItsOwn) {
    Order other = order();
    other.prompt = "another one";
    EXPECT_NE(deliver_here(order()).session, deliver_here(other).session);
    EXPECT_EQ(backend.sessions, 2);
}

TEST_F(AnOrderHere, GivenAgainHasAFreshSession) {
    (void)deliver_here(order());
    Order again = order();
    again.again = true;
    (void)deliver_here(again);
    EXPECT_EQ(backend.sessions, 2);
    EXPECT_EQ(videos(), 1);
}

TEST_F(AnOrderHere, IsPolledTenTimesASecondWithoutEverBeingParked) {
    backend.polls_until_ended = 5000;
    (void)deliver_here(order());
    EXPECT_THAT(clock.waits(), SizeIs(5000));
    EXPECT_THAT(clock.waits(), Each(Ms{100}));
}

TEST_F(AnOrderHere, ThatWasKilledWhileItWasSaidIsSaidAgainAtOnce) {
    backend.die_at = 7;
    EXPECT_THROW((void)deliver_here(order()), Killed);
    ASSERT_THAT(journal->open_messages(), SizeIs(1));
    start_again();
    (void)deliver_here(order());
    EXPECT_EQ(backend.sessions, 1);
    EXPECT_THAT(clock.waits(), IsEmpty());
}

TEST_F(AnOrderHere, WhoseRenderDiedWithItsProcessIsRenderedAgainAtOnce) {
    backend.polls_until_ended = 1;
    backend.die_at = 13;
    EXPECT_THROW((void)deliver_here(order()), Killed);
    ASSERT_THAT(backend.submitted, SizeIs(1));
    start_again();
    backend.forget_renders();
    (void)deliver_here(order());
    EXPECT_THAT(backend.submitted, SizeIs(2));
    EXPECT_THAT(backend.said, SizeIs(1));
    EXPECT_TRUE(journal->open_renders().empty());
}

TEST_F(AnOrderHere, ThatAKilledRunLeftIsNotEndedByLookingAtItsDraft) {
    backend.die_at = 7;
    EXPECT_THROW((void)deliver_here(order()), Killed);
    start_again();
    Order dry = order();
    dry.until_draft = true;
    EXPECT_TRUE(deliver_here(dry).draft);
    dry.again = true;
    EXPECT_TRUE(deliver_here(dry).draft);
    ASSERT_THAT(open_orders(project, here()), SizeIs(1));
    EXPECT_TRUE(deliver_here(open_orders(project, here()).front()).file);
}

TEST_F(AnOrderHere, OfWhichOnlyTheDraftWasWantedIsNeverLeftOpen) {
    backend.die_at = 7;
    Order dry = order();
    dry.until_draft = true;
    EXPECT_THROW((void)deliver_here(dry), Killed);
    start_again();
    EXPECT_THAT(open_orders(project, here()), IsEmpty());
}

TEST_F(AnOrderHere, WhoseRenderIsNoVideoIsRenderedAgain) {
    const auto good = backend.video;
    backend.video = folder / "broken.mp4";
    write_file(backend.video, "no video");
    try {
        (void)deliver_here(order());
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(error.code(), ErrorCode::Network);
    }
    start_again();
    backend.forget_renders();
    backend.video = good;
    EXPECT_TRUE(deliver_here(order()).verification->ok);
    EXPECT_THAT(backend.submitted, SizeIs(2));
}

TEST_F(AnOrderHere, ForAnotherFileHasASessionOfItsOwnToo) {
    Order other = order();
    other.output = folder / "out.mp4";
    EXPECT_NE(deliver_here(order()).session, deliver_here(other).session);
    EXPECT_THAT(backend.said, SizeIs(2));
}

TEST_F(AnOrderHere, IsDescribedAsJson) {
    const Delivered delivered = deliver_here(order());
    const std::string json = delivered_to_json(delivered, order());
    for (const std::string& part : {std::string(R"("schema": "takt.render/1")"), std::string(R"("session": "s1")"),
                                    "\"render_id\": \"" + backend.submitted.front(), std::string(R"("changes": [)"),
                                    std::string("Cut on the beat."), std::string(R"("takt.verify/1")")}) {
        EXPECT_THAT(json, HasSubstr(part));
    }
}

TEST_F(AnOrderHere, IsListedWithItsPlaceUntilItIsFinished) {
    backend.die_at = 3;
    EXPECT_THROW((void)deliver_here(order()), Killed);
    start_again();
    EXPECT_THAT(places_with_open_orders(*journal), testing::ElementsAre("local"));
    EXPECT_THAT(open(), IsEmpty()) << "it belongs to another place";
    (void)deliver_here(open_orders(project, here()).at(0));
    EXPECT_THAT(places_with_open_orders(*journal), IsEmpty());
}

}  // namespace
}  // namespace takt::flow
