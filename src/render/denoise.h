// SPDX-License-Identifier: GPL-3.0-or-later
// Takes steady noise out of a voice: its level is measured where the voice is quietest, then libavfilter's afftdn
// lowers what is no louder than that by 12 dB in each band. (Its own tracking of the floor finds little.)
#pragma once

#include "av/filter_graph.h"
#include "render/sound_stream.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace takt::render {

/// Level of the quietest tenth of the first half minute, in dBFS; pieces of digital silence do not count. Reads the
/// stream.
[[nodiscard]] double noise_floor_db(SoundStream& stream);

class Denoised final : public SoundStream {
public:
    Denoised(std::unique_ptr<SoundStream> source, double noise_floor_db);
    std::size_t read(std::span<float> out) override;

private:
    bool feed();

    std::unique_ptr<SoundStream> source_;
    av::FilterGraph graph_;
    std::int64_t sent_ = 0;
    std::vector<float> ready_;
    std::size_t late_;  // samples at the begin that are the filter's delay
    bool ended_ = false;
};

}  // namespace takt::render
