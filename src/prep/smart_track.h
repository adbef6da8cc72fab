// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of an exact cut: [edge encoded][packets copied][edge encoded], every frame exactly one frame after the
// one before. What turns out to stand in the way while writing is an answer, not an error: the plan then encodes.
#pragma once

#include "takt/preparation.h"

#include "av/output.h"
#include "av/video_reader.h"
#include "prep/cut_grid.h"
#include "prep/smart_edges.h"
#include "prep/stream_walk.h"
#include "prep/track.h"

#include <optional>
#include <string>
#include <vector>

namespace takt::prep {

class SmartTrack final : public Track {
public:
    /// Adds its stream to `output`, unless there is an obstacle. Throws as Input and Encoder do.
    SmartTrack(const Plan& plan, const SmartTrim& cut, av::Output& output, std::stop_token stop);

    bool step() override;
    [[nodiscard]] Us position() const override { return frame_time(written_, grid_.rate); }

    /// Why it cannot be done; empty while it can. After a step that was false: whether it was done.
    [[nodiscard]] const std::string& obstacle() const { return obstacle_; }
    [[nodiscard]] const CutGrid& grid() const { return grid_; }
    [[nodiscard]] av::NalCodec codec() const { return sets_ ? sets_->codec : av::NalCodec::H264; }
    [[nodiscard]] std::int64_t frames() const { return written_; }
    [[nodiscard]] std::int64_t copied() const { return copied_; }

private:
    enum class Stage { Head, Copy, Tail, Done };

    void add_stream();
    bool fail(std::string obstacle);
    bool encode_until(std::int64_t frame, Us from);
    bool finish_edge();
    bool write_edge_packets();
    bool copy();
    bool begin_copying();
    bool end_copying();
    [[nodiscard]] std::optional<std::vector<av::NalUnit>> units_of(const AVPacket& packet) const;
    bool write(AVPacket& packet, std::int64_t frame);

    Plan plan_;
    SmartTrim cut_;
    CutGrid grid_;
    av::Output& output_;
    std::stop_token stop_;
    StreamWalk walk_;
    std::optional<av::ParameterSets> sets_;
    std::optional<EdgeEncoder> edge_;
    std::optional<av::VideoReader> reader_;  // while an edge is decoded
    int out_stream_ = -1;
    int reorder_frames_ = 0;
    Stage stage_ = Stage::Head;
    std::vector<bool> shown_;     // by frame
    std::int64_t edge_next_ = 0;  // the next frame to be decoded for an edge
    std::int64_t written_ = 0;
    std::int64_t copied_ = 0;
    bool walking_ = false;
    bool edge_begun_ = false;
    av::FramePtr frame_ = av::make_frame();
    av::PacketPtr packet_ = av::make_packet();
    std::string obstacle_;
};

}  // namespace takt::prep
