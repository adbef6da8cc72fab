// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/journal.h"

#include "takt/error.h"

#include "jobs/project_folder.h"
#include "jobs/sqlite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace takt::jobs {
namespace {

using tests::ProjectFolder;

const StepKey kKey{"prepare", "0011223344556677"};

std::optional<ErrorCode> code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

TEST(Journal, KnowsNothingWhenNew) {
    const ProjectFolder folder;
    const Journal journal(folder.path());
    EXPECT_FALSE(journal.finished(kKey));
    EXPECT_FALSE(journal.detail(kKey));
    EXPECT_FALSE(journal.latest_session("local"));
    EXPECT_TRUE(journal.open_renders().empty());
}

TEST(Journal, CreatesAMissingProjectFolder) {
    const ProjectFolder folder;
    const Journal journal(folder.path() / "new" / "project");
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "new" / "project" / "journal.db"));
}

TEST(Journal, RemembersAStepAfterReopening) {
    const ProjectFolder folder;
    const StepOutput output{folder.path() / "media" / "a.mp4", 9'000'000'000, "ffee"};
    Journal(folder.path()).record(kKey, output, R"({"action":"remux"})");
    const Journal journal(folder.path());
    EXPECT_EQ(journal.finished(kKey), output);
    EXPECT_EQ(journal.detail(kKey), R"({"action":"remux"})");
}

TEST(Journal, TellsStepsWithOtherInputsApart) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.record(kKey, {folder.path() / "a", 1, "1"}, "{}");
    EXPECT_FALSE(journal.finished({kKey.step, "other"}));
    EXPECT_FALSE(journal.finished({"other", kKey.input_fingerprint}));
}

TEST(Journal, ReplacesTheRecordOfARepeatedStep) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.record(kKey, {folder.path() / "a", 1, "1"}, "{}");
    journal.record(kKey, {folder.path() / "b", 2, "2"}, "[]");
    EXPECT_EQ(journal.finished(kKey), (StepOutput{folder.path() / "b", 2, "2"}));
    EXPECT_EQ(journal.detail(kKey), "[]");
}

TEST(Journal, FindsOutputsInAMovedProject) {
    const ProjectFolder folder;
    const auto before = folder.path() / "before";
    const auto after = folder.path() / "after";
    Journal(before).record(kKey, {before / "media" / "a.mp4", 1, "1"}, "{}");
    std::filesystem::rename(before, after);
    EXPECT_EQ(Journal(after).finished(kKey)->path, after / "media" / "a.mp4");
}

TEST(Journal, KeepsAPathOutsideTheProjectAbsolute) {
    const ProjectFolder folder;
    const auto before = folder.path() / "before";
    const auto after = folder.path() / "after";
    Journal(before).record(kKey, {folder.path() / "elsewhere.mp4", 1, "1"}, "{}");
    std::filesystem::rename(before, after);
    EXPECT_EQ(Journal(after).finished(kKey)->path, folder.path() / "elsewhere.mp4");
}

TEST(Journal, IsReadableByItsOwnerOnly) {
    const ProjectFolder folder;
    const Journal journal(folder.path());
    EXPECT_EQ(std::filesystem::status(folder.path() / "journal.db").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Journal, IsBusyWhileAnotherProcessHoldsIt) {
    const ProjectFolder folder;
    const Journal journal(folder.path());
    EXPECT_TRUE(tests::run_and_die([&] {
        if (code_of([&] { Journal(folder.path()); }) != ErrorCode::Busy) throw std::logic_error("not busy");
    }));
}

TEST(Journal, NamesTheProcessThatHoldsIt) {
    const ProjectFolder folder;
    const Journal journal(folder.path());
    try {
        Journal second(folder.path());
        FAIL() << "the second journal opened";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr(std::to_string(::getpid())));
    }
}

TEST(Journal, IsFreeOnceItsHolderDied) {
    const ProjectFolder folder;
    ASSERT_TRUE(tests::run_and_die([&] {
        Journal journal(folder.path());
        journal.record(kKey, {folder.path() / "a", 1, "1"}, "{}");
        ::_exit(0);
    }));
    EXPECT_TRUE(Journal(folder.path()).finished(kKey));
}

TEST(Journal, RefusesAJournalOfANewerTakt) {
    const ProjectFolder folder;
    { const Journal journal(folder.path()); }
    Database(folder.path() / "journal.db").execute("PRAGMA user_version = 99");
    EXPECT_EQ(code_of([&] { Journal(folder.path()); }), ErrorCode::UnsupportedFormat);
}

TEST(Journal, RefusesAFolderInItsPlace) {
    const ProjectFolder folder;
    std::filesystem::create_directory(folder.path() / "journal.db");
    EXPECT_EQ(code_of([&] { Journal(folder.path()); }), ErrorCode::Permission);
}

TEST(Journal, ReplacesASessionButKeepsItsPlace) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.put_session({"s1", "local", "{}"});
    journal.put_session({"s2", "local", "{}"});
    journal.put_session({"s1", "local", R"({"n":1})"});
    EXPECT_EQ(journal.session("s1"), (SessionRow{"s1", "local", R"({"n":1})"}));
    EXPECT_EQ(journal.latest_session("local")->id, "s2");
}

TEST(Journal, TakesRecordsFromSeveralThreads) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    journal.put_session({"s1", "local", "{}"});
    std::vector<std::thread> threads;
    for (const char* step : {"prepare", "analyse", "render"}) {
        threads.emplace_back([&journal, &folder, step] {
            for (int input = 0; input < 20; ++input) {
                journal.record({step, std::to_string(input)}, {folder.path() / step, input, "1"}, "{}");
                journal.end_message(journal.add_message({.session = "s1", .text = step}), MessageRow::State::Answered,
                                    "");
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const char* step : {"prepare", "analyse", "render"}) EXPECT_EQ(journal.finished({step, "19"})->size_bytes, 19);
    EXPECT_EQ(journal.messages("s1").size(), 60U);
}

TEST(Journal, TakesNoMessageForASessionItDoesNotKnow) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    EXPECT_EQ(code_of([&] { journal.add_message({.session = "nobody", .text = "hello"}); }), ErrorCode::Internal);
}

}  // namespace
}  // namespace takt::jobs
