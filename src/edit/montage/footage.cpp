// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/footage.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace takt::edit {
namespace {

/// Less than this between two shots of one clip is seen as a stutter, not as a cut.
constexpr Ms kVisibleJump{500};

// What is given up for what: one of these is worth that much of the way through a clip.
constexpr double kFlawed = 8;
constexpr double kSceneChange = 6;
constexpr double kStutter = 4;
constexpr double kWrongEnergy = 0.5;
constexpr double kSoft = 0.5;

double share(Ms part, Ms of) {
    return static_cast<double>(part.count()) / static_cast<double>(std::max(Ms{1}, of).count());
}

/// Calls `offer` with every begin worth a look in [first, last]: its first, the one nearest to `wished`, and whole
/// seconds up to five minutes from there.
template <typename Offer>
void offer_begins(Ms first, Ms last, Ms wished, Offer offer) {
    offer(first);
    constexpr Ms kReach = std::chrono::minutes(5);
    offer(std::clamp(wished, first, last));
    const Ms from = std::max(first, wished - kReach);
    const Ms until = std::min(last, wished + kReach);
    for (Ms second = std::chrono::ceil<std::chrono::seconds>(from); second <= until; second += Ms{1000}) offer(second);
}

}  // namespace

Footage::Footage(std::vector<ClipProfile> clips, Ms wanted, std::uint64_t seed) : random_(seed) {
    const bool any = std::any_of(clips.begin(), clips.end(), [](const ClipProfile& c) { return !c.usable().empty(); });
    Ms available{};
    for (ClipProfile& profile : clips) {
        // Black footage only is still what was given.
        Spans usable = any ? profile.usable() : profile.showable();
        if (!profile.still()) {
            available += total(usable);
            left_out_ += total(profile.showable()) - total(usable);
        }
        clips_.push_back({std::move(profile), usable, usable});
    }
    scarce_ = available <= wanted;
    slack_ = scarce_ ? Ms{0} : std::min((available - wanted) / 8, Ms{1000});
}

void Footage::start_over() {
    for (Clip& clip : clips_) clip.unused = clip.usable;
    again_ = true;
}

Ms Footage::longest_shot() const {
    Ms most{};
    for (const Clip& clip : clips_) most = std::max(most, longest(clip.usable));
    return most;
}

Ms Footage::longest_unused() const {
    Ms most{};
    for (const Clip& clip : clips_) {
        if (!clip.profile.still()) most = std::max(most, longest(clip.unused));
    }
    return most;
}

std::optional<ShotChoice> Footage::take(const ShotNeed& need, std::size_t due, std::optional<std::size_t> shown_next) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < clips_.size(); ++i) order.push_back((due + i) % clips_.size());
    // The clips just shown and shown next come last, whatever is due.
    std::stable_partition(order.begin(), order.end(), [&](std::size_t index) { return index != shown_next; });
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t index) { return !previous_ || index != previous_->clip; });
    for (const std::size_t index : order) {
        if (auto choice = take_of(index, need)) return choice;
    }
    return std::nullopt;
}

std::optional<ShotChoice> Footage::take_of(std::size_t index, const ShotNeed& need) {
    const std::optional<Best> best = best_of(index, need);
    if (!best) return std::nullopt;
    ShotChoice choice{index, best->in, why(clips_[index], *best, need)};
    use(index, {best->in - need.before, best->in + need.length + need.after});
    return choice;
}

/// Filming order: a shot late in the video is from late in its clip.
Ms Footage::place_wished(const Clip& clip, const ShotNeed& need) {
    if (scarce_) return Ms{0};
    const auto random = static_cast<double>(random_() >> 11) * 0x1p-53 - 0.5;
    const double wish = need.progress * static_cast<double>((clip.usable.back().end - need.length).count());
    return Ms{std::llround(wish + random * static_cast<double>(slack_.count()))};
}

std::optional<Footage::Best> Footage::best_of(std::size_t index, const ShotNeed& need) {
    const Clip& clip = clips_[index];
    if (clip.unused.empty()) return std::nullopt;
    if (clip.profile.still()) return Best{};
    const Ms target = place_wished(clip, need);
    std::optional<Best> best;
    double sharpest = 0;
    const auto offer = [&](Ms in) {
        const StretchQuality quality = clip.profile.quality({in, in + need.length});
        sharpest = std::max(sharpest, quality.sharpness);
        const double price = cost(index, in, target, need, quality);
        if (!best || price < best->cost) best = Best{in, price, quality, 0};
    };
    for (const Span& stretch : clip.unused) {
        const Ms first = stretch.begin + need.before;
        const Ms last = stretch.end - need.after - need.length;
        if (first > last) continue;
        offer_begins(first, last, target, offer);
        if (previous_ && previous_->clip == index) {
            offer(std::clamp(previous_->out + std::max(kVisibleJump, need.length), first, last));
        }
    }
    if (best) best->sharpest = sharpest;
    return best;
}

double Footage::cost(std::size_t index, Ms in, Ms target, const ShotNeed& need, const StretchQuality& quality) const {
    const bool stutters = previous_ && previous_->clip == index && std::chrono::abs(in - previous_->out) < kVisibleJump;
    const double price = kFlawed * quality.flawed + kSceneChange * quality.scene_changes + (stutters ? kStutter : 0) +
                         share(std::chrono::abs(in - target), clips_[index].usable.back().end);
    // Where nothing may be wasted, all of it is shown anyway, in its order.
    if (scarce_) return price;
    return price + kWrongEnergy * std::abs(quality.motion - need.energy) + kSoft * (1 - quality.sharpness);
}

std::string Footage::why(const Clip& clip, const Best& best, const ShotNeed& need) const {
    constexpr double kMuch = 0.66;
    if (again_) return "all was used, a stretch shown again";
    if (clip.profile.still()) return "the whole";
    if (scarce_) return "next unused stretch";
    if (best.quality.sharpness > 0.5 && best.quality.sharpness >= best.sharpest) return "sharpest unused stretch";
    if (need.energy >= kMuch && best.quality.motion >= kMuch) return "lively unused stretch";
    if (need.energy <= 1 - kMuch && best.quality.motion <= 1 - kMuch) return "calm unused stretch";
    return "unused stretch in filming order";
}

void Footage::use(std::size_t index, const Span& stretch) {
    Clip& clip = clips_[index];
    clip.unused = clip.profile.still() ? Spans{} : without(clip.unused, stretch);
}

}  // namespace takt::edit
