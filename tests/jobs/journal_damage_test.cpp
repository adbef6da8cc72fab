// SPDX-License-Identifier: GPL-3.0-or-later
// What a full disk, a torn copy or a bad sector leave behind: the journal either opens with what it knew, or says
// Corrupt.
#include "takt/error.h"

#include "jobs/journal.h"
#include "jobs/project_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace takt::jobs {
namespace {

using tests::ProjectFolder;

const StepKey kKey{"prepare", "0011223344556677"};

void fill(const std::filesystem::path& project) {
    Journal journal(project);
    journal.record(kKey, {project / "media" / "a.mp4", 1, "ffee"}, R"({"action":"remux"})");
    journal.put_session({"s1", "local", "{}"});
    journal.put_order({"o1", "local", "{}", "s1", false});
    journal.put_upload({"s1", "aa", "a.mp4", "media/a.mp4"});
    journal.add_message({.session = "s1", .order = "o1", .text = "make it faster", .baseline_json = "{}"});
    journal.put_render({"r1", "s1", "o1", RenderStatus::Phase::Completed, "{}", project / "render" / "a.mp4"});
    journal.put_record("account", "anon_1", "{}");
}

/// Opens and reads everything; the message when the journal was refused as Corrupt. Any other failure escapes.
std::optional<std::string> refusal(const std::filesystem::path& project) {
    try {
        Journal journal(project);
        static_cast<void>(journal.finished(kKey));
        static_cast<void>(journal.latest_session("local"));
        static_cast<void>(journal.open_orders());
        static_cast<void>(journal.uploads("s1"));
        static_cast<void>(journal.records("account"));
        static_cast<void>(journal.messages("s1"));
        static_cast<void>(journal.open_renders());
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt) throw;
        return error.what();
    }
    return std::nullopt;
}

TEST(DamagedJournal, IsRefusedWhenCutAtAnyByte) {
    const ProjectFolder folder;
    fill(folder.path());
    const auto file = folder.path() / "journal.db";
    for (std::uintmax_t size = std::filesystem::file_size(file) - 1; size > 0; --size) {
        std::filesystem::resize_file(file, size);
        const std::optional<std::string> message = refusal(folder.path());
        ASSERT_TRUE(message) << "opened with " << size << " bytes";
        ASSERT_THAT(*message, testing::AllOf(testing::HasSubstr("journal.db: "), testing::HasSubstr("; move it away")));
    }
}

TEST(DamagedJournal, IsANewOneWhenCutToNothing) {
    const ProjectFolder folder;
    fill(folder.path());
    std::filesystem::resize_file(folder.path() / "journal.db", 0);
    EXPECT_FALSE(refusal(folder.path()));
    EXPECT_FALSE(Journal(folder.path()).finished(kKey));
}

TEST(DamagedJournal, NeverBreaksTakt) {
    const ProjectFolder folder;
    fill(folder.path());
    const auto file = folder.path() / "journal.db";
    const std::string whole = tests::read_text(file);
    std::mt19937 random(1);
    int refused = 0;
    for (int round = 0; round < 500; ++round) {
        std::string damaged = whole;
        for (int hit = 0; hit < 8; ++hit) damaged[random() % damaged.size()] = static_cast<char>(random());
        tests::write_text(file, damaged);
        try {
            refused += refusal(folder.path()) ? 1 : 0;
        } catch (const Error&) {
            // A changed version or statement is refused by another code; all that matters is that takt says so.
            ++refused;
        }
    }
    EXPECT_GT(refused, 0);
}

TEST(DamagedJournal, IsRefusedWhenItIsNoDatabase) {
    const ProjectFolder folder;
    tests::write_text(folder.path() / "journal.db", std::string(8192, 'x'));
    EXPECT_TRUE(refusal(folder.path()));
}

}  // namespace
}  // namespace takt::jobs
