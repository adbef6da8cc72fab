// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include "base/stop.h"

#include <condition_variable>
#include <mutex>

namespace takt {

std::chrono::steady_clock::time_point SystemClock::now() const {
    return std::chrono::steady_clock::now();
}

std::chrono::system_clock::time_point SystemClock::today() const {
    return std::chrono::system_clock::now();
}

void SystemClock::wait(Ms duration, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, duration, [] { return false; });
    throw_if_stopped(stop);
}

}  // namespace takt
