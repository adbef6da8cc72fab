// SPDX-License-Identifier: GPL-3.0-or-later
// Renders, one after the other, on a thread of their own: a render uses every core by itself.
#pragma once

#include "takt/backend.h"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace takt::local {

/// Any thread may call.
class RenderQueue {
public:
    RenderQueue();
    /// Stops what runs, forgets what waits.
    ~RenderQueue();
    RenderQueue(const RenderQueue&) = delete;
    RenderQueue& operator=(const RenderQueue&) = delete;

    /// Throws Usage when the id was used before.
    void submit(const std::string& id, Draft draft, std::filesystem::path file, const RenderOptions& options);
    /// Throws NotFound for an id never submitted.
    [[nodiscard]] RenderStatus status(const std::string& id) const;
    void cancel(const std::string& id);
    /// Where the finished file stands. Throws NotFound unless Completed.
    [[nodiscard]] std::filesystem::path file(const std::string& id) const;

private:
    struct Job {
        Draft draft;
        std::filesystem::path file;
        RenderOptions options;
        RenderStatus status;
        std::stop_source stop;
    };
    class Reporter;

    void work(const std::stop_token& stop);
    void run(Job& job);
    [[nodiscard]] const Job& job(const std::string& id) const;  // with mutex_ held

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::string, Job> jobs_;  // std::map: a Job's address stays
    std::deque<std::string> waiting_;
    std::jthread worker_;  // last: ends before what it uses
};

}  // namespace takt::local
