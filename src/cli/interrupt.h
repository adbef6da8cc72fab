// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C and SIGTERM become a stop request; a second one ends the program at once. A conversation may divert Ctrl-C to
// itself: there it ends the line or the display of a turn, not the program.
#pragma once

#include <functional>
#include <mutex>
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

    /// From now on Ctrl-C first asks `diversion`, on the watch's thread; true: it was taken care of. SIGTERM still
    /// stops. Empty: as before.
    void divert(std::function<bool()> diversion);

private:
    bool diverted(int signal);

    std::stop_source stop_;
    std::mutex mutex_;
    std::function<bool()> diversion_;
    std::jthread watcher_;
};

}  // namespace takt::cli
