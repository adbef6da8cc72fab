// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/event_stream.h"

#include <utility>

namespace takt::server {

void EventStream::write(std::string_view bytes) {
    {
        const std::lock_guard lock(mutex_);
        if (reader_gone_ || state_ != State::Open) return;
        pending_ += bytes;
        if (pending_.size() > kMaxPendingBytes) {
            std::string().swap(pending_);
            state_ = State::Aborted;
        }
    }
    tell();
}

void EventStream::close() {
    end(State::Closed);
}

void EventStream::abort() {
    end(State::Aborted);
}

void EventStream::end(State state) {
    {
        const std::lock_guard lock(mutex_);
        if (reader_gone_ || state_ != State::Open) return;
        state_ = state;
    }
    tell();
}

EventStream::Taken EventStream::take() {
    const std::lock_guard lock(mutex_);
    return {.bytes = std::exchange(pending_, {}), .state = state_};
}

void EventStream::notify(std::function<void()> on_change) {
    const bool gone = !on_change;
    {
        const std::lock_guard telling(telling_);
        on_change_ = std::move(on_change);
    }
    if (!gone) return;
    const std::lock_guard lock(mutex_);
    reader_gone_ = true;
    std::string().swap(pending_);
}

void EventStream::tell() {
    const std::lock_guard telling(telling_);
    if (on_change_) on_change_();
}

}  // namespace takt::server
