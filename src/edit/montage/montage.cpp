// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/montage.h"

#include "takt/error.h"

#include "edit/montage/footage.h"
#include "edit/montage/laid_song.h"
#include "edit/montage/montage_notes.h"
#include "edit/montage/slots.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace takt::edit {
namespace {

constexpr Ms kCrossfade{400};

/// Half of a crossfade between two neighbours: what each must hold beyond the cut.
Ms half_crossfade(Ms before, Ms after) {
    return std::min(kCrossfade, std::min(before, after) / 2) / 2;
}

/// A choice, and what of its need was fulfilled.
struct Shot {
    ShotChoice choice;
    ShotNeed granted;
};

class Filling {
public:
    Filling(const std::vector<ClipSource>& clips, std::vector<ClipProfile> profiles, const BeatGrid& grid,
            const MontageOrder& order, const EditSettings& settings)
        : clips_(clips),
          grid_(grid),
          order_(order),
          settings_(settings),
          slots_(grid, order.clock, order.frames, order.plan, settings.min_shot),
          footage_(std::move(profiles), order.clock.begin_of(order.frames), settings.seed) {}

    Montage fill() {
        divide_slots();
        shots_.resize(slots().size());
        for (std::size_t i = 0; i < slots().size(); ++i) {
            if (slots()[i].pin) shots_[i] = pinned(i);
        }
        std::int64_t frames = order_.frames;
        for (std::size_t i = 0; i < slots().size(); ++i) {
            if (!shots_[i]) shots_[i] = chosen(i);
            if (!shots_[i]) {
                frames = slots()[i].first;
                break;
            }
            add_segment(i);
        }
        if (frames < order_.frames) frames = end_early(frames);
        std::vector<std::string> told = notes(frames);
        return {std::move(segments_), frames, std::move(told)};
    }

private:
    [[nodiscard]] const std::vector<Slot>& slots() const { return slots_.all(); }

    void divide_slots() {
        const Ms longest = footage_.longest_shot();
        if (order_.clock.whole_frames(longest) < 1) {
            throw Error(ErrorCode::EditUnclear,
                        "clips: not a single frame can be shown; add a clip that is longer, or exclude less");
        }
        slots_.limit(longest);
        planned_ = slots().size();
        for (const PinnedShot& pin : pinned_shots(settings_.pins, clips_, order_.clock.begin_of(order_.frames))) {
            slots_.pin(pin, pinned_stretch(pin, footage_.profile(pin.clip), clips_[pin.clip].name).duration());
        }
    }

    [[nodiscard]] ShotNeed need_of(std::size_t i) const {
        const Ms length = slots_.length(slots()[i]);
        ShotNeed need{length};
        if (i > 0 && slots()[i].crossfade) need.before = half_crossfade(slots_.length(slots()[i - 1]), length);
        if (i + 1 < slots().size() && slots()[i + 1].crossfade) {
            need.after = half_crossfade(length, slots_.length(slots()[i + 1]));
        }
        need.progress = static_cast<double>(slots()[i].first) / static_cast<double>(order_.frames);
        need.energy = grid_.energy_at(order_.clock.begin_of(slots()[i].first));
        return need;
    }

    /// Pinned shots are chosen first, so that none before them uses their footage.
    Shot pinned(std::size_t i) {
        const PinnedShot& pin = *slots()[i].pin;
        const ShotNeed need = need_of(i);
        if (!pin.source) {
            for (const ShotNeed& wish : wishes(need)) {
                if (auto choice = footage_.take_of(pin.clip, wish)) return {pinned_reason(*choice), wish};
            }
        }
        const Span stretch = pinned_stretch(pin, footage_.profile(pin.clip), clips_[pin.clip].name);
        const Ms begin = order_.clock.begin_of(slots()[i].first);
        const Ms in = pinned_in(pin, {begin, begin + need.length}, stretch);
        ShotNeed granted = need;
        granted.before = std::min(need.before, in - stretch.begin);
        granted.after = std::clamp(stretch.end - in - need.length, Ms{0}, need.after);
        footage_.reserve(pin.clip, {in - granted.before, in + need.length + granted.after});
        return {pinned_reason({pin.clip, in, "the moment asked for"}), granted};
    }

    static ShotChoice pinned_reason(ShotChoice choice) {
        choice.why = "pinned: " + choice.why;
        return choice;
    }

    /// A crossfade is given up before anything is shown twice.
    static std::vector<ShotNeed> wishes(const ShotNeed& need) {
        std::vector<ShotNeed> all(4, need);
        all[1].after = all[2].before = all[3].before = all[3].after = Ms{0};
        return all;
    }

    /// Absent when something would have to be shown twice, and must not.
    std::optional<Shot> chosen(std::size_t i) {
        const std::vector<ShotNeed> all = wishes(need_of(i));
        std::optional<std::size_t> next;
        if (i + 1 < slots().size() && slots()[i + 1].pin) next = slots()[i + 1].pin->clip;
        for (const bool again : {false, true}) {
            if (again) {
                if (shortened(i)) return chosen(i);
                if (order_.plan.no_repeats && i > 0) return std::nullopt;
                footage_.start_over();
                ++rounds_;
            }
            for (const ShotNeed& wish : all) {
                if (auto choice = footage_.take(wish, due(), next)) return Shot{std::move(*choice), wish};
            }
        }
        throw Error(ErrorCode::Internal, "montage: a shot is longer than any clip; report this as a bug");
    }

    /// Before anything is shown twice, what was not shown yet gets a shorter shot.
    bool shortened(std::size_t i) {
        if (!slots_.divide(i, footage_.longest_unused())) return false;
        shots_.insert(shots_.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::nullopt);
        return true;
    }

    /// Clips take turns in filming order; with fewer shots than clips, the shots are spread over them.
    [[nodiscard]] std::size_t due() const {
        if (segments_.empty()) return 0;
        if (planned_ < clips_.size()) return std::min(segments_.size() * clips_.size() / planned_, clips_.size() - 1);
        return (last_clip_ + 1) % clips_.size();
    }

    void add_segment(std::size_t i) {
        const Slot& slot = slots()[i];
        const ShotChoice& choice = shots_[i]->choice;
        Segment segment;
        segment.start = order_.clock.begin_of(slot.first);
        segment.duration = slots_.length(slot);
        segment.name = clips_[choice.clip].name;
        segment.source = clips_[choice.clip].path;
        segment.source_begin = choice.in;
        segment.volume = order_.own_volume;
        segment.fit = settings_.fit;
        segment.reason = fmt::format("{}; {} of {}", slot.reason, choice.why, segment.name);
        if (i > 0) {
            const Ms half = std::min(shots_[i]->granted.before, shots_[i - 1]->granted.after);
            if (half > Ms{0}) segment.transition = {TransitionKind::Crossfade, 2 * half};
        }
        footage_.shown(choice.clip, choice.in + segment.duration);
        last_clip_ = choice.clip;
        segments_.push_back(std::move(segment));
    }

    /// The video ends on the last bar line up to frame `end` that leaves a last shot long enough.
    std::int64_t end_early(std::int64_t end) {
        std::vector<Us> lines = bar_lines(grid_);
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            const std::int64_t frame = order_.clock.nearest(*line);
            const Ms time = order_.clock.begin_of(frame);
            if (frame > end || frame < 1) continue;
            const auto last = std::find_if(segments_.rbegin(), segments_.rend(),
                                           [&](const Segment& segment) { return segment.start < time; });
            if (time - last->start < std::min(settings_.min_shot, last->duration)) continue;
            segments_.erase(last.base(), segments_.end());
            segments_.back().duration = time - segments_.back().start;
            return frame;
        }
        return end;
    }

    [[nodiscard]] std::vector<std::string> notes(std::int64_t frames) const {
        std::vector<std::string> all = slots_.notes();
        const auto more = montage_notes(clips_, segments_,
                                        {.rounds = rounds_,
                                         .beside_the_beat = slots_.beside_the_beat(),
                                         .left_out = footage_.left_out(),
                                         .ended_early = frames < order_.frames});
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    const std::vector<ClipSource>& clips_;
    const BeatGrid& grid_;
    const MontageOrder& order_;
    const EditSettings& settings_;
    Slots slots_;
    Footage footage_;
    std::size_t planned_ = 0;
    std::vector<std::optional<Shot>> shots_;
    std::vector<Segment> segments_;
    std::size_t last_clip_ = 0;
    int rounds_ = 1;
};

}  // namespace

Montage plan_montage(const std::vector<ClipSource>& clips, std::vector<ClipProfile> profiles, const BeatGrid& grid,
                     const MontageOrder& order, const EditSettings& settings) {
    return Filling(clips, std::move(profiles), grid, order, settings).fill();
}

}  // namespace takt::edit
