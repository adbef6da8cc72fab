// SPDX-License-Identifier: GPL-3.0-or-later
// Work in lines: what is in the same line is done one after the other, in the order it came; different lines go side by
// side on a few threads. Here a line is a session, and its work the turns of the conversation.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace takt::server {

/// Any thread may call.
class TurnQueue {
public:
    /// Must not throw. After a stop it is called all the same, to give up what it holds.
    using Work = std::function<void(const std::stop_token&)>;

    explicit TurnQueue(int threads);
    /// Asks what runs to stop, lets what waits give up, and returns when all have.
    ~TurnQueue();
    TurnQueue(const TurnQueue&) = delete;
    TurnQueue& operator=(const TurnQueue&) = delete;

    /// Whether the line takes one more; it may be filled up to `kMaxWaiting`, all of them up to `kMaxWaitingInAll`.
    [[nodiscard]] bool has_room(const std::string& line) const;
    void add(const std::string& line, Work work);

    static constexpr std::size_t kMaxWaiting = 16;
    static constexpr std::size_t kMaxWaitingInAll = 4096;

private:
    void work();
    void finish_line(const std::string& line);  // with mutex_ held

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, std::deque<Work>> lines_;  // a line is here from its first work until it is empty and idle
    std::deque<std::string> ready_;                  // lines with work that nobody does
    std::size_t waiting_ = 0;                        // in all lines
    bool closing_ = false;
    std::stop_source stop_;
    std::vector<std::thread> threads_;
};

}  // namespace takt::server
