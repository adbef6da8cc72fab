// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/joined_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace takt::flow {
namespace {

using testing::ElementsAre;

struct Seen final : Progress {
    void begin(std::string_view phase, std::int64_t total, std::string_view) override {
        words.emplace_back(phase);
        whole = total;
    }
    void advance(std::int64_t done) override { at.push_back(done); }
    void end() override { ++ends; }
    void reword(std::string_view phase) override { words.emplace_back(phase); }

    std::vector<std::string> words;
    std::vector<std::int64_t> at;
    std::int64_t whole = 0;
    int ends = 0;
};

std::string words(std::size_t done) {
    return std::to_string(done) + " done";
}

TEST(JoinedProgress, IsOnePhaseOverTheSumOfItsWeights) {
    Seen seen;
    JoinedProgress joined(seen, words, "ms", {100, 300, 0});
    EXPECT_EQ(seen.whole, 401) << "a part without weight counts too";
    joined.end();
    EXPECT_EQ(seen.ends, 1);
}

TEST(JoinedProgress, MovesByTheShareOfEachPart) {
    Seen seen;
    JoinedProgress joined(seen, words, "ms", {100, 300});
    joined.part(1).begin("transcode", 50, "frames");
    joined.part(1).advance(25);
    joined.part(0).begin("copy", 10, "bytes");
    joined.part(0).advance(5);
    EXPECT_THAT(seen.at, ElementsAre(150, 200));
}

TEST(JoinedProgress, ReachesTheEndHoweverTheWorksEnded) {
    Seen seen;
    JoinedProgress joined(seen, words, "ms", {100, 300});
    joined.part(0).begin("of unknown length", 0, "frames");
    joined.part(0).advance(77);
    joined.finish(0);
    joined.finish(0);
    joined.finish(1);
    EXPECT_THAT(seen.at, ElementsAre(100, 400));
}

TEST(JoinedProgress, NeverGoesBack) {
    Seen seen;
    JoinedProgress joined(seen, words, "ms", {100});
    joined.part(0).begin("one", 10, "frames");
    joined.part(0).advance(8);
    joined.part(0).begin("another", 10, "frames");
    joined.part(0).advance(1);
    joined.finish(0);
    EXPECT_THAT(seen.at, ElementsAre(80, 100));
}

TEST(JoinedProgress, TellsHowManyWorksAreDone) {
    Seen seen;
    JoinedProgress joined(seen, words, "ms", {1, 1});
    joined.count_one();
    joined.count_one();
    EXPECT_THAT(seen.words, ElementsAre("0 done", "1 done", "2 done"));
}

TEST(JoinedProgress, MayBeDrivenFromManyThreads) {
    Seen seen;
    JoinedProgress joined(seen, words, "ms", std::vector<std::int64_t>(4, 1000));
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < 4; ++i) {
            threads.emplace_back([&joined, i] {
                joined.part(i).begin("x", 1000, "frames");
                for (int done = 0; done <= 1000; ++done) joined.part(i).advance(done);
                joined.finish(i);
            });
        }
    }
    EXPECT_EQ(seen.at.back(), 4000);
    EXPECT_TRUE(std::is_sorted(seen.at.begin(), seen.at.end()));
}

}  // namespace
}  // namespace takt::flow
