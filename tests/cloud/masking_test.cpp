// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/masking.h"

#include <gtest/gtest.h>

namespace takt::cloud {
namespace {

TEST(Masking, HidesEveryPlaceOfASecret) {
    EXPECT_EQ(without("id abc, again abc", "abc"), "id ***, again ***");
    EXPECT_EQ(without("abcabc", "abc"), "******");
    EXPECT_EQ(without("nothing here", "abc"), "nothing here");
    EXPECT_EQ(without("no secret", ""), "no secret");
}

TEST(Masking, EndsAlsoWhenTheSecretLooksLikeItsMask) {
    EXPECT_EQ(without("a * b", "*"), "a *** b");
    EXPECT_EQ(without("a *** b", "***"), "a *** b");
}

}  // namespace
}  // namespace takt::cloud
