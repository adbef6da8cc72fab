// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/clip_profile.h"

#include "edit/montage/named_clip.h"

#include <algorithm>
#include <utility>

namespace takt::edit {
namespace {

/// A still is as long as anyone asks.
constexpr Ms kForever = std::chrono::hours(24 * 365);

/// A renderer asks for the frame at a time; the last one is not sure to reach the clip's nominal end.
Ms playable(const ClipSource& clip) {
    if (clip.kind == MediaKind::Still) return kForever;
    const bool has_rate = clip.rate.num > 0 && clip.rate.den > 0;
    const Us frame = has_rate ? frame_time(1, clip.rate) : Us{40'000};
    return std::max(Ms{0}, std::chrono::floor<Ms>(clip.duration - frame));
}

/// The stretches of [0, end) whose seconds are `wanted`; what was not measured is.
template <typename Wanted>
Spans stretches(const ClipSource& clip, Wanted wanted) {
    const Ms end = playable(clip);
    if (clip.kind == MediaKind::Still) return {{Ms{0}, end}};
    const std::vector<PictureSecond>& seconds = clip.measures.seconds;
    Spans found;
    for (std::size_t i = 0; i <= seconds.size(); ++i) {
        const bool measured = i < seconds.size();
        const Span part{std::min(end, Ms{1000} * static_cast<std::int64_t>(i)),
                        measured ? std::min(end, Ms{1000} * static_cast<std::int64_t>(i + 1)) : end};
        if (part.duration() > Ms{0} && (!measured || wanted(seconds[i]))) append(found, part);
    }
    return found;
}

Spans without_all(Spans spans, const Spans& excluded) {
    for (const Span& range : excluded) spans = without(spans, range);
    return spans;
}

template <typename Value>
std::vector<double> by_second(const ClipSource& clip, Value value) {
    std::vector<double> values;
    for (const PictureSecond& second : clip.measures.seconds) values.push_back(value(second));
    return values;
}

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::vector<double> flaws(const ClipSource& clip) {
    constexpr double kBlurred = 0.4;  // of the clip's own median: a soft lens is not a blurred second
    constexpr double kShaky = 0.5;
    constexpr double kDark = 0.06;
    constexpr double kBlownOut = 0.96;
    const double usual = median(by_second(clip, [](const PictureSecond& s) { return s.sharpness; }));
    return by_second(clip, [&](const PictureSecond& s) {
        const bool flawed =
            s.sharpness < kBlurred * usual || s.shake > kShaky || s.brightness < kDark || s.brightness > kBlownOut;
        return flawed ? 1.0 : 0.0;
    });
}

std::vector<double> sharpness_ranks(const ClipSource& clip) {
    const Ranking ranking(by_second(clip, [](const PictureSecond& s) { return s.sharpness; }));
    return by_second(clip, [&](const PictureSecond& s) { return ranking.of(s.sharpness); });
}

}  // namespace

Ranking::Ranking(std::vector<double> values) : sorted_(std::move(values)) {
    std::sort(sorted_.begin(), sorted_.end());
}

double Ranking::of(double value) const {
    if (sorted_.empty()) return 0.5;
    const auto [first, last] = std::equal_range(sorted_.begin(), sorted_.end(), value);
    return static_cast<double>((first - sorted_.begin()) + (last - sorted_.begin())) /
           (2 * static_cast<double>(sorted_.size()));
}

RunningSum::RunningSum(const std::vector<double>& by_second) : sums_{0} {
    for (const double value : by_second) sums_.push_back(sums_.back() + value);
}

double RunningSum::until(Ms time) const {
    const auto second = static_cast<std::size_t>(std::max(Ms{0}, time) / Ms{1000});
    if (second + 1 >= sums_.size()) return sums_.back();
    const double part = static_cast<double>((time % Ms{1000}).count()) / 1000;
    return sums_[second] + part * (sums_[second + 1] - sums_[second]);
}

double RunningSum::over(const Span& stretch) const {
    return until(stretch.end) - until(stretch.begin);
}

ClipProfile::ClipProfile(const ClipSource& clip, const Spans& excluded, const Ranking& motion)
    : still_(clip.kind == MediaKind::Still),
      flawed_(flaws(clip)),
      scene_changes_(by_second(clip, [](const PictureSecond& s) { return s.scene_change ? 1.0 : 0.0; })),
      motion_(by_second(clip, [&](const PictureSecond& s) { return motion.of(s.motion); })),
      sharpness_(sharpness_ranks(clip)) {
    const auto remaining = [&](auto wanted) { return without_all(stretches(clip, wanted), excluded); };
    showable_ = remaining([](const PictureSecond&) { return true; });
    usable_ = remaining([](const PictureSecond& s) { return !s.black && !s.frozen; });
    if (usable_.empty()) usable_ = remaining([](const PictureSecond& s) { return !s.black; });
    // A part of a photo is all of it.
    if (still_ && !excluded.empty()) usable_ = showable_ = {};
}

StretchQuality ClipProfile::quality(const Span& stretch) const {
    const double length_s = seconds(stretch.duration());
    if (still_ || length_s <= 0) return {};
    return {flawed_.over(stretch) / length_s, std::min(1.0, scene_changes_.over(stretch)),
            motion_.over(stretch) / length_s, sharpness_.over(stretch) / length_s};
}

std::vector<ClipProfile> profiles_of(const std::vector<ClipSource>& clips, const std::vector<Exclusion>& excluded) {
    std::vector<Spans> never(clips.size());
    for (const Exclusion& exclusion : excluded) {
        const Span range{std::chrono::floor<Ms>(exclusion.range.begin), std::chrono::ceil<Ms>(exclusion.range.end)};
        never[clip_called(clips, exclusion.clip, "exclude")].push_back(range);
    }
    std::vector<double> all_motion;
    for (const ClipSource& clip : clips) {
        for (const PictureSecond& second : clip.measures.seconds) all_motion.push_back(second.motion);
    }
    const Ranking motion(std::move(all_motion));
    std::vector<ClipProfile> profiles;
    for (std::size_t i = 0; i < clips.size(); ++i) profiles.emplace_back(clips[i], never[i], motion);
    return profiles;
}

}  // namespace takt::edit
