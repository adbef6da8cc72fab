// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/side_by_side.h"

#include "base/stop.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <list>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>

namespace takt::flow {
namespace {

class Crew {
public:
    using Work = std::function<void(std::size_t, const std::stop_token&)>;

    Crew(const std::vector<Load>& loads, const Room& room, const Work& work)
        : loads_(loads), room_(room), work_(work), waiting_(loads.size()) {
        std::iota(waiting_.begin(), waiting_.end(), std::size_t{0});
    }

    /// One worker's day.
    void run() {
        while (const auto index = take()) {
            try {  // the job runner: what ends one work ends them all, and is told once
                throw_if_stopped(stop_.get_token());
                work_(*index, stop_.get_token());
            } catch (...) {
                give_up(std::current_exception());
            }
            give_back(loads_[*index]);
        }
    }

    void stop() { stop_.request_stop(); }
    void rethrow() const {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    /// The first that fits; absent when all are taken.
    std::optional<std::size_t> take() {
        std::unique_lock lock(mutex_);
        while (!waiting_.empty()) {
            const auto next =
                std::find_if(waiting_.begin(), waiting_.end(), [&](std::size_t i) { return fits(loads_[i]); });
            if (next != waiting_.end()) {
                const std::size_t index = *next;
                waiting_.erase(next);
                ++running_;
                heavies_ += loads_[index].heavy ? 1 : 0;
                memory_bytes_ += loads_[index].memory_bytes;
                return index;
            }
            changed_.wait(lock);
        }
        return std::nullopt;
    }

    [[nodiscard]] bool fits(const Load& load) const {
        if (running_ == 0) return true;
        return memory_bytes_ + load.memory_bytes <= room_.memory_bytes && (!load.heavy || heavies_ < room_.heavies);
    }

    void give_back(const Load& load) {
        const std::lock_guard lock(mutex_);
        --running_;
        heavies_ -= load.heavy ? 1 : 0;
        memory_bytes_ -= load.memory_bytes;
        changed_.notify_all();
    }

    void give_up(std::exception_ptr why) {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::move(why);
        waiting_.clear();
        stop_.request_stop();
    }

    const std::vector<Load>& loads_;
    const Room& room_;
    const Work& work_;
    std::stop_source stop_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::list<std::size_t> waiting_;
    int running_ = 0;
    int heavies_ = 0;
    std::int64_t memory_bytes_ = 0;
    std::exception_ptr failure_;
};

}  // namespace

void run_side_by_side(const std::vector<Load>& loads, const Room& room,
                      const std::function<void(std::size_t, const std::stop_token&)>& work,
                      const std::stop_token& stop) {
    Crew crew(loads, room, work);
    const std::stop_callback pass_on(stop, [&] { crew.stop(); });
    const std::size_t hands = std::min(loads.size(), static_cast<std::size_t>(std::max(1, room.workers)));
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < hands; ++i) others.emplace_back([&] { crew.run(); });
        crew.run();
    }
    crew.rethrow();
}

}  // namespace takt::flow
