// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/history.h"

#include <gtest/gtest.h>

#include <map>

namespace takt::local {
namespace {

/// A session whose revision n, made from `parent`, has a canvas of n columns.
class Histories : public testing::Test {
protected:
    void edit(std::int64_t parent) {
        const auto number = static_cast<std::int64_t>(rows_.size()) + 1;
        rows_[number] = {.session = "s",
                         .number = number,
                         .parent = parent,
                         .operations = "operation " + std::to_string(number),
                         .draft_json = draft_to_json(draft(number))};
        document_.revision = number;
        document_.undone.clear();
        document_.state.draft = draft(number);
    }
    static Draft draft(std::int64_t number) {
        Draft made;
        made.canvas = {static_cast<int>(number), 10};
        return made;
    }
    History history() {
        return {document_, [this](std::int64_t n) {
                    const auto row = rows_.find(n);
                    return row == rows_.end() ? std::nullopt : std::optional(row->second);
                }};
    }
    SessionDocument document_;
    std::map<std::int64_t, jobs::RevisionRow> rows_;
};

TEST_F(Histories, GoBackAndForthToTheIdenticalDrafts) {
    edit(0);
    edit(1);
    edit(2);
    EXPECT_EQ(history().undo(2), 2);
    EXPECT_EQ(document_.state.draft, draft(1));
    EXPECT_EQ(history().redo(1), 1);
    EXPECT_EQ(document_.state.draft, draft(2));
    EXPECT_EQ(history().redo(1), 1);
    EXPECT_EQ(document_.state.draft, draft(3));
    EXPECT_EQ(document_.revision, 3);
}

TEST_F(Histories, HaveNoDraftBeforeTheFirstEdit) {
    edit(0);
    EXPECT_EQ(history().undo(1), 1);
    EXPECT_FALSE(document_.state.draft.has_value());
    EXPECT_EQ(history().redo(1), 1);
    EXPECT_EQ(document_.state.draft, draft(1));
}

TEST_F(Histories, GoAsFarAsTheyReach) {
    edit(0);
    edit(1);
    EXPECT_EQ(history().undo(9), 2);
    EXPECT_EQ(history().redo(9), 2);
    EXPECT_EQ(document_.revision, 2);
}

TEST_F(Histories, RefuseAStepThatIsNotThere) {
    EXPECT_THROW(history().undo(1), Error);
    EXPECT_THROW(history().redo(1), Error);
    EXPECT_THROW(history().reset(), Error);
    edit(0);
    EXPECT_THROW(history().redo(1), Error);
}

TEST_F(Histories, FollowTheBranchThatWasEdited) {
    edit(0);
    edit(1);
    history().undo(1);
    edit(1);  // the third, beside the second
    EXPECT_EQ(history().undo(1), 1);
    EXPECT_EQ(document_.state.draft, draft(1));
    history().redo(1);
    EXPECT_EQ(document_.state.draft, draft(3)) << "not the second: it was left behind";
}

TEST_F(Histories, AreResetSoThatRedoBringsThemBack) {
    edit(0);
    edit(1);
    history().reset();
    EXPECT_EQ(document_.revision, 0);
    EXPECT_EQ(history().redo(2), 2);
    EXPECT_EQ(document_.state.draft, draft(2));
}

TEST_F(Histories, CountBackForComparisons) {
    edit(0);
    edit(1);
    history().undo(1);
    edit(1);
    EXPECT_EQ(history().number_of(-1), 1);
    EXPECT_EQ(history().number_of(-2), 0);
    EXPECT_EQ(history().number_of(2), 2);
    EXPECT_THROW((void)history().number_of(-3), Error);
    EXPECT_EQ(history().draft_of(2), draft(2));
    EXPECT_EQ(history().draft_of(0), Draft{});
    EXPECT_THROW((void)history().draft_of(4), Error);
}

}  // namespace
}  // namespace takt::local
