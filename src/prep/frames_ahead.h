// SPDX-License-Identifier: GPL-3.0-or-later
// The frames of a clip, decoded on a thread of their own while the ones before are converted and encoded. At most two
// wait, so memory stays bounded; the frames and all that is told of them are the same as without the thread.
#pragma once

#include "prep/source_frames.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace takt::prep {

/// One decoded frame, and what was known of the source when it was decoded.
struct SourceFrame {
    av::FramePtr frame;  ///< null: the source has ended
    Us time{};
    std::optional<Us> duration;  ///< absent when the container tells none, or none that is plausible
    int damaged_packets = 0;
    bool truncated = false;
};

class FramesAhead {
public:
    FramesAhead(const Plan& plan, bool deinterlace, std::stop_token stop);
    ~FramesAhead();
    FramesAhead(const FramesAhead&) = delete;
    FramesAhead& operator=(const FramesAhead&) = delete;

    /// Before begin_at.
    [[nodiscard]] Footage footage() const { return source_.footage(); }
    /// Starts with the frame on screen at `time`; once.
    void begin_at(Us time);
    /// Waits for the next frame, until the end was told. Throws what decoding threw.
    [[nodiscard]] SourceFrame next();
    [[nodiscard]] VideoStreamInfo describe(const AVFrame& frame);

private:
    void decode_from(Us time, const std::stop_token& stop);
    bool put(SourceFrame frame, const std::stop_token& stop);
    [[nodiscard]] SourceFrame decoded(const AVFrame* frame);

    std::mutex decoding_;
    SourceFrames source_;  // under decoding_ once the thread runs
    std::mutex waiting_mutex_;
    std::condition_variable_any changed_;
    std::deque<SourceFrame> waiting_;  // under waiting_mutex_, as is failure_
    std::exception_ptr failure_;
    std::jthread thread_;
};

}  // namespace takt::prep
