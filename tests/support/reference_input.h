// SPDX-License-Identifier: GPL-3.0-or-later
// A file read and decoded in the plainest way, one stream at a time: what takt's own readers are checked against, so
// nothing of src/av but its handles is used. Knows edit lists only as far as libavformat applies them.
#pragma once

#include "takt/time.h"

#include "av/handles.h"

#include <filesystem>
#include <functional>
#include <optional>

namespace takt::test {

class ReferenceInput {
public:
    /// Throws std::runtime_error, as everything here does: a test that meets it fails.
    explicit ReferenceInput(const std::filesystem::path& path);

    [[nodiscard]] const AVFormatContext& context() const { return *context_; }
    [[nodiscard]] const AVStream& stream(int index) const { return *context_->streams[index]; }

    /// Packets of `stream`, in the file's order.
    void for_each_packet(int stream, const std::function<void(const AVPacket&)>& look);
    /// Decoded frames of `stream`, in presentation order. What does not decode is passed over.
    void for_each_frame(int stream, const std::function<void(AVFrame&)>& look);

private:
    av::InputContextPtr context_;
};

/// Absent for a frame without a time. On the file's own clock.
[[nodiscard]] std::optional<Us> shown_at(const AVFrame& frame, AVRational base);

}  // namespace takt::test
