// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/rfc3339.h"

#include <gtest/gtest.h>

namespace takt::cloud {
namespace {

using namespace std::chrono;

constexpr sys_seconds kTime = sys_days{year{2026} / 3 / 18} + 4h + 5min + 6s;

TEST(Rfc3339, ReadsTheServicesForms) {
    EXPECT_EQ(time_from_rfc3339("2026-03-18T04:05:06Z"), kTime);
    EXPECT_EQ(time_from_rfc3339("2026-03-18t04:05:06.123456z"), kTime);
    EXPECT_EQ(time_from_rfc3339("2026-03-18 04:05:06"), kTime);
    EXPECT_EQ(time_from_rfc3339("2026-03-18T06:05:06+02:00"), kTime);
    EXPECT_EQ(time_from_rfc3339("2026-03-17T23:35:06-04:30"), kTime);
}

TEST(Rfc3339, RefusesEverythingElse) {
    for (const char* text : {"", "soon", "2026-03-18", "2026-02-30T00:00:00Z", "2026-03-18T24:00:00Z",
                             "2026-03-18T04:05:06Zx", "2026-3-18T04:05:06Z", "99999-03-18T04:05:06Z",
                             "-026-03-18T04:05:06Z", "2026-03-18T04:05:06+2", "1969-12-31T23:59:59Z"}) {
        EXPECT_FALSE(time_from_rfc3339(text)) << text;
    }
}

TEST(Rfc3339, WritesWhatItReads) {
    EXPECT_EQ(time_to_rfc3339(kTime), "2026-03-18T04:05:06Z");
    EXPECT_EQ(time_from_rfc3339(time_to_rfc3339(kTime)), kTime);
}

}  // namespace
}  // namespace takt::cloud
