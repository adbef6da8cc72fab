// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/side_by_side.h"

#include "takt/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <numeric>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace takt::flow {
namespace {

using testing::ElementsAre;

/// Counts who is there at the same time.
class Meeting {
public:
    /// Returns once `guests` were there at once, or the stop came.
    void wait_for(int guests, const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        most_ = std::max(most_, ++present_);
        changed_.notify_all();
        changed_.wait(lock, stop, [&] { return most_ >= guests; });
        --present_;
    }
    [[nodiscard]] int most() const { return most_; }

private:
    std::mutex mutex_;
    std::condition_variable_any changed_;
    int present_ = 0;
    int most_ = 0;
};

TEST(SideBySide, DoesEveryWorkOnce) {
    std::mutex mutex;
    std::multiset<std::size_t> done;
    run_side_by_side(std::vector<Load>(200), {.workers = 4, .memory_bytes = 1},
                     [&](std::size_t i, const std::stop_token&) {
                         const std::lock_guard lock(mutex);
                         done.insert(i);
                     },
                     {});
    std::multiset<std::size_t> all;
    for (std::size_t i = 0; i < 200; ++i) all.insert(i);
    EXPECT_EQ(done, all);
}

TEST(SideBySide, TakesWorksInTheirOrder) {
    std::vector<std::size_t> order;
    run_side_by_side(std::vector<Load>(4), {.workers = 1, .memory_bytes = 1},
                     [&](std::size_t i, const std::stop_token&) { order.push_back(i); }, {});
    EXPECT_THAT(order, ElementsAre(0, 1, 2, 3));
}

TEST(SideBySide, UsesItsWorkersAtOnce) {
    Meeting meeting;  // hangs, and the test times out, when nobody comes
    run_side_by_side(std::vector<Load>(3), {.workers = 3, .memory_bytes = 1},
                     [&](std::size_t, const std::stop_token& stop) { meeting.wait_for(3, stop); }, {});
    EXPECT_EQ(meeting.most(), 3);
}

/// The most works of these loads that were ever running together.
int most_at_once(const std::vector<Load>& loads, const Room& room) {
    std::atomic<int> present{0};
    std::atomic<int> most{0};
    run_side_by_side(loads, room,
                     [&](std::size_t, const std::stop_token&) {
                         const int now = ++present;
                         for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
                         }
                         for (int i = 0; i < 20; ++i) std::this_thread::yield();
                         --present;
                     },
                     {});
    return most;
}

TEST(SideBySide, NeverRunsTogetherWhatDoesNotFitIntoMemory) {
    EXPECT_EQ(most_at_once(std::vector<Load>(20, Load{600, false}), {.workers = 4, .memory_bytes = 1000}), 1);
}

TEST(SideBySide, NeverRunsMoreHeavyWorksThanThereIsRoomFor) {
    EXPECT_EQ(most_at_once(std::vector<Load>(20, Load{1, true}), {.workers = 4, .heavies = 1, .memory_bytes = 1000}),
              1);
}

TEST(SideBySide, RunsLightWorksBesideAHeavyOne) {
    Meeting meeting;
    const std::vector<Load> loads{{600, true}, {600, true}, {100, false}};
    run_side_by_side(loads, {.workers = 2, .heavies = 1, .memory_bytes = 1000},
                     [&](std::size_t i, const std::stop_token& stop) {
                         if (i != 1) meeting.wait_for(2, stop);
                     },
                     {});
    EXPECT_EQ(meeting.most(), 2);
}

TEST(SideBySide, RunsWhatFitsNowhereAlone) {
    EXPECT_EQ(most_at_once(std::vector<Load>(3, Load{5000, false}), {.workers = 2, .memory_bytes = 1000}), 1);
}

TEST(SideBySide, ThrowsTheFirstFailureAndStopsTheRest) {
    std::atomic<int> begun{0};
    const auto work = [&](std::size_t i, const std::stop_token& stop) {
        ++begun;
        if (i == 1) throw Error(ErrorCode::DiskFull, "disk: is full; free some space");
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any().wait(lock, stop, [] { return false; });
        throw Error(ErrorCode::Interrupted, "interrupted");
    };
    try {
        run_side_by_side(std::vector<Load>(100), {.workers = 2, .memory_bytes = 1}, work, {});
        FAIL() << "the failure is lost";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::DiskFull);
    }
    EXPECT_EQ(begun, 2);
}

TEST(SideBySide, BeginsNothingOnceAStopWasAskedFor) {
    std::stop_source stop;
    std::atomic<int> begun{0};
    const auto work = [&](std::size_t, const std::stop_token&) {
        ++begun;
        stop.request_stop();
    };
    EXPECT_THROW(run_side_by_side(std::vector<Load>(9), {.workers = 1, .memory_bytes = 1}, work, stop.get_token()),
                 Error);
    EXPECT_EQ(begun, 1);
}

}  // namespace
}  // namespace takt::flow
