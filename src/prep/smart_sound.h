// SPDX-License-Identifier: GPL-3.0-or-later
// The sound of an exact cut: AAC packets copied once as a whole. The first ones lie up to two packets (43 ms) before
// the begin, so that the decoder is warm there; the output hides them as it hides an encoder's priming.
#pragma once

#include "av/output.h"
#include "prep/stream_walk.h"
#include "prep/track.h"

#include <filesystem>
#include <stop_token>

namespace takt::prep {

class SmartSound final : public Track {
public:
    /// `range` is on the source's timeline; its begin becomes zero.
    SmartSound(const std::filesystem::path& path, int stream, const TimeRange& range, av::Output& output,
               std::stop_token stop);

    bool step() override;
    [[nodiscard]] Us position() const override;

private:
    StreamWalk walk_;
    TimeRange range_;
    av::Output& output_;
    int out_stream_;
    int rate_hz_;
    int packet_samples_;
    std::int64_t next_sample_ = 0;  // where the packet after the last one belongs
    bool begun_ = false;
};

}  // namespace takt::prep
