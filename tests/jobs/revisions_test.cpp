// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "jobs/journal.h"
#include "project_folder.h"

#include <gtest/gtest.h>

namespace takt::jobs {
namespace {

RevisionRow revision(std::int64_t parent, const std::string& draft) {
    return {.session = "s", .parent = parent, .request = "make it " + draft, .operations = "ops", .draft_json = draft};
}

std::string document(std::int64_t number) {
    return "at " + std::to_string(number);
}

class Revisions : public testing::Test {
protected:
    Revisions() { journal_.put_session({"s", "local", "at 0"}); }
    tests::ProjectFolder folder_;
    Journal journal_{folder_.path()};
};

TEST_F(Revisions, AreNumberedInTheOrderTheyAreMade) {
    EXPECT_EQ(journal_.add_revision(revision(0, "wide"), document), 1);
    EXPECT_EQ(journal_.add_revision(revision(1, "tall"), document), 2);
    EXPECT_EQ(journal_.add_revision(revision(1, "square"), document), 3);
    const auto all = journal_.revisions("s");
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[2].request, "make it square");
    EXPECT_EQ(all[2].parent, 1);
    EXPECT_FALSE(all[2].at.empty());
    EXPECT_EQ(journal_.revision("s", 2)->draft_json, "tall");
    EXPECT_FALSE(journal_.revision("s", 4).has_value());
}

TEST_F(Revisions, BringTheirSessionsDocumentWithThem) {
    journal_.add_revision(revision(0, "wide"), document);
    EXPECT_EQ(journal_.session("s")->json, "at 1");
}

TEST_F(Revisions, AreNotThereWhenTheDocumentCouldNotBeMade) {
    const auto fails = [](std::int64_t) -> std::string { throw Error(ErrorCode::Internal, "no document"); };
    EXPECT_THROW(journal_.add_revision(revision(0, "wide"), fails), Error);
    EXPECT_TRUE(journal_.revisions("s").empty());
    EXPECT_EQ(journal_.session("s")->json, "at 0");
    EXPECT_EQ(journal_.add_revision(revision(0, "tall"), document), 1) << "the journal goes on";
}

TEST_F(Revisions, BelongToASessionThatExists) {
    RevisionRow stray = revision(0, "wide");
    stray.session = "nobody";
    EXPECT_THROW(journal_.add_revision(stray, document), Error);
}

}  // namespace
}  // namespace takt::jobs
