// SPDX-License-Identifier: GPL-3.0-or-later
// A journal that an older takt wrote opens with everything it knew.
#include "jobs/journal.h"
#include "jobs/project_folder.h"
#include "jobs/schema.h"
#include "jobs/sqlite.h"

#include <gtest/gtest.h>

namespace takt::jobs {
namespace {

using tests::ProjectFolder;
using State = MessageRow::State;

// As takt wrote it when it knew the local editor only.
constexpr const char* kVersion1 = R"(
CREATE TABLE steps (step TEXT NOT NULL, input_fingerprint TEXT NOT NULL, output_path TEXT NOT NULL,
    output_size_bytes INTEGER NOT NULL, output_hash TEXT NOT NULL, detail TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (step, input_fingerprint)) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, backend TEXT NOT NULL, json TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT;
CREATE TABLE messages (id INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions (id), text TEXT NOT NULL,
    answered INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT;
CREATE TABLE renders (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    session TEXT NOT NULL REFERENCES sessions (id),
    phase TEXT NOT NULL CHECK (phase IN ('pending', 'processing', 'completed', 'failed', 'cancelled')),
    draft TEXT NOT NULL, output_path TEXT NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT;
INSERT INTO steps VALUES ('prepare', 'aa', 'media/a.mp4', 7, 'ffee', '{}', '2024-01-01 00:00:00');
INSERT INTO sessions VALUES (1, 's1', 'local', '{"n":1}', '2024-01-01 00:00:00');
INSERT INTO messages VALUES (1, 's1', 'music video', 1, '2024-01-01 00:00:01');
INSERT INTO messages VALUES (2, 's1', 'faster', 0, '2024-01-01 00:00:02');
INSERT INTO renders VALUES (1, 'r1', 's1', 'completed', '{}', 'render/a.mp4', '2024-01-01 00:00:03');
PRAGMA user_version = 1;
)";

class OldJournal : public testing::Test {
protected:
    OldJournal() { Database(folder_.path() / "journal.db").execute(kVersion1); }
    ProjectFolder folder_;
};

TEST_F(OldJournal, KeepsItsSteps) {
    EXPECT_EQ(Journal(folder_.path()).finished({"prepare", "aa"}),
              (StepOutput{folder_.path() / "media" / "a.mp4", 7, "ffee"}));
}

TEST_F(OldJournal, KeepsItsSessionsAndRenders) {
    const Journal journal(folder_.path());
    EXPECT_EQ(journal.latest_session("local"), (SessionRow{"s1", "local", R"({"n":1})"}));
    EXPECT_EQ(journal.render("r1"),
              (RenderRow{"r1", "s1", "", RenderStatus::Phase::Completed, "{}", folder_.path() / "render" / "a.mp4"}));
}

TEST_F(OldJournal, KeepsItsMessagesAndLeavesNoneInDoubt) {
    const Journal journal(folder_.path());
    const auto messages = journal.messages("s1");
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].text, "music video");
    EXPECT_EQ(messages[0].state, State::Answered);
    EXPECT_EQ(messages[0].at, "2024-01-01 00:00:01");
    EXPECT_EQ(messages[1].state, State::Failed);
    EXPECT_TRUE(journal.open_messages().empty());
}

TEST_F(OldJournal, TakesNewRows) {
    Journal journal(folder_.path());
    journal.put_order({"o", "local", "{}", "s1", false});
    journal.add_message({.session = "s1", .order = "o", .text = "hello", .baseline_json = "{}"});
    EXPECT_EQ(journal.message_of("o")->id, 3);
    EXPECT_EQ(journal.open_orders().size(), 1U);
}

TEST_F(OldJournal, IsMigratedOnce) {
    { const Journal journal(folder_.path()); }
    EXPECT_EQ(Journal(folder_.path()).messages("s1").size(), 2U);
}

}  // namespace
}  // namespace takt::jobs
