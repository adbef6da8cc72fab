// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/faults.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "server/target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace takt::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

std::string complaint(const std::string& json) {
    try {
        (void)faults_from_json(json);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Usage);
        return error.what();
    }
    return "none";
}

std::string script(const std::string& fault) {
    return R"({"schema":"takt.faults/1","faults":[{"on":"turn","what":"crlf"},)" + fault + "]}";
}

TEST(FaultNames, StandInTheManual) {
    const std::string manual = read_file(std::filesystem::path(TAKT_SOURCE_DIR) / "src/cli/takt.1");
    for (const FaultName& fault : fault_names()) {
        EXPECT_THAT(manual, HasSubstr(".It Li " + std::string(fault.name) + "\n"));
    }
}

TEST(FaultScript, MeansOneRequestUnlessItSaysMore) {
    FaultScript faults({{.on = "turn", .what = "crlf", .first = 2}});
    EXPECT_THAT(faults.next("turn"), IsEmpty());
    EXPECT_THAT(faults.next("turn"), ElementsAre(Pair("crlf", "")));
    EXPECT_THAT(faults.next("turn"), IsEmpty());
}

TEST(FaultScript, CountsEachRouteByItself) {
    FaultScript faults({{.on = "turn", .what = "crlf", .first = 2}});
    EXPECT_THAT(faults.next("turn"), IsEmpty());
    EXPECT_THAT(faults.next("state"), IsEmpty());
    EXPECT_THAT(faults.next("turn"), ElementsAre(Pair("crlf", "")));
}

TEST(FaultScript, CountsEveryRequestForAFaultOfAny) {
    FaultScript faults({{.on = "*", .what = "hold", .first = 2, .times = 2}});
    EXPECT_THAT(faults.next("turn"), IsEmpty());
    EXPECT_THAT(faults.next("state"), ElementsAre(Pair("hold", "")));
    EXPECT_THAT(faults.next("upload"), ElementsAre(Pair("hold", "")));
    EXPECT_THAT(faults.next("turn"), IsEmpty());
}

TEST(FaultScript, GoesOnForEverWithZeroTimes) {
    FaultScript faults({{.on = "poll", .what = "slow_render", .first = 2, .times = 0}});
    EXPECT_THAT(faults.next("poll"), IsEmpty());
    for (int i = 0; i < 50; ++i) EXPECT_EQ(faults.next("poll").size(), 1U);
}

TEST(FaultScript, CombinesWhatFallsOnOneRequest) {
    FaultScript faults({{.on = "turn", .what = "crlf"}, {.on = "*", .what = "delay_ms", .value = "5"}});
    EXPECT_THAT(faults.next("turn"), ElementsAre(Pair("crlf", ""), Pair("delay_ms", "5")));
}

TEST(FaultsFromJson, ReadsEveryField) {
    const auto faults = faults_from_json(
        R"({"schema":"takt.faults/1","faults":[{"on":"poll","what":"delay_ms","first":3,"times":0,"value":25}]})");
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].on, "poll");
    EXPECT_EQ(faults[0].what, "delay_ms");
    EXPECT_EQ(faults[0].first, 3);
    EXPECT_EQ(faults[0].times, 0);
    EXPECT_EQ(faults[0].value, "25");
}

TEST(FaultsFromJson, TakesTheFirstRequestOnceWhenNothingIsSaid) {
    const auto faults = faults_from_json(R"({"schema":"takt.faults/1","faults":[{"on":"turn","what":"crlf"}]})");
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].first, 1);
    EXPECT_EQ(faults[0].times, 1);
}

TEST(FaultsFromJson, NamesThePlaceOfAMistake) {
    EXPECT_THAT(complaint("{"), HasSubstr("no JSON"));
    EXPECT_THAT(complaint("{}"), HasSubstr("faults.schema"));
    EXPECT_THAT(complaint(R"({"schema":"takt.faults/1"})"), HasSubstr("faults.faults"));
    EXPECT_THAT(complaint(script("7")), HasSubstr("faults[1]:"));
    EXPECT_THAT(complaint(script(R"({"on":"tun","what":"crlf"})")), HasSubstr("faults[1].on: 'tun'"));
    EXPECT_THAT(complaint(script(R"({"on":"turn","what":"clrf"})")), HasSubstr("faults[1].what: 'clrf'"));
    EXPECT_THAT(complaint(script(R"({"on":"turn","what":"crlf","first":0})")), HasSubstr("faults[1].first"));
    EXPECT_THAT(complaint(script(R"({"on":"turn","what":"crlf","times":1.5})")), HasSubstr("faults[1].times"));
    EXPECT_THAT(complaint(script(R"({"on":"turn","what":"crlf","wen":1})")), HasSubstr("faults[1].wen"));
    EXPECT_THAT(complaint(script(R"({"on":"turn","what":"delay_ms"})")), HasSubstr("faults[1].value"));
    EXPECT_THAT(complaint(script(R"({"on":"turn","what":"delay_ms","value":"soon"})")), HasSubstr("faults[1].value"));
}

TEST(FaultNames, AreUniqueAndExplained) {
    std::set<std::string_view> names;
    for (const FaultName& fault : fault_names()) {
        EXPECT_TRUE(names.insert(fault.name).second) << fault.name;
        EXPECT_FALSE(fault.does.empty()) << fault.name;
    }
    EXPECT_GE(names.size(), 45U);
}

}  // namespace
}  // namespace takt::server
