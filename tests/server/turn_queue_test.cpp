// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/turn_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <memory>
#include <optional>

namespace takt::server {
namespace {

using testing::ElementsAre;

TEST(TurnQueue, DoesTheWorkOfALineInOrder) {
    std::vector<int> done;  // one line: one thread at a time
    std::latch all(3);
    TurnQueue queue(2);
    for (int i = 1; i <= 3; ++i) {
        queue.add("line", [&, i](const std::stop_token&) {
            done.push_back(i);
            all.count_down();
        });
    }
    all.wait();
    EXPECT_THAT(done, ElementsAre(1, 2, 3));
}

TEST(TurnQueue, LetsLinesGoSideBySide) {
    std::latch both(2);
    TurnQueue queue(2);
    for (const char* line : {"a", "b"}) queue.add(line, [&](const std::stop_token&) { both.arrive_and_wait(); });
    both.wait();
}

TEST(TurnQueue, GivesEveryLineItsTurn) {
    std::vector<std::string> done;
    std::latch begun(1);
    std::latch all(3);
    TurnQueue queue(1);
    const auto work = [&](const char* name) {
        return [&, name](const std::stop_token&) {
            begun.wait();
            done.emplace_back(name);
            all.count_down();
        };
    };
    queue.add("a", work("a1"));
    queue.add("a", work("a2"));
    queue.add("b", work("b1"));
    begun.count_down();
    all.wait();
    EXPECT_THAT(done, ElementsAre("a1", "b1", "a2"));
}

TEST(TurnQueue, LetsWaitingWorkGiveUpWhenItEnds) {
    std::atomic<int> given_up = 0;
    {
        std::latch begun(1);
        TurnQueue queue(1);
        queue.add("a", [&](const std::stop_token& stop) {
            begun.count_down();
            while (!stop.stop_requested()) std::this_thread::yield();
            ++given_up;
        });
        begun.wait();
        for (const char* line : {"a", "a", "b"}) {
            queue.add(line, [&](const std::stop_token& stop) { given_up += stop.stop_requested() ? 1 : 0; });
        }
    }
    EXPECT_EQ(given_up, 4);
}

TEST(TurnQueue, SaysWhenALineIsFull) {
    std::latch begun(1);
    std::latch go(1);
    TurnQueue queue(1);
    queue.add("a", [&](const std::stop_token&) {
        begun.count_down();
        go.wait();
    });
    begun.wait();
    for (std::size_t i = 0; i < TurnQueue::kMaxWaiting; ++i) {
        EXPECT_TRUE(queue.has_room("a"));
        queue.add("a", [](const std::stop_token&) {});
    }
    EXPECT_FALSE(queue.has_room("a"));
    EXPECT_TRUE(queue.has_room("b"));
    go.count_down();
}

}  // namespace
}  // namespace takt::server
