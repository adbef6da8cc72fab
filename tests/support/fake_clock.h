// SPDX-License-Identifier: GPL-3.0-or-later
// A clock on which waiting takes no time and is remembered.
#pragma once

#include "base/clock.h"
#include "base/stop.h"

#include <mutex>
#include <vector>

namespace takt::test {

class FakeClock : public Clock {
public:
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override {
        const std::lock_guard lock(mutex_);
        return std::chrono::steady_clock::time_point{} + elapsed_;
    }
    [[nodiscard]] std::chrono::system_clock::time_point today() const override {
        const std::lock_guard lock(mutex_);
        return start_ + elapsed_;
    }
    void wait(Ms duration, const std::stop_token& stop) override {
        throw_if_stopped(stop);
        const std::lock_guard lock(mutex_);
        elapsed_ += duration;
        waits_.push_back(duration);
    }
    void advance(Ms duration) {
        const std::lock_guard lock(mutex_);
        elapsed_ += duration;
    }
    [[nodiscard]] std::vector<Ms> waits() const {
        const std::lock_guard lock(mutex_);
        return waits_;
    }

private:
    mutable std::mutex mutex_;
    std::chrono::system_clock::time_point start_ = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1};
    Ms elapsed_{};
    std::vector<Ms> waits_;
};

}  // namespace takt::test
