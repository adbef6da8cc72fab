// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/ahead.h"

#include "takt/error.h"

#include <gtest/gtest.h>

#include <atomic>

namespace takt::beats {
namespace {

TEST(Ahead, HandsOutEverythingInOrder) {
    int made = 0;
    Ahead<int> numbers([&] { return made < 1000 ? std::optional(made++) : std::nullopt; });
    for (int expected = 0; expected < 1000; ++expected) EXPECT_EQ(numbers.next(), expected);
    EXPECT_FALSE(numbers.next());
    EXPECT_FALSE(numbers.next());
}

TEST(Ahead, ThrowsWhatMakingThrewAfterWhatWasMade) {
    int made = 0;
    Ahead<int> numbers([&]() -> std::optional<int> {
        if (made == 3) throw Error(ErrorCode::Corrupt, "song.mp3: broken; convert it again");
        return made++;
    });
    for (int expected = 0; expected < 3; ++expected) EXPECT_EQ(numbers.next(), expected);
    for (int again = 0; again < 2; ++again) {
        try {
            (void)numbers.next();
            ADD_FAILURE() << "threw nothing";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::Corrupt);
            EXPECT_STREQ(error.what(), "song.mp3: broken; convert it again");
        }
    }
}

TEST(Ahead, GoesNoFurtherThanItsReaderAllows) {
    std::atomic<int> made = 0;
    {
        Ahead<int> numbers([&] { return std::optional(made++); });
        EXPECT_EQ(numbers.next(), 0);
    }
    EXPECT_LE(made, 6);  // one taken, four waiting, one in hand
}

TEST(Ahead, StagesEndTogether) {
    std::atomic<int> made = 0;
    Ahead<int> first([&] { return std::optional(made++); });
    Ahead<int> second([&]() -> std::optional<int> {
        const auto number = first.next();
        return number ? std::optional(2 * *number) : std::nullopt;
    });
    for (int expected = 0; expected < 20; expected += 2) EXPECT_EQ(second.next(), expected);
}

}  // namespace
}  // namespace takt::beats
