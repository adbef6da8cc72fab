// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/render_queue.h"

#include "takt/render.h"

#include <fmt/format.h>

#include <utility>

namespace takt::local {

/// The renderer's progress as the share that `poll` answers. Sound comes first and takes about a tenth of the time.
class RenderQueue::Reporter final : public Progress {
public:
    Reporter(RenderQueue& queue, Job& job) : queue_(queue), job_(job) {}
    void begin(std::string_view phase, std::int64_t total, std::string_view) override {
        total_ = total;
        base_ = phase == "render" ? 0.1 : 0;
        share_ = phase == "render" ? 0.9 : 0.1;
    }
    void advance(std::int64_t done) override {
        if (total_ <= 0) return;
        const std::lock_guard lock(queue_.mutex_);
        job_.status.progress = base_ + share_ * static_cast<double>(done) / static_cast<double>(total_);
    }
    void end() override {}

private:
    RenderQueue& queue_;
    Job& job_;
    std::int64_t total_ = 0;
    double base_ = 0;
    double share_ = 0;
};

RenderQueue::RenderQueue() : worker_([this](const std::stop_token& stop) { work(stop); }) {}

RenderQueue::~RenderQueue() {
    {
        const std::lock_guard lock(mutex_);
        for (auto& entry : jobs_) entry.second.stop.request_stop();
    }
    worker_.request_stop();
}

void RenderQueue::submit(const std::string& id, Draft draft, std::filesystem::path file, const RenderOptions& options) {
    const std::lock_guard lock(mutex_);
    const auto [place, added] = jobs_.try_emplace(id);
    if (!added) throw Error(ErrorCode::Usage, fmt::format("render {}: this id was used before; choose a new one", id));
    place->second.draft = std::move(draft);
    place->second.file = std::move(file);
    place->second.options = options;
    waiting_.push_back(id);
    changed_.notify_all();
}

void RenderQueue::work(const std::stop_token& stop) {
    for (;;) {
        std::string id;
        Job* next = nullptr;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [&] { return !waiting_.empty(); })) return;
            id = std::move(waiting_.front());
            waiting_.pop_front();
            next = &jobs_.at(id);
            if (next->status.phase != RenderStatus::Phase::Pending) continue;
            next->status.phase = RenderStatus::Phase::Processing;
        }
        run(*next);
    }
}

/// This is the job runner: whatever a render fails with is kept for whoever polls.
void RenderQueue::run(Job& job) {
    std::optional<Error> failure;
    std::optional<RenderedSound> sound;
    try {
        Reporter reporter(*this, job);
        sound = render_draft(job.draft, job.file, job.options, reporter, job.stop.get_token()).sound;
    } catch (const Error& error) {
        failure = error;
    } catch (const std::exception& error) {
        failure = Error(ErrorCode::Internal, fmt::format("render: {}", error.what()));
    }
    const std::lock_guard lock(mutex_);
    using Phase = RenderStatus::Phase;
    job.status.phase = !failure                                    ? Phase::Completed
                       : failure->code() == ErrorCode::Interrupted ? Phase::Cancelled
                                                                   : Phase::Failed;
    if (!failure) job.status.progress = 1;
    job.status.failure = std::move(failure);
    job.status.sound = sound;
    job.draft = {};  // nobody needs it any more
}

const RenderQueue::Job& RenderQueue::job(const std::string& id) const {
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) {
        throw Error(ErrorCode::NotFound, fmt::format("render {}: never submitted here; submit it first", id));
    }
    return found->second;
}

RenderStatus RenderQueue::status(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    return job(id).status;
}

void RenderQueue::cancel(const std::string& id) {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) return;
    Job& asked = found->second;
    asked.stop.request_stop();
    if (asked.status.phase == RenderStatus::Phase::Pending) asked.status.phase = RenderStatus::Phase::Cancelled;
}

std::filesystem::path RenderQueue::file(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const Job& asked = job(id);
    if (asked.status.phase != RenderStatus::Phase::Completed) {
        throw Error(ErrorCode::NotFound, fmt::format("render {}: not finished; poll until it is", id));
    }
    return asked.file;
}

}  // namespace takt::local
