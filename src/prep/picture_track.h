// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a transcode: constant rate, upright, BT.709, H.264. Output frame n shows what is on screen at
// frame_time(n) of the kept range, so a variable source neither drifts nor jumps:
//
//     source   |  a      | b  |    c        |d|
//     output   a    a    b    c    c    c   d
#pragma once

#include "av/encoder.h"
#include "av/output.h"
#include "av/picture_converter.h"
#include "prep/frames_ahead.h"
#include "prep/picture_sinks.h"
#include "prep/rate_governor.h"
#include "prep/track.h"

#include <memory>
#include <optional>
#include <vector>

namespace takt::prep {

class PictureTrack final : public Track {
public:
    /// `governor`, if any, decides the quality of each frame.
    PictureTrack(const Plan& plan, const VideoTarget& target, const Extras& extras, av::Output& output,
                 std::stop_token stop, RateGovernor* governor = nullptr);

    /// Throws Corrupt when the source gives no frame, or mostly damage.
    bool step() override;
    [[nodiscard]] Us position() const override { return frame_time(frames_, target_.rate); }
    [[nodiscard]] std::int64_t frames() const { return frames_; }
    [[nodiscard]] int damaged() const { return upcoming_.damaged_packets; }
    /// What the extras gathered, once every step is done.
    void finish(Executed& seen);

private:
    void begin();
    [[nodiscard]] Us source_time() const;
    void show_next();
    [[nodiscard]] bool ends_before(Us time) const;
    void convert();
    void steer();
    void write_packets();
    void check_damage();

    Plan plan_;
    VideoTarget target_;
    av::Output& output_;
    RateGovernor* governor_;
    FramesAhead source_;
    av::Encoder encoder_;
    int out_stream_;
    std::vector<std::unique_ptr<PictureSink>> sinks_;
    Us tolerance_;
    Us begin_{};
    std::optional<av::PictureConverter> converter_;
    SourceFrame current_;  // on screen
    SourceFrame upcoming_;
    av::FramePtr picture_ = av::make_frame();  // current_, converted
    av::PacketPtr packet_ = av::make_packet();
    bool converted_ = false;
    std::int64_t shown_ = 0;   // source frames that came by
    std::int64_t frames_ = 0;  // written
};

}  // namespace takt::prep
