// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/reason_codes.h"

#include "base/atomic_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace takt::test {
namespace {

TEST(ReasonCodes, AllStandInTheManual) {
    const std::string manual = read_file(std::filesystem::path(TAKT_SOURCE_DIR) / "src/cli/takt.1");
    for (const prep::ReasonCode& known : prep::reason_codes()) {
        EXPECT_NE(manual.find(".It Li " + std::string(known.code) + "\n"), std::string::npos) << known.code;
    }
}

TEST(ReasonCodes, EachIsListedOnce) {
    for (const prep::ReasonCode& known : prep::reason_codes()) {
        EXPECT_EQ(std::count_if(prep::reason_codes().begin(), prep::reason_codes().end(),
                                [&](const prep::ReasonCode& other) { return other.code == known.code; }),
                  1)
            << known.code;
    }
}

}  // namespace
}  // namespace takt::test
