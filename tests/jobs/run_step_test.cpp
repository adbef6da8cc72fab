// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/run_step.h"

#include "takt/error.h"

#include "jobs/project_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace takt::jobs {
namespace {

using tests::ProjectFolder;
using tests::read_text;
using tests::write_text;

const StepKey kKey{"prepare", "0011223344556677"};

Work writing(const std::filesystem::path& file, std::string_view text) {
    return [=] {
        write_text(file, text);
        return std::string("{}");
    };
}

std::string unexpected() {
    throw std::logic_error("the step ran again");
}

TEST(RunStep, WorksOnceForTheSameInput) {
    const ProjectFolder folder;
    const auto output = folder.path() / "media" / "a.mp4";
    Journal journal(folder.path());
    EXPECT_TRUE(run_step(journal, kKey, output, writing(output, "picture")));
    EXPECT_FALSE(run_step(journal, kKey, output, unexpected));
}

TEST(RunStep, RecordsWhatTheWorkSaid) {
    const ProjectFolder folder;
    const auto output = folder.path() / "a";
    Journal journal(folder.path());
    run_step(journal, kKey, output, [&] {
        write_text(output, "picture");
        return std::string(R"({"action":"remux"})");
    });
    EXPECT_EQ(journal.detail(kKey), R"({"action":"remux"})");
    EXPECT_EQ(journal.finished(kKey)->size_bytes, 7);
}

TEST(RunStep, WorksAgainForAnotherInput) {
    const ProjectFolder folder;
    const auto output = folder.path() / "a";
    Journal journal(folder.path());
    run_step(journal, kKey, output, writing(output, "picture"));
    EXPECT_TRUE(run_step(journal, {kKey.step, "another"}, output, writing(output, "picture")));
}

TEST(RunStep, RedoesAnOutputOfTheSameSizeButOtherContent) {
    const ProjectFolder folder;
    const auto output = folder.path() / "a";
    Journal journal(folder.path());
    run_step(journal, kKey, output, writing(output, "picture"));
    write_text(output, "Picture");
    EXPECT_TRUE(run_step(journal, kKey, output, writing(output, "picture")));
    EXPECT_EQ(read_text(output), "picture");
}

TEST(RunStep, RedoesAnOutputThatIsGone) {
    const ProjectFolder folder;
    const auto output = folder.path() / "a";
    Journal journal(folder.path());
    run_step(journal, kKey, output, writing(output, "picture"));
    std::filesystem::remove(output);
    EXPECT_TRUE(run_step(journal, kKey, output, writing(output, "picture")));
}

TEST(RunStep, RedoesWorkThatIsWantedUnderAnotherName) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    run_step(journal, kKey, folder.path() / "a", writing(folder.path() / "a", "picture"));
    EXPECT_TRUE(run_step(journal, kKey, folder.path() / "b", writing(folder.path() / "b", "picture")));
}

TEST(RunStep, SkipsInAMovedProject) {
    const ProjectFolder folder;
    const auto before = folder.path() / "before";
    const auto after = folder.path() / "after";
    {
        Journal journal(before);
        run_step(journal, kKey, before / "media" / "a.mp4", writing(before / "media" / "a.mp4", "picture"));
    }
    std::filesystem::rename(before, after);
    Journal journal(after);
    EXPECT_FALSE(run_step(journal, kKey, after / "media" / "a.mp4", unexpected));
}

TEST(RunStep, RecordsNothingWhenTheWorkFails) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    EXPECT_THROW(run_step(journal, kKey, folder.path() / "a",
                          []() -> std::string { throw Error(ErrorCode::Corrupt, "clip: broken"); }),
                 Error);
    EXPECT_FALSE(journal.finished(kKey));
}

TEST(RunStep, RefusesWorkThatLeavesNoFile) {
    const ProjectFolder folder;
    Journal journal(folder.path());
    EXPECT_THROW(run_step(journal, kKey, folder.path() / "a", [] { return std::string("{}"); }), Error);
    EXPECT_FALSE(journal.finished(kKey));
}

constexpr std::array kStepNames = {"prepare", "analyse", "edit", "render", "verify"};

/// A job of five steps, each leaving its line in `ran`. Dies as if killed once `die_after` of them are done, or
/// (`before_record`) when that many are done and the next one has written its file but has no record yet.
void run_job(const std::filesystem::path& project, const std::filesystem::path& ran, std::size_t die_after,
             bool before_record) {
    Journal journal(project);
    for (std::size_t index = 0; index < kStepNames.size(); ++index) {
        if (index == die_after && !before_record) ::_exit(0);
        const auto output = project / kStepNames[index];
        run_step(journal, {kStepNames[index], "input"}, output, [&] {
            write_text(output, kStepNames[index]);
            std::ofstream(ran, std::ios::app) << kStepNames[index] << '\n';
            if (index == die_after) ::_exit(0);
            return std::string("{}");
        });
    }
}

class KilledJob : public testing::TestWithParam<bool> {};

TEST_P(KilledJob, GoesOnAfterTheLastRecordedStep) {
    for (std::size_t die_after = 0; die_after < kStepNames.size(); ++die_after) {
        const ProjectFolder folder;
        const auto project = folder.path() / "project";
        const auto ran = folder.path() / "ran";
        ASSERT_TRUE(tests::run_and_die([&] { run_job(project, ran, die_after, GetParam()); }));
        run_job(project, ran, kStepNames.size(), false);
        std::string expected;
        for (std::size_t index = 0; index < kStepNames.size(); ++index) {
            // Only work that was killed before its record is done twice.
            const int times = GetParam() && index == die_after ? 2 : 1;
            for (int i = 0; i < times; ++i) expected += std::string(kStepNames[index]) + '\n';
            EXPECT_EQ(read_text(project / kStepNames[index]), kStepNames[index]);
        }
        EXPECT_EQ(read_text(ran), expected) << "killed after " << die_after << " steps";
    }
}

INSTANTIATE_TEST_SUITE_P(BetweenStepsAndInsideThem, KilledJob, testing::Bool());

}  // namespace
}  // namespace takt::jobs
