// SPDX-License-Identifier: GPL-3.0-or-later
// Stretches go or stay by what was measured in them: silence, flaws, liveliness.
#include "edit/apply/obey.h"
#include "edit/apply/reflow.h"
#include "edit/apply/replan.h"
#include "edit/apply/songs.h"
#include "edit/apply/source_map.h"
#include "edit/apply/targets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace takt::edit {
namespace {

FrameSpan frames_in(const Span& span, const OutputClock& clock) {
    return {clock.nearest(span.begin), clock.nearest(span.end)};
}

Ms length_of(const std::vector<FrameSpan>& spans, const OutputClock& clock) {
    std::int64_t frames = 0;
    for (const FrameSpan& span : spans) frames += span.count();
    return clock.begin_of(frames);
}

/// Silence that is heard as such: longer than half a second, and a breath of it stays at both sides.
std::vector<FrameSpan> silences(const Draft& draft, const Scene& scene) {
    constexpr Ms kShortest{500};
    constexpr Ms kBreath{100};
    const OutputClock clock(draft.rate);
    std::vector<FrameSpan> found;
    for (const Segment& segment : draft.track(TrackType::Video)->segments) {
        const ClipSource* clip = scene.clip(segment.source);
        if (clip == nullptr || !clip->has_sound) continue;
        for (const TimeRange& silence : clip->sound.silence) {
            const auto shown = shown_at(segment, silence);
            if (!shown || shown->duration() <= kShortest) continue;
            const FrameSpan span = frames_in({shown->begin + kBreath, shown->end - kBreath}, clock);
            if (span.count() > 0) found.push_back(span);
        }
    }
    return found;
}

double median_of(const PictureMeasures& measures, double PictureSecond::*measure) {
    std::vector<double> values;
    for (const PictureSecond& second : measures.seconds) values.push_back(second.*measure);
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

using IsFlawed = std::function<bool(const PictureSecond&)>;

/// What counts as blurred depends on how the rest of the clip is.
IsFlawed flaw_in(const PictureMeasures& measures, op::Flaw flaw) {
    switch (flaw) {
        case op::Flaw::Black: return [](const PictureSecond& s) { return s.black; };
        case op::Flaw::Frozen: return [](const PictureSecond& s) { return s.frozen && !s.black; };
        case op::Flaw::Blurred:
            return [usual = median_of(measures, &PictureSecond::sharpness)](const PictureSecond& s) {
                return !s.black && s.sharpness < usual / 2;
            };
        case op::Flaw::Shaky: break;
    }
    return [](const PictureSecond& s) {
        constexpr double kShaky = 0.35;
        return s.shake > kShaky;
    };
}

std::vector<FrameSpan> flawed(const Draft& draft, op::Flaw flaw, const Scene& scene) {
    const OutputClock clock(draft.rate);
    std::vector<FrameSpan> found;
    for (const Segment& segment : draft.track(TrackType::Video)->segments) {
        const ClipSource* clip = scene.clip(segment.source);
        if (clip == nullptr || clip->kind == MediaKind::Still) continue;
        const IsFlawed is_flawed = flaw_in(clip->measures, flaw);
        std::vector<Span> spans;
        for (std::size_t i = 0; i < clip->measures.seconds.size(); ++i) {
            if (!is_flawed(clip->measures.seconds[i])) continue;
            const Us begin = from_seconds(static_cast<double>(i));
            if (const auto shown = shown_at(segment, {begin, begin + Us{1'000'000}})) spans.push_back(*shown);
        }
        for (const Span& span : merged(std::move(spans))) {
            const FrameSpan frames = frames_in(span, clock);
            if (frames.count() > 0) found.push_back(frames);
        }
    }
    return found;
}

const char* name_of(op::Flaw flaw) {
    switch (flaw) {
        case op::Flaw::Shaky: return "shaky";
        case op::Flaw::Blurred: return "blurred";
        case op::Flaw::Black: return "black";
        case op::Flaw::Frozen: break;
    }
    return "standing";
}

void take_out(Draft& draft, const std::vector<FrameSpan>& gone, const std::string& what, Scene& scene) {
    const OutputClock clock(draft.rate);
    const Shots shots = shots_of(draft);
    Shots left = without(shots, gone, clock);
    if (left.empty()) {
        unclear(fmt::format("{}: all of the video is, nothing would be left; name a stretch to remove", what));
    }
    scene.note(fmt::format("{}: {} s in {} places taken out", what, seconds_text(length_of(gone, clock)), gone.size()));
    put_shots(draft, std::move(left), scene);
}

/// A piece of the video of about two seconds, and how much happens in it.
struct Piece {
    FrameSpan span;
    double score = 0;
};

/// Of one second of a clip: mostly its motion, then sharpness, then loudness.
double score_of(const ClipSource& clip, std::size_t second) {
    constexpr double kQuiet = -50;
    constexpr double kLoud = -10;
    double score = 0;
    if (second < clip.measures.seconds.size()) {
        const PictureSecond& picture = clip.measures.seconds[second];
        if (picture.black || picture.frozen) return -1;
        score += 0.5 * std::min(1.0, 2 * std::sqrt(std::max(0.0, picture.motion))) + 0.3 * picture.sharpness;
    }
    if (second < clip.sound.loudness_lufs.size()) {
        score += 0.2 * std::clamp((clip.sound.loudness_lufs[second] - kQuiet) / (kLoud - kQuiet), 0.0, 1.0);
    }
    return score;
}

double score_of(const Segment& segment, const Span& span, const Scene& scene) {
    constexpr int kLooks = 4;
    const ClipSource* clip = scene.clip(segment.source);
    if (clip == nullptr) return 0;
    double sum = 0;
    for (int i = 0; i < kLooks; ++i) {
        const double at = seconds(source_at(segment, span.begin + span.duration() * (2 * i + 1) / (2 * kLooks)));
        sum += score_of(*clip, static_cast<std::size_t>(std::max(0.0, at)));
    }
    return sum / kLooks;
}

std::vector<Piece> pieces_of(const Draft& draft, const Scene& scene) {
    constexpr Ms kPiece{2000};
    const OutputClock clock(draft.rate);
    const std::int64_t usual = std::max<std::int64_t>(1, clock.nearest(kPiece));
    std::vector<Piece> pieces;
    std::int64_t first = 0;
    for (const Shot& shot : shots_of(draft)) {
        // What is left at the end of a shot belongs to its last piece.
        const std::int64_t count = std::max<std::int64_t>(1, (shot.frames + usual / 2) / usual);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t end = i + 1 == count ? shot.frames : (i + 1) * usual;
            const FrameSpan span{first + i * usual, first + end};
            const Span time{clock.begin_of(span.first), clock.begin_of(span.end)};
            pieces.push_back({span, score_of(shot.segment, time, scene)});
        }
        first += shot.frames;
    }
    return pieces;
}

/// The best pieces up to `wanted` frames, the last of them in part unless that is a mere flash, in their order.
std::vector<FrameSpan> best(std::vector<Piece> pieces, std::int64_t wanted) {
    constexpr std::int64_t kFlash = 6;
    std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.score > b.score; });
    std::vector<FrameSpan> chosen;
    for (const Piece& piece : pieces) {
        const std::int64_t count = std::min(piece.span.count(), wanted);
        if (count <= 0 || (count < kFlash && !chosen.empty())) break;
        chosen.push_back({piece.span.first, piece.span.first + count});
        wanted -= count;
    }
    std::sort(chosen.begin(), chosen.end(), [](const FrameSpan& a, const FrameSpan& b) { return a.first < b.first; });
    return chosen;
}

}  // namespace

void obey(Draft& draft, const op::RemoveSilence& /*order*/, Scene& scene) {
    const std::vector<FrameSpan> gone = silences(draft, scene);
    if (gone.empty()) {
        unclear("silence: none over 0.5 s was found in the clips' own sound; name a stretch to remove instead");
    }
    take_out(draft, gone, "silence", scene);
}

void obey(Draft& draft, const op::RemoveFlaws& order, Scene& scene) {
    const std::vector<FrameSpan> gone = flawed(draft, order.flaw, scene);
    const std::string what = fmt::format("{} picture", name_of(order.flaw));
    if (gone.empty()) unclear(fmt::format("{}: none was found; name a stretch to remove instead", what));
    take_out(draft, gone, what, scene);
}

void obey(Draft& draft, const op::Highlight& order, Scene& scene) {
    const OutputClock clock(draft.rate);
    const std::int64_t wanted = clock.nearest(order.length);
    if (wanted < 1) unclear("highlight: it would last less than a frame; name how many seconds");
    const Shots shots = shots_of(draft);
    if (wanted >= frames_of(shots)) {
        unclear(
            fmt::format("highlight: the video is only {} s long; name a shorter length", seconds_text(draft.duration)));
    }
    if (draft.plan) {
        replan(draft, {*draft.plan, order.length, playing_song(draft, scene), {}}, scene);
        return;
    }
    const std::vector<FrameSpan> kept = best(pieces_of(draft, scene), wanted);
    std::vector<FrameSpan> gone;
    std::int64_t from = 0;
    std::string ranges;
    for (const FrameSpan& span : kept) {
        if (span.first > from) gone.push_back({from, span.first});
        from = span.end;
        ranges += fmt::format("{}{}", ranges.empty() ? "" : ", ", words_of(draft, span));
    }
    gone.push_back({from, frames_of(shots)});
    scene.note(fmt::format("most motion, sharpest and loudest: {}", ranges));
    put_shots(draft, without(shots, gone, clock), scene);
}

}  // namespace takt::edit
