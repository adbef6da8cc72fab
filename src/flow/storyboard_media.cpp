// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/storyboard_media.h"

#include "takt/error.h"

#include "av/audio_reader.h"
#include "base/stop.h"
#include "flow/decision.h"
#include "prep/first_look.h"
#include "render/compositor.h"

#include <algorithm>
#include <cmath>

namespace takt::flow {
namespace {

constexpr int kLongSide = 240;
constexpr int kSampleRateHz = 16'000;
constexpr std::size_t kBlockSamples = 4096;

/// The job runner's way: what cannot be read is not on the board.
template <typename Work>
void unless_unreadable(const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        if (!is_about_the_input(error.code())) throw;
    }
}

/// The draft in small, bare of what would cover the pictures.
Draft picture_draft(const Draft& draft) {
    Draft small = draft;
    const double ratio = static_cast<double>(kLongSide) / std::max(draft.canvas.width, draft.canvas.height);
    const auto side = [&](int pixels) { return std::max(16, static_cast<int>(pixels * ratio) / 2 * 2); };
    small.canvas = {side(draft.canvas.width), side(draft.canvas.height)};
    std::erase_if(small.tracks, [](const Track& track) { return !track.is(TrackType::Video); });
    for (Track& track : small.tracks) {
        for (Segment& segment : track.segments) segment.transition = {};
    }
    return small;
}

class Outline {
public:
    Outline(std::size_t count, Us duration) : peaks_(count), duration_(duration) {}

    /// Decodes what the segment plays.
    void add(const Segment& segment, const std::stop_token& stop) {
        av::AudioReader reader(segment.source, {kSampleRateHz, 1}, {}, segment.source_begin, stop);
        const double speed = segment.speed;
        const auto total = static_cast<std::int64_t>(seconds(segment.source_duration()) * kSampleRateHz);
        std::vector<float> block(kBlockSamples);
        for (std::int64_t at = 0; at < total;) {
            throw_if_stopped(stop);
            const std::size_t read = reader.read(block);
            for (std::size_t i = 0; i < read && at < total; ++i, ++at) {
                const double passed = static_cast<double>(at) / kSampleRateHz / speed;
                const double time =
                    seconds(segment.reversed ? segment.end() : segment.start) + (segment.reversed ? -passed : passed);
                mark(time, static_cast<float>(std::abs(block[i]) * segment.volume));
            }
            if (read < block.size()) break;
        }
    }
    std::vector<float> take() { return std::move(peaks_); }

private:
    void mark(double time_s, float level) {
        const double at = time_s / seconds(duration_) * static_cast<double>(peaks_.size());
        if (at < 0 || at >= static_cast<double>(peaks_.size())) return;
        float& peak = peaks_[static_cast<std::size_t>(at)];
        peak = std::max(peak, level);
    }

    std::vector<float> peaks_;
    Us duration_;
};

std::vector<Segment> heard(const Draft& draft, TrackType type) {
    std::vector<Segment> segments;
    for (const Track& track : draft.tracks) {
        if (!track.is(type)) continue;
        std::copy_if(track.segments.begin(), track.segments.end(), std::back_inserter(segments),
                     [](const Segment& segment) { return segment.volume > 0 && segment.speed > 0; });
    }
    return segments;
}

}  // namespace

std::vector<std::string> shot_pictures(const Draft& draft, const std::vector<Segment>& shots, std::size_t every,
                                       Progress& progress, const std::stop_token& stop) {
    const Draft small = picture_draft(draft);
    render::Compositor compositor(small, 1, stop);
    std::vector<std::string> pictures(shots.size());
    progress.begin("pictures for the storyboard", static_cast<std::int64_t>(shots.size()), "shots");
    for (std::size_t i = 0; i < shots.size(); ++i) {
        throw_if_stopped(stop);
        progress.advance(static_cast<std::int64_t>(i));
        if (i % every != 0) continue;
        const std::int64_t middle = nearest_frame(shots[i].start + Us(shots[i].duration) / 2, draft.rate);
        unless_unreadable([&] { pictures[i] = prep::small_jpeg(*compositor.frame(middle), kLongSide); });
    }
    progress.end();
    return pictures;
}

std::vector<float> sound_outline(const Draft& draft, std::size_t count, Us duration, Progress& progress,
                                 const std::stop_token& stop) {
    std::vector<Segment> segments = heard(draft, TrackType::Audio);
    if (segments.empty()) segments = heard(draft, TrackType::Video);
    Outline outline(count, duration);
    progress.begin("sound for the storyboard", static_cast<std::int64_t>(segments.size()), "files");
    std::int64_t done = 0;
    for (const Segment& segment : segments) {
        unless_unreadable([&] { outline.add(segment, stop); });
        progress.advance(++done);
    }
    progress.end();
    return outline.take();
}

}  // namespace takt::flow
