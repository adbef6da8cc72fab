// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/seam_proof.h"

#include "av/nal_units.h"
#include "av/parameter_sets.h"
#include "av/picture_difference.h"
#include "av/video_reader.h"
#include "base/stop.h"
#include "prep/stream_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace takt::prep {
namespace {

// Encoded edges are far above it; a frame beside the right one is far below.
constexpr double kSamePicture_db = 30;
// Of a long first GOP, this much tells whether it decodes after the seam.
constexpr std::int64_t kLongestLook = 90;

struct Frames {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

/// The units of a packet that show something.
std::optional<std::vector<av::NalUnit>> shown_units(const AVPacket& packet, const av::ParameterSets& sets) {
    auto units = av::split_sized(av::payload(packet), sets.length_size);
    if (units) {
        std::erase_if(*units,
                      [&](av::NalUnit unit) { return av::kind_of(unit, sets.codec) == av::NalKind::ParameterSet; });
    }
    return units;
}

class CutProof {
public:
    CutProof(const CutClaim& claim, const std::stop_token& stop)
        : claim_(claim),
          stop_(stop),
          source_(claim.source, claim.source_stream, stop),
          written_(claim.written, av::Input(claim.written).best_video().value_or(0), stop),
          source_sets_(av::read_parameter_sets(*source_.stream().codecpar)),
          written_sets_(av::read_parameter_sets(*written_.stream().codecpar)),
          last_key_(claim.grid.head) {}

    std::optional<std::string> packets() {
        if (!source_sets_ || !written_sets_) return "its parameter sets are missing";
        source_.begin_at(claim_.grid.time_of(claim_.grid.head));
        std::vector<bool> seen(static_cast<std::size_t>(claim_.frames), false);
        std::int64_t count = 0;
        for (const AVPacket* packet = written_.next(); packet != nullptr; packet = written_.next(), ++count) {
            const std::int64_t frame = nearest_frame(written_.time(), claim_.grid.rate);
            const Us off = written_.time() - frame_time(frame, claim_.grid.rate);
            if (std::max(off, -off) > Us{1} || frame < 0 || frame >= claim_.frames ||
                seen[static_cast<std::size_t>(frame)]) {
                return fmt::format("packet {} is shown at a wrong time", count);
            }
            seen[static_cast<std::size_t>(frame)] = true;
            const bool copied = count >= claim_.grid.head && count < claim_.grid.head + claim_.copied;
            if (copied && !is_copied(*packet, frame)) return fmt::format("frame {} is not the source's", frame);
            if (copied && (packet->flags & AV_PKT_FLAG_KEY) != 0) note_key(frame);
        }
        if (count != claim_.frames) return fmt::format("it has {} frames instead of {}", count, claim_.frames);
        return std::nullopt;
    }

    /// Both seams with the GOPs they lie between.
    std::optional<std::string> pictures() {
        const CutGrid& grid = claim_.grid;
        const std::int64_t copied_end = grid.head + claim_.copied;
        const std::int64_t look = std::min({second_key_.value_or(copied_end), copied_end, grid.head + kLongestLook});
        Frames first{0, grid.head > 0 ? look : 0};
        Frames last{last_key_, copied_end < claim_.frames ? claim_.frames : last_key_};
        if (last.begin <= first.end && last.end > last.begin) {
            first.end = last.end;
            last.begin = last.end;
        }
        auto wrong = decode(first);
        return wrong ? wrong : decode(last);
    }

private:
    void note_key(std::int64_t frame) {
        if (frame > claim_.grid.head && !second_key_) second_key_ = frame;
        last_key_ = std::max(last_key_, frame);
    }

    /// Is `packet`, shown as `frame`, the next one of the source, and does it show the same?
    bool is_copied(const AVPacket& packet, std::int64_t frame) {
        const Us begin = claim_.grid.time_of(claim_.grid.head) - cut_tolerance(claim_.grid.rate);
        const AVPacket* original = source_.next();
        while (original != nullptr && !begun_ && source_.time() < begin) original = source_.next();
        begun_ = true;
        if (original == nullptr || claim_.grid.frame_at(source_.time()) != frame) return false;
        const auto wanted = shown_units(*original, *source_sets_);
        const auto found = shown_units(packet, *written_sets_);
        return wanted && found &&
               std::equal(wanted->begin(), wanted->end(), found->begin(), found->end(),
                          [](av::NalUnit a, av::NalUnit b) { return std::ranges::equal(a, b); });
    }

    std::optional<std::string> decode(const Frames& range) {
        if (range.begin >= range.end) return std::nullopt;
        const CutGrid& grid = claim_.grid;
        av::VideoReader source(claim_.source, claim_.source_stream, {}, stop_);
        av::VideoReader written(claim_.written, written_.stream().index, {}, stop_);
        source.seek(grid.time_of(range.begin) - cut_tolerance(grid.rate));
        written.seek(frame_time(range.begin, grid.rate) - cut_tolerance(grid.rate));
        for (std::int64_t frame = range.begin; frame < range.end; ++frame) {
            throw_if_stopped(stop_);
            const AVFrame* wanted = source.next();
            const AVFrame* found = written.next();
            const bool there = wanted != nullptr && found != nullptr && grid.frame_at(source.time()) == frame &&
                               nearest_frame(written.time(), grid.rate) == frame;
            if (!there) return fmt::format("frame {} does not decode at its place", frame);
            if (written.damaged_packets() > 0 || found->decode_error_flags != 0) {
                return fmt::format("frame {} does not decode cleanly", frame);
            }
            const bool copied = frame >= grid.head && frame < grid.head + claim_.copied;
            const double close = av::psnr_db(*wanted, *found).value_or(0);
            if (close < (copied ? av::kIdentical : kSamePicture_db)) {
                return fmt::format("frame {} shows another picture ({:.1f} dB)", frame, close);
            }
        }
        return std::nullopt;
    }

    CutClaim claim_;
    std::stop_token stop_;
    StreamWalk source_;
    StreamWalk written_;
    std::optional<av::ParameterSets> source_sets_;
    std::optional<av::ParameterSets> written_sets_;
    std::optional<std::int64_t> second_key_;
    std::int64_t last_key_;
    bool begun_ = false;
};

}  // namespace

std::optional<std::string> disprove_cut(const CutClaim& claim, const std::stop_token& stop) {
    CutProof proof(claim, stop);
    auto wrong = proof.packets();
    return wrong ? wrong : proof.pictures();
}

}  // namespace takt::prep
