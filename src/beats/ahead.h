// SPDX-License-Identifier: GPL-3.0-or-later
// What one thread makes while another uses what was made before: the stages of listening run side by side. At most four
// values wait, so memory stays bounded; their order and all that is in them are the same as without the thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace takt::beats {

template <typename T>
class Ahead {
public:
    /// Calls `make` on a thread of its own, until it answers nothing or throws. What `make` refers to must outlive this
    /// object, and belongs to that thread meanwhile.
    explicit Ahead(std::function<std::optional<T>()> make)
        : make_(std::move(make)), thread_([this](const std::stop_token& stop) { work(stop); }) {}
    /// Waits until `make` returns; it is not called again.
    ~Ahead() = default;
    Ahead(const Ahead&) = delete;
    Ahead& operator=(const Ahead&) = delete;

    /// Waits for the next value; absent after the last. Throws what `make` threw, once all before it is handed out.
    [[nodiscard]] std::optional<T> next() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !waiting_.empty() || ended_; });
        if (waiting_.empty()) {
            if (failure_) std::rethrow_exception(failure_);
            return std::nullopt;
        }
        std::optional<T> value(std::move(waiting_.front()));
        waiting_.pop_front();
        changed_.notify_all();
        return value;
    }

private:
    static constexpr std::size_t kMostWaiting = 4;

    void work(const std::stop_token& stop) {
        std::exception_ptr failure;
        try {
            while (std::optional<T> value = make_()) {
                if (!put(std::move(*value), stop)) break;
            }
        } catch (...) {
            failure = std::current_exception();
        }
        const std::lock_guard lock(mutex_);
        failure_ = failure;
        ended_ = true;
        changed_.notify_all();
    }

    /// Waits for room; false when nobody wants more.
    bool put(T value, const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [this] { return waiting_.size() < kMostWaiting; })) return false;
        waiting_.push_back(std::move(value));
        changed_.notify_all();
        return true;
    }

    std::function<std::optional<T>()> make_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<T> waiting_;  // under mutex_, as are ended_ and failure_
    bool ended_ = false;
    std::exception_ptr failure_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace takt::beats
