// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/frames_ahead.h"

#include "av/check.h"

#include <utility>

namespace takt::prep {
namespace {

constexpr std::size_t kMostWaiting = 2;

}  // namespace

FramesAhead::FramesAhead(const Plan& plan, bool deinterlace, std::stop_token stop)
    : source_(plan, deinterlace, std::move(stop)) {}

FramesAhead::~FramesAhead() = default;

void FramesAhead::begin_at(Us time) {
    thread_ = std::jthread([this, time](const std::stop_token& stop) {
        try {
            decode_from(time, stop);
        } catch (...) {
            const std::lock_guard lock(waiting_mutex_);
            failure_ = std::current_exception();
            changed_.notify_all();
        }
    });
}

void FramesAhead::decode_from(Us time, const std::stop_token& stop) {
    for (bool first = true;; first = false) {
        SourceFrame next;
        {
            const std::lock_guard lock(decoding_);
            next = decoded(first ? source_.begin_at(time) : source_.next());
        }
        const bool ended = next.frame == nullptr;
        if (!put(std::move(next), stop) || ended) return;
    }
}

SourceFrame FramesAhead::decoded(const AVFrame* frame) {
    SourceFrame next;
    next.damaged_packets = source_.damaged_packets();
    next.truncated = source_.truncated();
    if (frame == nullptr) return next;
    next.frame = av::make_frame();
    av::check(av_frame_ref(next.frame.get(), frame), "keep a frame");
    next.time = source_.time();
    next.duration = source_.duration_of(*frame);
    return next;
}

/// Waits for room; false when nobody wants more.
bool FramesAhead::put(SourceFrame frame, const std::stop_token& stop) {
    std::unique_lock lock(waiting_mutex_);
    if (!changed_.wait(lock, stop, [this] { return waiting_.size() < kMostWaiting; })) return false;
    waiting_.push_back(std::move(frame));
    changed_.notify_all();
    return true;
}

SourceFrame FramesAhead::next() {
    std::unique_lock lock(waiting_mutex_);
    changed_.wait(lock, [this] { return !waiting_.empty() || failure_ != nullptr; });
    if (waiting_.empty()) std::rethrow_exception(failure_);
    SourceFrame frame = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return frame;
}

VideoStreamInfo FramesAhead::describe(const AVFrame& frame) {
    const std::lock_guard lock(decoding_);
    return source_.describe(frame);
}

}  // namespace takt::prep
