// SPDX-License-Identifier: GPL-3.0-or-later
// Encodes the frames at the edges of an exact cut so that they can stand beside copied ones in one track: same size,
// profile, level, colour tags; closed; without reordering; under parameter sets of their own.
#pragma once

#include "takt/time.h"

#include "av/encoder.h"
#include "av/parameter_sets.h"

namespace takt::prep {

class EdgeEncoder {
public:
    /// `source` is the copied stream and `sets` what its header holds. Throws as Encoder does.
    EdgeEncoder(const AVStream& source, const av::ParameterSets& sets, FrameRate rate);

    /// Its parameter sets: the same for every encoder made from the same source.
    [[nodiscard]] const av::ParameterSets& sets() const { return own_; }

    /// The picture of output frame `number`; it is taken over. The first one becomes an IDR picture.
    void send(AVFrame& frame, std::int64_t number);
    void drain() { encoder_.send(nullptr); }
    /// A packet of slices behind four-byte lengths, pts in frames; false when it needs more frames, or after the last.
    [[nodiscard]] bool receive(AVPacket& packet);

private:
    av::Encoder encoder_;
    av::ParameterSets own_;
};

}  // namespace takt::prep
