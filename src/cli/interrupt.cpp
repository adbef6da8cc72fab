// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interrupt.h"

#include "base/error_table.h"

#include <csignal>
#include <unistd.h>
#include <utility>

namespace takt::cli {
namespace {

sigset_t watched() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

}  // namespace

InterruptWatch::InterruptWatch() {
    const sigset_t signals = watched();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    // A closed pipe is an error of the write, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
    watcher_ = std::jthread([this, signals](const std::stop_token& ended) {
        for (int signal = 0; sigwait(&signals, &signal) == 0 && !ended.stop_requested();) {
            if (!diverted(signal) && !stop_.request_stop()) ::_exit(error_row(ErrorCode::Interrupted).exit_status);
        }
    });
}

void InterruptWatch::divert(std::function<bool()> diversion) {
    const std::lock_guard lock(mutex_);
    diversion_ = std::move(diversion);
}

bool InterruptWatch::diverted(int signal) {
    const std::lock_guard lock(mutex_);
    return signal == SIGINT && diversion_ && diversion_();
}

InterruptWatch::~InterruptWatch() {
    watcher_.request_stop();
    pthread_kill(watcher_.native_handle(), SIGTERM);  // wakes it from its wait
}

}  // namespace takt::cli
