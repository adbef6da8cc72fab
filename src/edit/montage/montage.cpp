// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/montage.h"

#include "takt/error.h"

#include "edit/montage/footage.h"
#include "edit/montage/slots.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>

namespace takt::edit {
namespace {

constexpr Ms kCrossfade{400};

/// Half of a crossfade between two neighbours: what each must hold beyond the cut.
Ms half_crossfade(Ms before, Ms after) {
    return std::min(kCrossfade, std::min(before, after) / 2) / 2;
}

class Filling {
public:
    Filling(const std::vector<ClipSource>& clips, const BeatGrid& grid, const MontageOrder& order,
            const EditSettings& settings)
        : clips_(clips),
          grid_(grid),
          order_(order),
          settings_(settings),
          footage_(clips, order.clock.begin_of(order.frames), settings.seed) {
        const Rhythm rhythm{settings.pace, settings.min_shot, order.transitions};
        const std::vector<Slot> planned = plan_slots(grid, order.clock, order.frames, rhythm);
        slots_.assign(planned.begin(), planned.end());
        planned_ = planned.size();
    }

    Montage fill() {
        const std::int64_t longest = order_.clock.whole_frames(footage_.longest_shot());
        if (longest < 1) {
            throw Error(ErrorCode::EditUnclear, "clips: not a single frame can be shown; add a clip that is longer");
        }
        while (!slots_.empty()) {
            shorten_front(longest);
            const Slot slot = slots_.front();
            slots_.pop_front();
            place(slot);
        }
        add_notes();
        return {std::move(segments_), std::move(notes_)};
    }

private:
    [[nodiscard]] Ms length(const Slot& slot) const {
        return order_.clock.begin_of(slot.end) - order_.clock.begin_of(slot.first);
    }

    /// Divides the next slot while no clip is long enough for it.
    void shorten_front(std::int64_t longest) {
        // The footage is counted in frames rounded down; a slot of as many frames can be a millisecond longer.
        const std::int64_t safe = std::max<std::int64_t>(1, longest - 1);
        Slot& slot = slots_.front();
        if (length(slot) <= footage_.longest_shot() || slot.end - slot.first <= 1) return;
        const std::int64_t shortest = std::max<std::int64_t>(1, order_.clock.whole_frames(settings_.min_shot) + 1);
        const Division division = divide(slot, safe, shortest, grid_, order_.clock);
        off_beat_ += division.on_beat ? 0 : 1;
        Slot rest{
            division.frame, slot.end, false,
            division.on_beat ? "no clip is longer: the next beat that fits" : "no clip is longer: cut beside the beat"};
        slot.end = division.frame;
        slots_.insert(slots_.begin() + 1, std::move(rest));
    }

    void place(const Slot& slot) {
        const Ms shot = length(slot);
        const Ms before = slot.crossfade ? reserved_ : Ms{0};
        const bool next_fades = !slots_.empty() && slots_.front().crossfade;
        const Ms after = next_fades ? half_crossfade(shot, length(slots_.front())) : Ms{0};
        const auto total = static_cast<double>(order_.frames);
        ShotNeed need{shot, before, after, static_cast<double>(slot.first) / total};
        const ShotChoice choice = choose(need);
        Segment segment;
        segment.start = order_.clock.begin_of(slot.first);
        segment.duration = shot;
        segment.name = clips_[choice.clip].name;
        segment.source = clips_[choice.clip].path;
        segment.source_begin = choice.in;
        segment.volume = order_.own_volume;
        segment.fit = settings_.fit;
        segment.reason = slot.reason;
        if (need.before > Ms{0}) {
            // The shot before may have become shorter since the crossfade was planned.
            const Ms half = std::min(need.before, half_crossfade(segments_.back().duration, shot));
            if (half > Ms{0}) segment.transition = {TransitionKind::Crossfade, 2 * half};
        }
        segments_.push_back(std::move(segment));
        reserved_ = need.after;
        last_clip_ = choice.clip;
    }

    /// Gives up crossfades before it shows anything twice. `need` is what was fulfilled.
    ShotChoice choose(ShotNeed& need) {
        const ShotNeed wishes[] = {need,
                                   {need.length, need.before, Ms{0}, need.progress},
                                   {need.length, Ms{0}, need.after, need.progress},
                                   {need.length, Ms{0}, Ms{0}, need.progress}};
        for (const bool again : {false, true}) {
            if (again) {
                footage_.start_over();
                ++rounds_;
            }
            for (const ShotNeed& wish : wishes) {
                if (const auto choice = footage_.take(wish, due())) {
                    need = wish;
                    return *choice;
                }
            }
        }
        throw Error(ErrorCode::Internal, "montage: a shot is longer than any clip; report this as a bug");
    }

    /// Clips take turns in filming order; with fewer shots than clips, the shots are spread over them.
    [[nodiscard]] std::size_t due() const {
        if (segments_.empty()) return 0;
        if (planned_ < clips_.size()) return std::min(segments_.size() * clips_.size() / planned_, clips_.size() - 1);
        return (last_clip_ + 1) % clips_.size();
    }

    void add_notes() {
        notes_.push_back(fmt::format("{} shots in filming order, clips: {}", segments_.size(), clips_.size()));
        if (rounds_ > 1) {
            notes_.push_back(fmt::format("the footage is shown {} times: it is shorter than the video", rounds_));
        }
        if (off_beat_ > 0) {
            notes_.push_back(fmt::format("cuts beside the beat: {}, no clip is long enough", off_beat_));
        }
        if (footage_.left_out() > Ms{0}) {
            notes_.push_back(fmt::format("{:.1f} s of black or frozen picture left out",
                                         static_cast<double>(footage_.left_out().count()) / 1000));
        }
        for (const ClipSource& clip : clips_) {
            const bool shown = std::any_of(segments_.begin(), segments_.end(),
                                           [&](const Segment& s) { return s.source == clip.path; });
            if (!shown) notes_.push_back(fmt::format("{}: not shown, there was no place for it", clip.name));
        }
    }

    const std::vector<ClipSource>& clips_;
    const BeatGrid& grid_;
    const MontageOrder& order_;
    const EditSettings& settings_;
    Footage footage_;
    std::deque<Slot> slots_;
    std::size_t planned_ = 0;
    std::vector<Segment> segments_;
    std::vector<std::string> notes_;
    std::size_t last_clip_ = 0;
    Ms reserved_{};  ///< what the last shot holds beyond its end for a crossfade
    int off_beat_ = 0;
    int rounds_ = 1;
};

}  // namespace

Montage plan_montage(const std::vector<ClipSource>& clips, const BeatGrid& grid, const MontageOrder& order,
                     const EditSettings& settings) {
    return Filling(clips, grid, order, settings).fill();
}

}  // namespace takt::edit
