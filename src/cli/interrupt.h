// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C and SIGTERM become a stop request; a second one ends the program at once.
#pragma once

#include <stop_token>
#include <thread>

namespace takt::cli {

class InterruptWatch {
public:
    /// Make it before any other thread: the signals are blocked here, and new threads inherit that.
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

    [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

private:
    std::stop_source stop_;
    std::jthread watcher_;
};

}  // namespace takt::cli
