// SPDX-License-Identifier: GPL-3.0-or-later
// The sound of a transcode: AAC-LC, stereo, 48 kHz, laid on the presentation timeline of the kept range.
#pragma once

#include "takt/preparation.h"

#include "av/audio_reader.h"
#include "av/encoder.h"
#include "av/loudness.h"
#include "av/output.h"
#include "prep/track.h"

#include <optional>
#include <vector>

namespace takt::prep {

class SoundTrack final : public Track {
public:
    SoundTrack(const Plan& plan, const Extras& extras, av::Output& output, std::stop_token stop);

    bool step() override;
    [[nodiscard]] Us position() const override;
    /// What the extras gathered, once every step is done.
    void finish(Executed& seen) const;

private:
    void encode(std::size_t count);
    void write_packets();

    av::AudioReader reader_;
    av::Encoder encoder_;
    av::Output& output_;
    int out_stream_;
    std::optional<av::LoudnessMeter> meter_;
    std::optional<std::int64_t> samples_wanted_;
    std::int64_t samples_ = 0;
    std::vector<float> interleaved_;
    av::FramePtr frame_ = av::make_frame();
    av::PacketPtr packet_ = av::make_packet();
};

}  // namespace takt::prep
