// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_table.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace takt {
namespace {

constexpr auto kLast = ErrorCode::EncoderMissing;

TEST(ErrorTable, HasARowForEveryCode) {
    for (int code = 0; code <= static_cast<int>(kLast); ++code)
        EXPECT_EQ(static_cast<int>(error_row(static_cast<ErrorCode>(code)).code), code);
}

TEST(ErrorTable, GivesEachCodeANameOfItsOwn) {
    std::set<std::string_view> names;
    for (int code = 0; code <= static_cast<int>(kLast); ++code)
        EXPECT_TRUE(names.insert(error_row(static_cast<ErrorCode>(code)).name).second);
}

TEST(ErrorTable, KeepsTheDocumentedExitStatuses) {
    EXPECT_EQ(error_row(ErrorCode::Internal).exit_status, 1);
    EXPECT_EQ(error_row(ErrorCode::Usage).exit_status, 2);
    EXPECT_EQ(error_row(ErrorCode::TooLarge).exit_status, 3);
    EXPECT_EQ(error_row(ErrorCode::EditUnclear).exit_status, 4);
    EXPECT_EQ(error_row(ErrorCode::RenderFailed).exit_status, 9);
    EXPECT_EQ(error_row(ErrorCode::VerificationFailed).exit_status, 10);
    EXPECT_EQ(error_row(ErrorCode::DiskFull).exit_status, 12);
    EXPECT_EQ(error_row(ErrorCode::Interrupted).exit_status, 130);
}

TEST(NextStep, IsWhatTheMessageSaysAfterItsLastSemicolon) {
    EXPECT_EQ(next_step(Error(ErrorCode::TooLarge, "a.mov: 612 MB; is too much; trim it")), "trim it");
}

TEST(NextStep, FallsBackToTheTable) {
    EXPECT_EQ(next_step(Error(ErrorCode::DiskFull, "a.mov: no room")), error_row(ErrorCode::DiskFull).next_step);
}

}  // namespace
}  // namespace takt
