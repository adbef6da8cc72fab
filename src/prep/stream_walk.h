// SPDX-License-Identifier: GPL-3.0-or-later
// The packets of one stream in decoding order, from any moment on. Used by the exact cut, which must know which packets
// stand around a moment without decoding them.
#pragma once

#include "av/input.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace takt::prep {

class StreamWalk {
public:
    /// Throws as Input does.
    StreamWalk(const std::filesystem::path& path, int stream, std::stop_token stop = {});

    /// The next packet is one that is shown at or before `time`, if there is any.
    void begin_at(Us time);
    /// Absent at the end. Valid until the next call.
    [[nodiscard]] AVPacket* next();
    /// The packet last returned.
    [[nodiscard]] AVPacket* current() const { return packet_.get(); }
    /// When the packet last returned is shown; its decoding time where the container tells no more.
    [[nodiscard]] Us time() const { return time_; }
    /// An edit list hides the packet last returned.
    [[nodiscard]] bool hidden() const { return (packet_->flags & AV_PKT_FLAG_DISCARD) != 0; }

    [[nodiscard]] const AVStream& stream() const { return input_.stream(stream_); }
    [[nodiscard]] av::Input& input() { return input_; }

private:
    bool read();

    av::Input input_;
    int stream_;
    std::stop_token stop_;
    av::PacketPtr packet_ = av::make_packet();
    Us time_{};
    bool held_ = false;  // read, not yet returned
};

}  // namespace takt::prep
