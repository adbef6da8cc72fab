// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/footage.h"

#include <algorithm>
#include <cmath>

namespace takt::edit {
namespace {

/// A still is as long as anyone asks.
constexpr Ms kForever = std::chrono::hours(24 * 365);
/// Less than this between two shots of one clip is seen as a stutter, not as a cut.
constexpr Ms kVisibleJump{500};

/// A renderer asks for the frame at a time; the last one is not sure to reach the clip's nominal end.
Ms playable(const ClipSource& clip) {
    const bool has_rate = clip.rate.num > 0 && clip.rate.den > 0;
    const Us frame = has_rate ? frame_time(1, clip.rate) : Us{40'000};
    return std::max(Ms{0}, std::chrono::floor<Ms>(clip.duration - frame));
}

template <typename Wanted>
std::vector<Span> stretches(const ClipSource& clip, Wanted wanted) {
    const Ms end = playable(clip);
    const std::vector<PictureSecond>& seconds = clip.measures.seconds;
    std::vector<Span> found;
    for (std::size_t i = 0; i <= seconds.size(); ++i) {
        const bool measured = i < seconds.size();
        const Span part{std::min(end, Ms{1000} * static_cast<std::int64_t>(i)),
                        measured ? std::min(end, Ms{1000} * static_cast<std::int64_t>(i + 1)) : end};
        if (part.duration() <= Ms{0} || (measured && !wanted(seconds[i]))) continue;
        if (!found.empty() && found.back().end == part.begin) {
            found.back().end = part.end;
        } else {
            found.push_back(part);
        }
    }
    return found;
}

std::vector<bool> blurred_seconds(const PictureMeasures& measures) {
    constexpr double kBlurred = 0.4;  // of the clip's own median: a soft lens is not a blurred second
    std::vector<double> sharpness;
    for (const PictureSecond& second : measures.seconds) sharpness.push_back(second.sharpness);
    std::vector<bool> blurred(sharpness.size());
    if (sharpness.empty()) return blurred;
    std::vector<double> sorted = sharpness;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    for (std::size_t i = 0; i < sharpness.size(); ++i) blurred[i] = sharpness[i] < kBlurred * *middle;
    return blurred;
}

Ms total(const std::vector<Span>& all) {
    Ms sum{};
    for (const Span& stretch : all) sum += stretch.duration();
    return sum;
}

}  // namespace

Footage::Footage(const std::vector<ClipSource>& clips, Ms wanted, std::uint64_t seed) : random_(seed) {
    for (const ClipSource& source : clips) prepare(source, clips_.emplace_back());
    const bool any = std::any_of(clips_.begin(), clips_.end(), [](const Clip& c) { return !c.usable.empty(); });
    Ms available{};
    for (std::size_t i = 0; i < clips_.size(); ++i) {
        // Black footage only is still what was given.
        if (!any) clips_[i].usable = stretches(clips[i], [](const PictureSecond&) { return true; });
        if (!clips_[i].still) available += total(clips_[i].usable);
    }
    scarce_ = available <= wanted;
    slack_ = scarce_ ? Ms{0} : std::min((available - wanted) / 8, Ms{1000});
    start_over();
}

void Footage::prepare(const ClipSource& source, Clip& clip) {
    clip.still = source.kind == MediaKind::Still;
    if (clip.still) {
        clip.usable = {{Ms{0}, kForever}};
        return;
    }
    clip.blurred = blurred_seconds(source.measures);
    clip.usable = stretches(source, [](const PictureSecond& s) { return !s.black && !s.frozen; });
    // A clip that stands still from begin to end was meant to.
    if (clip.usable.empty()) clip.usable = stretches(source, [](const PictureSecond& s) { return !s.black; });
    left_out_ += playable(source) - total(clip.usable);
}

void Footage::start_over() {
    for (Clip& clip : clips_) clip.unused = clip.usable;
}

Ms Footage::longest_shot() const {
    Ms longest{};
    for (const Clip& clip : clips_) {
        for (const Span& stretch : clip.usable) longest = std::max(longest, stretch.duration());
    }
    return longest;
}

std::optional<ShotChoice> Footage::take(const ShotNeed& need, std::size_t due) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < clips_.size(); ++i) order.push_back((due + i) % clips_.size());
    // The clip just shown comes last, whatever is due.
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t index) { return !previous_ || index != previous_->clip; });
    for (const std::size_t index : order) {
        const std::optional<Ms> in = best_in(index, need);
        if (!in) continue;
        use(index, {*in - need.before, *in + need.length + need.after});
        previous_ = Previous{index, *in + need.length};
        return ShotChoice{index, *in};
    }
    return std::nullopt;
}

std::optional<Ms> Footage::best_in(std::size_t index, const ShotNeed& need) {
    const Clip& clip = clips_[index];
    if (clip.unused.empty()) return std::nullopt;
    if (clip.still) return Ms{0};
    const Ms whole = clip.usable.back().end;
    Ms target{};
    if (!scarce_) {
        const auto random = static_cast<double>(random_() >> 11) * 0x1p-53 - 0.5;
        const double wish = need.progress * static_cast<double>((whole - need.length).count());
        target = Ms{std::llround(wish + random * static_cast<double>(slack_.count()))};
    }
    std::optional<Ms> best;
    double least = 0;
    const auto offer = [&](Ms in) {
        const double price = cost(index, in, target, need);
        if (best && price >= least) return;
        best = in;
        least = price;
    };
    for (const Span& stretch : clip.unused) {
        const Ms first = stretch.begin + need.before;
        const Ms last = stretch.end - need.after - need.length;
        if (first > last) continue;
        offer(first);
        offer(std::clamp(target, first, last));
        if (previous_ && previous_->clip == index) {
            offer(std::clamp(previous_->out + std::max(kVisibleJump, need.length), first, last));
        }
        for (Ms second = std::chrono::ceil<std::chrono::seconds>(first); second <= last; second += Ms{1000}) {
            offer(second);
        }
    }
    return best;
}

double Footage::cost(std::size_t index, Ms in, Ms target, const ShotNeed& need) const {
    const Clip& clip = clips_[index];
    const Ms out = in + need.length;
    Ms blurred{};
    for (auto i = static_cast<std::size_t>(in / Ms{1000}); i < clip.blurred.size() && Ms{1000} * i < out; ++i) {
        const Ms begin = Ms{1000} * static_cast<std::int64_t>(i);
        if (clip.blurred[i]) blurred += std::min(out, begin + Ms{1000}) - std::max(in, begin);
    }
    const bool stutters = previous_ && previous_->clip == index && std::chrono::abs(in - previous_->out) < kVisibleJump;
    const auto share = [](Ms part, Ms of) {
        return static_cast<double>(part.count()) / static_cast<double>(of.count());
    };
    return 8 * share(blurred, need.length) + (stutters ? 4 : 0) +
           share(std::chrono::abs(in - target), clip.usable.back().end);
}

void Footage::use(std::size_t index, const Span& stretch) {
    Clip& clip = clips_[index];
    if (clip.still) {
        clip.unused.clear();
        return;
    }
    std::vector<Span> rest;
    for (const Span& unused : clip.unused) {
        const Span left{unused.begin, std::min(unused.end, stretch.begin)};
        const Span right{std::max(unused.begin, stretch.end), unused.end};
        if (left.duration() > Ms{0}) rest.push_back(left);
        if (right.duration() > Ms{0}) rest.push_back(right);
    }
    clip.unused = std::move(rest);
}

}  // namespace takt::edit
