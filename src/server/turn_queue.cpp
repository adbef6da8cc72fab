// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/turn_queue.h"

#include <utility>

namespace takt::server {

TurnQueue::TurnQueue(int threads) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

TurnQueue::~TurnQueue() {
    stop_.request_stop();
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool TurnQueue::has_room(const std::string& line) const {
    const std::lock_guard lock(mutex_);
    const auto found = lines_.find(line);
    return waiting_ < kMaxWaitingInAll && (found == lines_.end() || found->second.size() < kMaxWaiting);
}

void TurnQueue::add(const std::string& line, Work work) {
    {
        const std::lock_guard lock(mutex_);
        const auto [found, is_new] = lines_.try_emplace(line);
        found->second.push_back(std::move(work));
        ++waiting_;
        if (is_new) ready_.push_back(line);
    }
    changed_.notify_one();
}

void TurnQueue::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return closing_ || !ready_.empty(); });
        if (ready_.empty()) return;  // closing: whoever still works on a line comes back for the rest of it
        const std::string line = std::move(ready_.front());
        ready_.pop_front();
        Work next = std::move(lines_.at(line).front());
        lines_.at(line).pop_front();
        --waiting_;
        lock.unlock();
        next(stop_.get_token());
        next = nullptr;  // what it holds is given up outside the lock
        lock.lock();
        finish_line(line);
    }
}

void TurnQueue::finish_line(const std::string& line) {
    if (lines_.at(line).empty()) {
        lines_.erase(line);
    } else {
        ready_.push_back(line);
        changed_.notify_one();
    }
}

}  // namespace takt::server
