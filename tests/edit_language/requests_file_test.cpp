// SPDX-License-Identifier: GPL-3.0-or-later
// Every line of requests.tsv and followups.tsv is read as it expects.
#include "edit_language/expectation.h"

#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace expectation;

TEST(RequestsFile, IsReadAsExpected) {
    const auto lines = lines_of("requests.tsv");
    ASSERT_GT(lines.size(), 200U);
    for (const auto& line : lines) {
        ASSERT_EQ(line.size(), 3U) << line.front();
        const Answer answer = answer_to(line[1]);
        EXPECT_TRUE(matches(line[2], answer))
            << line[0] << ": " << line[1] << "\n  meant: " << line[2] << "\n  read:  " << described(answer);
    }
}

TEST(FollowUpsFile, IsReadAsExpectedAfterTheFirstRequest) {
    const auto lines = lines_of("followups.tsv");
    ASSERT_GT(lines.size(), 20U);
    for (const auto& line : lines) {
        ASSERT_EQ(line.size(), 3U) << line.front();
        const Answer first = answer_to(line[0]);
        ASSERT_EQ(first.refused, "") << line[0];
        const Answer answer = answer_to(line[1], first.ops);
        EXPECT_TRUE(matches(line[2], answer))
            << line[0] << " / " << line[1] << "\n  meant: " << line[2] << "\n  read:  " << described(answer);
    }
}

TEST(Expectations, ThatAreNotMetDoNotMatch) {
    const Answer trim = answer_to("trim the first 3 seconds");
    const std::string head = "remove_stretches stretches.0.begin.at=0 stretches.0.end.at=";
    EXPECT_TRUE(matches(head + "3000 stretches.0.end.from_end=0", trim));
    EXPECT_FALSE(matches(head + "4000 stretches.0.end.from_end=0", trim));
    EXPECT_FALSE(matches(head + "3000 stretches.0.end.from_end=1", trim));
    EXPECT_FALSE(matches("unclear", trim));
    EXPECT_FALSE(matches("change_volume", answer_to("mute the clips")));
    EXPECT_FALSE(matches("no_such_operation", trim));
}

}  // namespace
}  // namespace takt
