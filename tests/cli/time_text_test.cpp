// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/time_text.h"

#include "takt/error.h"

#include <gtest/gtest.h>

namespace takt::cli {
namespace {

TEST(ParseTime, UnderstandsTheFormsPeopleType) {
    EXPECT_EQ(parse_time("90"), Us{90'000'000});
    EXPECT_EQ(parse_time("1.5"), Us{1'500'000});
    EXPECT_EQ(parse_time("1:30"), Us{90'000'000});
    EXPECT_EQ(parse_time("1:02:03.5"), Us{3'723'500'000});
    EXPECT_EQ(parse_time("1m30s"), Us{90'000'000});
    EXPECT_EQ(parse_time("2h"), Us{7'200'000'000});
    EXPECT_EQ(parse_time("1500ms"), Us{1'500'000});
    EXPECT_EQ(parse_time("-20s"), Us{-20'000'000});
}

TEST(ParseTime, RefusesEverythingElse) {
    for (const char* text : {"", "-", "abc", "1:", "1m30", "--5", "+5", "1e99", "nan", "1 s", "9999999"}) {
        EXPECT_THROW((void)parse_time(text), Error) << text;
    }
}

TEST(ParseRange, LetsEitherEndOut) {
    EXPECT_EQ(parse_range("5..").begin, Us{5'000'000});
    EXPECT_FALSE(parse_range("5..").end);
    EXPECT_EQ(parse_range("..-20s").end, Us{-20'000'000});
    EXPECT_FALSE(parse_range("..-20s").begin);
    EXPECT_THROW((void)parse_range("5-10"), Error);
}

TEST(ParseSize, CountsInDecimalUnits) {
    EXPECT_EQ(parse_size("500MB"), 500'000'000);
    EXPECT_EQ(parse_size("1.5 GB"), 1'500'000'000);
    EXPECT_EQ(parse_size("12345"), 12'345);
    EXPECT_THROW((void)parse_size("5 apples"), Error);
    EXPECT_THROW((void)parse_size("-5MB"), Error);
}

TEST(ClockText, ShowsHoursOnlyWhenThereAreAny) {
    EXPECT_EQ(clock_text(Us{65'400'000}), "1:05");
    EXPECT_EQ(clock_text(Us{3'723'000'000}), "1:02:03");
}

}  // namespace
}  // namespace takt::cli
