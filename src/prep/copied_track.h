// SPDX-License-Identifier: GPL-3.0-or-later
// A stream whose packets go into the output as they are, shifted so that presentation begins at zero.
#pragma once

#include "av/input.h"
#include "av/output.h"
#include "prep/track.h"

#include <deque>
#include <filesystem>
#include <stop_token>

namespace takt::prep {

class CopiedTrack final : public Track {
public:
    CopiedTrack(const std::filesystem::path& path, int stream, av::Output& output, std::stop_token stop);

    bool step() override;
    [[nodiscard]] Us position() const override { return position_; }
    [[nodiscard]] std::int64_t packets() const { return packets_; }

private:
    bool read();
    bool fill();

    av::Input input_;
    int stream_;
    av::Output& output_;
    int out_stream_;
    std::int64_t zero_ticks_;
    std::deque<av::PacketPtr> waiting_;
    Us position_{};
    std::int64_t packets_ = 0;
};

}  // namespace takt::prep
