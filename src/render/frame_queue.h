// SPDX-License-Identifier: GPL-3.0-or-later
// The one thing the composing and the encoding thread share: a short queue of frames. Either side's stop wakes it.
#pragma once

#include "av/handles.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <utility>

namespace takt::render {

class FrameQueue {
public:
    explicit FrameQueue(std::size_t capacity) : capacity_(capacity) {}

    /// Waits for room; false when stopped instead.
    bool push(av::FramePtr frame, const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [&] { return frames_.size() < capacity_; })) return false;
        frames_.push_back(std::move(frame));
        changed_.notify_all();
        return true;
    }

    /// Waits for a frame; null once the queue is closed and empty, or when stopped.
    [[nodiscard]] av::FramePtr pop(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        (void)changed_.wait(lock, stop, [&] { return !frames_.empty() || closed_; });
        if (frames_.empty()) return nullptr;
        av::FramePtr frame = std::move(frames_.front());
        frames_.pop_front();
        changed_.notify_all();
        return frame;
    }

    /// No more frames will come.
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<av::FramePtr> frames_;
    std::size_t capacity_;
    bool closed_ = false;
};

}  // namespace takt::render
