// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/orders.h"

#include "takt/error.h"

#include "jobs/journal.h"
#include "jobs/project_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace takt::jobs {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using tests::ProjectFolder;
using Phase = RenderStatus::Phase;
using State = MessageRow::State;

std::vector<std::string> keys(const std::vector<OrderRow>& orders) {
    std::vector<std::string> found;
    for (const OrderRow& order : orders) found.push_back(order.key);
    return found;
}

std::vector<std::string> ids(const std::vector<RenderRow>& renders) {
    std::vector<std::string> found;
    for (const RenderRow& render : renders) found.push_back(render.id);
    return found;
}

TEST(Orders, StayOpenInTheirOrderUntilFinished) {
    const ProjectFolder folder;
    {
        Journal journal(folder.path());
        journal.put_session({"s1", "local", "{}"});
        journal.put_order({"a", "local", "{}", {}, false});
        journal.put_order({"b", "https://api.example", "{}", {}, false});
        journal.put_order({"c", "local", "{}", {}, false});
        journal.put_order({"a", "local", R"({"n":1})", "s1", false});
        journal.put_order({"c", "local", "{}", "s1", true});
        journal.put_order({"d", "local", "{}", {}, false});
    }
    const Journal journal(folder.path());
    EXPECT_THAT(keys(journal.open_orders("local")), ElementsAre("a", "d"));
    EXPECT_THAT(keys(journal.open_orders()), ElementsAre("a", "b", "d"));
    EXPECT_EQ(journal.order("a"), (OrderRow{"a", "local", R"({"n":1})", "s1", false}));
    EXPECT_TRUE(journal.order("c")->finished);
    EXPECT_FALSE(journal.order("none"));
}

TEST(Orders, NameASessionOnlyWhenItExists) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    EXPECT_THROW(journal.put_order({"a", "local", "{}", "nobody", false}), Error);
}

TEST(LatestSession, IsThatOfTheBackend) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.put_session({"here", "local", "{}"});
    journal.put_session({"there", "https://api.example", "{}"});
    EXPECT_EQ(journal.latest_session("local")->id, "here");
    EXPECT_EQ(journal.latest_session("https://api.example")->id, "there");
    EXPECT_FALSE(journal.latest_session("https://other.example"));
}

TEST(Uploads, AreKnownByTheirContent) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.put_session({"s1", "local", "{}"});
    journal.put_session({"s2", "local", "{}"});
    journal.put_upload({"s1", "aa", "a.mp4", "https://cdn/a"});
    journal.put_upload({"s1", "bb", "b.mp4", "https://cdn/b"});
    journal.put_upload({"s2", "aa", "a.mp4", "https://cdn/2/a"});
    journal.put_upload({"s1", "aa", "copy.mp4", "https://cdn/a2"});
    EXPECT_THAT(journal.uploads("s1"), ElementsAre(UploadRow{"s1", "aa", "copy.mp4", "https://cdn/a2"},
                                                   UploadRow{"s1", "bb", "b.mp4", "https://cdn/b"}));
    EXPECT_THAT(journal.uploads("s3"), IsEmpty());
}

TEST(Messages, KeepWhatWasSaidAndWhatCameOfIt) {
    const ProjectFolder folder;
    {
        Journal journal(folder.path());
        journal.put_session({"s1", "local", "{}"});
        const auto first =
            journal.add_message({.session = "s1", .order = "o", .text = "把第3秒剪掉", .baseline_json = "[1]"});
        journal.end_message(first, State::Answered, "cut");
        const auto second = journal.add_message({.session = "s1", .text = ""});
        journal.end_message(second, State::Failed, "refused");
        journal.add_message({.session = "s1", .text = "faster"});
    }
    const std::vector<MessageRow> messages = Journal(folder.path()).messages("s1");
    ASSERT_EQ(messages.size(), 3U);
    EXPECT_EQ(messages[0].text, "把第3秒剪掉");
    EXPECT_EQ(messages[0].order, "o");
    EXPECT_EQ(messages[0].baseline_json, "[1]");
    EXPECT_EQ(messages[0].state, State::Answered);
    EXPECT_EQ(messages[0].outcome, "cut");
    EXPECT_EQ(messages[0].at.size(), std::string("2024-05-01 12:00:00").size());
    EXPECT_EQ(messages[1].state, State::Failed);
    EXPECT_EQ(messages[2].state, State::Sent);
}

TEST(Messages, AreInDoubtUntilTheyEnd) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.put_session({"s1", "local", "{}"});
    journal.put_session({"s2", "local", "{}"});
    const auto first = journal.add_message({.session = "s1", .text = "one"});
    journal.add_message({.session = "s2", .text = "two"});
    journal.end_message(first, State::Failed, "");
    const auto open = journal.open_messages();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].text, "two");
}

TEST(Messages, OfAnOrderAreFoundByIt) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.put_session({"s1", "local", "{}"});
    journal.add_message({.session = "s1", .order = "o", .text = "first"});
    journal.add_message({.session = "s1", .order = "o", .text = "second"});
    journal.add_message({.session = "s1", .text = "chat"});
    EXPECT_EQ(journal.message_of("o")->text, "second");
    EXPECT_FALSE(journal.message_of("other"));
    EXPECT_FALSE(journal.message_of(""));
}

TEST(Renders, AreOpenUntilTheirFileIsInPlace) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.put_session({"s1", "local", "{}"});
    for (const auto& [id, phase] : {std::pair{"waiting", Phase::Pending},
                                    {"running", Phase::Processing},
                                    {"unfetched", Phase::Completed},
                                    {"failed", Phase::Failed},
                                    {"cancelled", Phase::Cancelled}}) {
        journal.put_render({id, "s1", "", phase, "{}", {}});
    }
    const RenderRow fetched{"fetched", "s1", "o", Phase::Completed, "{}", folder.path() / "render" / "out.mp4"};
    journal.put_render(fetched);
    EXPECT_THAT(ids(journal.open_renders()), ElementsAre("waiting", "running", "unfetched"));
    EXPECT_EQ(journal.render("fetched"), fetched);
    EXPECT_FALSE(journal.render("unknown"));
}

TEST(Renders, OfAnOrderAreFoundByIt) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.put_session({"s1", "local", "{}"});
    journal.put_render({"first", "s1", "o", Phase::Pending, "{}", {}});
    journal.put_render({"second", "s1", "o", Phase::Pending, "{}", {}});
    journal.put_render({"first", "s1", "o", Phase::Failed, "{}", {}});
    EXPECT_EQ(journal.render_of("o")->id, "second");
    EXPECT_FALSE(journal.render_of("other"));
}

TEST(Records, AreKeptByKindAndKey) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.put_record("account", "b", "1");
    journal.put_record("account", "a", "2");
    journal.put_record("upload", "b", "3");
    journal.put_record("account", "b", "4");
    EXPECT_THAT(journal.records("account"), ElementsAre(Pair("b", "4"), Pair("a", "2")));
    EXPECT_EQ(journal.record_of("upload", "b"), "3");
    EXPECT_FALSE(journal.record_of("upload", "a"));
}

}  // namespace
}  // namespace takt::jobs
