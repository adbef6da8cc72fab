// SPDX-License-Identifier: GPL-3.0-or-later
// What of a wanted range may be copied. Copying starts at a picture that nothing after it looks back beyond, and stops
// wherever the packets read so far are exactly the frames shown so far: later packets then cannot be missed by them.
#include "takt/preparation.h"

#include "av/parameter_sets.h"
#include "prep/cut_grid.h"
#include "prep/stream_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace takt {
namespace {

using namespace prep;

// H.264 and HEVC reorder at most 16 frames; after so many more packets nothing shown earlier can follow.
constexpr int kReorderedFrames = 17;
// Beyond this a key frame is not worth looking for.
constexpr std::int64_t kMostBytes = 192'000'000;
constexpr double kSlowestFps = 5;

/// What the headers alone rule out; empty when nothing.
std::string obstacle_in(const MediaInfo& info, const TimeRange& kept) {
    const VideoStreamInfo* video = info.video();
    if (info.kind != MediaKind::Video || video == nullptr) return "it holds no picture stream";
    if (video->codec != "h264" && video->codec != "hevc") {
        return fmt::format("frames of {} cannot be joined with new ones", video->codec);
    }
    if (video->pixel_format != "yuv420p" && video->pixel_format != "yuvj420p") {
        return fmt::format("{} frames cannot be joined with new ones", video->pixel_format);
    }
    if (video->interlaced) return "its picture is interlaced";
    if (video->variable_rate) return "its frame rate varies";
    if (video->measured_rate.fps() < kSlowestFps) return "it has too few frames a second";
    if (info.truncated || info.decode_errors > 0) return "its picture is damaged";
    if (info.container == "avi") return "AVI keeps no presentation times";
    if (video->start > kept.begin + cut_tolerance(video->measured_rate)) {
        return "its picture starts after the begin of the wanted range";
    }
    return {};
}

std::string obstacle_in(const std::optional<av::ParameterSets>& sets) {
    if (!sets) return "its parameter sets are not in the header";
    if (sets->codec == av::NalCodec::Hevc) return {};
    const auto sequence = av::only_sequence_set(*sets);
    if (!sequence) return "it has several sequence parameter sets, or unreadable ones";
    if (!sequence->frames_only) return "its frames may be fields";
    if (sequence->chroma_format != 1 || sequence->bit_depth != 8) return "it is not 8-bit 4:2:0";
    const int profile = sequence->profile_idc;
    if (profile != 66 && profile != 77 && profile != 100) return "its H.264 profile cannot be matched";
    if (!av::free_id(*sets)) return "all its parameter set ids are taken";
    return {};
}

class Survey {
public:
    Survey(const MediaInfo& info, const TimeRange& kept, std::stop_token stop)
        : kept_(kept),
          frame_(frame_time(1, info.video()->measured_rate)),
          tolerance_(cut_tolerance(info.video()->measured_rate)),
          walk_(info.path, info.video()->index, std::move(stop)),
          sets_(av::read_parameter_sets(*walk_.stream().codecpar)) {}

    CutSurvey look() {
        std::string obstacle = obstacle_in(sets_);
        if (!obstacle.empty()) return {.copyable = {}, .obstacle = obstacle};
        const std::optional<Us> begin = find_begin();
        if (!begin) return {.copyable = {}, .obstacle = obstacle_};
        const std::optional<Us> end = find_end(*begin);
        if (!end) return {.copyable = {}, .obstacle = obstacle_};
        return {.copyable = TimeRange{*begin, *end}, .obstacle = {}};
    }

private:
    /// The next packet's picture kind; absent at the end of what may be looked at, with the obstacle if there is one.
    std::optional<av::NalKind> next() {
        const AVPacket* packet = walk_.next();
        if (packet == nullptr) return std::nullopt;
        key_ = (packet->flags & AV_PKT_FLAG_KEY) != 0;
        bytes_ += packet->size;
        if (bytes_ > kMostBytes) {
            obstacle_ = "its key frames are too far apart";
            return std::nullopt;
        }
        const auto units = av::split_sized(av::payload(*packet), sets_->length_size);
        if (!units) {
            obstacle_ = "its packets are laid out in an unknown way";
            return std::nullopt;
        }
        av::NalKind found = av::NalKind::Other;
        for (const av::NalUnit unit : *units) {
            const av::NalKind kind = av::kind_of(unit, sets_->codec);
            if (kind == av::NalKind::ParameterSet && !av::holds(*sets_, unit)) {
                obstacle_ = "its parameter sets change on the way";
                return std::nullopt;
            }
            if (av::is_picture(kind)) found = kind;
        }
        return found;
    }

    std::optional<Us> find_begin() {
        walk_.begin_at(kept_.begin);
        std::optional<Us> found;
        bool open = false;
        int followed_by = 0;
        while (const auto kind = next()) {
            const Us time = walk_.time();
            const bool starts = *kind == av::NalKind::Refresh || *kind == av::NalKind::RandomAccess;
            if (found && time < *found) {
                // A leading picture, shown before the key frame it follows.
                found.reset();
                open = true;
            }
            if (found && ++followed_by >= kReorderedFrames) return found;
            if (!found && time >= kept_.end - tolerance_) break;
            if (found || walk_.hidden() || time < kept_.begin - tolerance_) continue;
            if (starts) {
                found = time;
                followed_by = 0;
            } else {
                open |= key_;
            }
        }
        if (!found && obstacle_.empty()) {
            obstacle_ = open ? "the key frames inside it are not clean ones (open GOPs)" : "no key frame is inside it";
        }
        return obstacle_.empty() ? found : std::nullopt;
    }

    /// Presentation times in decoding order, from a key frame at or before the wanted end on.
    std::vector<Us> times_around_end(Us begin) {
        bytes_ = 0;
        walk_.begin_at(kept_.end);
        std::vector<Us> times;
        int beyond = 0;
        while (beyond < kReorderedFrames && next()) {
            if (times.empty() && walk_.time() < begin) continue;  // in the GOP before
            if (walk_.hidden()) obstacle_ = "an edit list hides some of its frames";
            times.push_back(walk_.time());
            if (walk_.time() >= kept_.end - tolerance_) ++beyond;
        }
        return times;
    }

    /// The latest moment before which whole packets end:
    ///     decoded   I P b b P b b ┆P b b        shown   I b b P b b P ┆b b P
    std::optional<Us> find_end(Us begin) {
        const std::vector<Us> times = times_around_end(begin);
        if (!obstacle_.empty()) return std::nullopt;
        std::vector<Us> earliest_from(times.size() + 1, Us::max());
        for (std::size_t i = times.size(); i-- > 0;) earliest_from[i] = std::min(times[i], earliest_from[i + 1]);
        Us end = begin;
        Us latest = begin;
        for (std::size_t i = 0; i <= times.size() && latest < kept_.end - tolerance_; ++i) {
            const bool last = i == times.size();
            if (last || earliest_from[i] > latest) end = last ? latest + frame_ : earliest_from[i];
            if (!last) latest = std::max(latest, times[i]);
        }
        end = std::min(end, kept_.end);
        if (end > begin) return end;
        obstacle_ = "no whole frames can be copied";
        return std::nullopt;
    }

    TimeRange kept_;
    Us frame_;
    Us tolerance_;
    StreamWalk walk_;
    std::optional<av::ParameterSets> sets_;
    std::int64_t bytes_ = 0;
    bool key_ = false;  // the container calls the last packet a key frame
    std::string obstacle_;
};

}  // namespace

CutSurvey survey_cut(const MediaInfo& info, const TimeRange& kept, std::stop_token stop) {
    const std::string obstacle = obstacle_in(info, kept);
    if (!obstacle.empty()) return {.copyable = {}, .obstacle = obstacle};
    return Survey(info, kept, std::move(stop)).look();
}

}  // namespace takt
