// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/cut_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace takt::verify {
namespace {

// Levels of 255, means over 64 × 36 cells. Encoder noise stays under 1, a hand-held camera under 10.
constexpr double kFloor = 3;
constexpr double kFloorWithoutPlan = 10;
constexpr double kProminence = 3;        // times the usual step nearby
constexpr int kReach = 12;               // frames looked at on either side of a planned hard cut
constexpr std::size_t kNeighbours = 15;  // steps on either side that say what is usual

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Half of what a transition takes before and after its cut; nothing for a hard one.
Us half(const Cut& cut) {
    return cut.transition.kind == TransitionKind::Cut ? Us{0} : Us{cut.transition.duration} / 2;
}

Us begin_of(const Cut& cut) {
    return cut.time - half(cut);
}

Us end_of(const Cut& cut) {
    return cut.time + half(cut);
}

/// Of the steps into pictures 1…: the one of picture i is steps[i - 1].
std::vector<double> steps_between(std::span<const Seen> pictures) {
    std::vector<double> steps;
    for (std::size_t i = 1; i < pictures.size(); ++i) {
        steps.push_back(av::difference(pictures[i].grid, pictures[i - 1].grid));
    }
    return steps;
}

/// A flash leaves the picture as it was, on its way in and on its way out; a cut does not.
bool stays(std::span<const Seen> pictures, std::size_t changed) {
    const auto apart = [&](std::size_t a, std::size_t b) { return av::difference(pictures[a].grid, pictures[b].grid); };
    const double half = apart(changed, changed - 1) / 2;
    const bool back = changed + 1 < pictures.size() && apart(changed + 1, changed - 1) < half;
    const bool was_away = changed >= 2 && apart(changed, changed - 2) < half;
    return !back && !was_away;
}

/// No other step within two pictures comes to half of it: a quick crossfade or a shake is a row of steps.
bool stands_alone(std::span<const double> steps, std::size_t at) {
    for (std::size_t i = at > 2 ? at - 2 : 0; i < std::min(at + 3, steps.size()); ++i) {
        if (i != at && steps[i] > steps[at] / 2) return false;
    }
    return true;
}

std::optional<Us> locate_hard_cut(Us planned, std::span<const Seen> pictures, Us frame) {
    const std::vector<double> steps = steps_between(pictures);
    const double usual = median(steps);
    const double visible = std::max(kFloor, kProminence * usual);
    // Away from the plan, footage that jerks or blinks must not pass for a cut.
    const auto cut_anywhere = [&](std::size_t at) {
        return steps[at] >= kFloorWithoutPlan + visible && stands_alone(steps, at);
    };
    std::optional<std::size_t> close;
    std::optional<std::size_t> far;
    for (std::size_t i = 1; i < pictures.size(); ++i) {
        const double step = steps[i - 1];
        const bool near = std::chrono::abs(pictures[i].time - planned) <= frame * 3 / 2;
        const bool clear = near ? step >= visible : cut_anywhere(i - 1);
        if (!clear || !stays(pictures, i)) continue;
        std::optional<std::size_t>& best = near ? close : far;
        if (!best || step > steps[*best - 1]) best = i;
    }
    // Footage moves, too, and has cuts of its own: a larger step elsewhere counts only when what is at the planned
    // place is weak beside it, and would not be a cut anywhere.
    const bool weak = close && far && steps[*close - 1] < 0.4 * steps[*far - 1] && !cut_anywhere(*close - 1);
    if (close && !weak) return pictures[*close].time;
    return far ? std::optional(pictures[*far].time) : std::nullopt;
}

using Cells = std::array<double, std::tuple_size_v<decltype(av::LumaGrid::cells)>>;

/// What is the same in several moments of a shot, and where it moves.
struct Shot {
    Cells mean{};
    Cells variance{};
};

Shot shot_of(std::span<const Seen> pictures) {
    Shot shot;
    const auto count = static_cast<double>(pictures.size());
    for (std::size_t i = 0; i < shot.mean.size(); ++i) {
        double sum = 0;
        double squares = 0;
        for (const Seen& seen : pictures) {
            const double cell = seen.grid.cells[i];
            sum += cell;
            squares += cell * cell;
        }
        shot.mean[i] = sum / count;
        shot.variance[i] = std::max(0.0, squares / count - shot.mean[i] * shot.mean[i]);
    }
    return shot;
}

/// Two shots are told apart when they differ by more than what moves in them.
bool differ(const Shot& a, const Shot& b) {
    double apart = 0;
    double moving = 0;
    for (std::size_t i = 0; i < a.mean.size(); ++i) {
        apart += std::abs(a.mean[i] - b.mean[i]);
        moving += std::sqrt(a.variance[i]) + std::sqrt(b.variance[i]);
    }
    return apart > 2 * moving + kFloor * static_cast<double>(a.mean.size());
}

/// 0 where `picture` is `from`, 1 where it is `to`: every cell has its word, weighted by how clearly it can tell, and
/// the median counts. So whatever passes through the picture during the blend is outvoted.
double blend(const av::LumaGrid& picture, const Shot& from, const Shot& to) {
    constexpr double kNoise = 4;  // variance of a cell that stands still
    struct Vote {
        double share;
        double weight;
    };
    std::vector<Vote> votes;
    double all = 0;
    for (std::size_t i = 0; i < picture.cells.size(); ++i) {
        const double step = to.mean[i] - from.mean[i];
        if (std::abs(step) < kFloor) continue;
        const double weight = std::abs(step) / std::sqrt(from.variance[i] + to.variance[i] + kNoise);
        votes.push_back({(picture.cells[i] - from.mean[i]) / step, weight});
        all += weight;
    }
    std::sort(votes.begin(), votes.end(), [](const Vote& a, const Vote& b) { return a.share < b.share; });
    double counted = 0;
    for (const Vote& vote : votes) {
        counted += vote.weight;
        if (2 * counted >= all) return vote.share;
    }
    return 0;
}

std::optional<Us> locate_blend(const Cut& cut, std::span<const Seen> pictures, Us frame) {
    // The pictures looked at reach a little beyond the planned blend, so that a late or early one shows; those before
    // and after them show one shot alone.
    const Us apart = cut.transition.duration / 4;
    const auto split = [&](Us time, std::size_t least) {
        const auto found =
            std::find_if(pictures.begin(), pictures.end(), [&](const Seen& seen) { return seen.time >= time; });
        return std::clamp(static_cast<std::size_t>(found - pictures.begin()), least, pictures.size() - 1);
    };
    const std::size_t first = split(begin_of(cut) - apart, 1);
    const std::size_t last = split(end_of(cut) + apart, first);
    const Shot from = shot_of(pictures.first(first));
    const Shot to = shot_of(pictures.subspan(last));
    if (!differ(from, to)) return std::nullopt;
    // The area over the curve ends where the curve crosses one half, and feels single noisy pictures least.
    Us middle = pictures[first].time - frame / 2;
    for (const Seen& seen : pictures.subspan(first, last - first)) {
        middle += from_seconds(seconds(frame) * (1 - blend(seen.grid, from, to)));
    }
    return middle;
}

/// Through black or white: the middle of the pictures that are as dark (or bright) as any gets.
std::optional<Us> locate_fade(const Cut& cut, std::span<const Seen> pictures) {
    const bool black = cut.transition.kind == TransitionKind::FadeBlack;
    const auto covered = [&](const Seen& seen) { return black ? 255 - av::mean(seen.grid) : av::mean(seen.grid); };
    const double most = covered(*std::max_element(
        pictures.begin(), pictures.end(), [&](const Seen& a, const Seen& b) { return covered(a) < covered(b); }));
    const auto whole = [&](const Seen& seen) { return most - covered(seen) < kFloor; };
    // A shot that is as dark itself hides where it begins or ends.
    if (whole(pictures.front()) || whole(pictures.back())) return std::nullopt;
    const auto first = std::find_if(pictures.begin(), pictures.end(), whole);
    const auto last = std::find_if(pictures.rbegin(), pictures.rend(), whole);
    return (first->time + last->time) / 2;
}

}  // namespace

std::vector<Us> find_cuts(std::span<const Step> steps) {
    std::vector<double> ones;
    for (const Step& step : steps) ones.push_back(step.one);
    std::vector<Us> cuts;
    for (std::size_t i = 1; i < steps.size(); ++i) {
        const double step = ones[i];
        if (step < kFloorWithoutPlan || !stands_alone(ones, i)) continue;
        const bool flash = i + 1 < steps.size() && steps[i + 1].two < step / 2;
        const bool back_from_flash = i > 1 && steps[i].two < step / 2;
        if (flash || back_from_flash) continue;
        const std::size_t begin = i > kNeighbours ? i - kNeighbours : 1;
        const std::size_t end = std::min(i + kNeighbours + 1, steps.size());
        const double usual = median(
            {ones.begin() + static_cast<std::ptrdiff_t>(begin), ones.begin() + static_cast<std::ptrdiff_t>(end)});
        if (step >= kProminence * usual + kFloor) cuts.push_back(steps[i].time);
    }
    return cuts;
}

TimeRange window_of(std::span<const Cut> cuts, std::size_t index, Us frame) {
    TimeRange window{begin_of(cuts[index]) - kReach * frame, end_of(cuts[index]) + kReach * frame};
    // Half-way, the neighbour's change is nearer to the neighbour.
    if (index > 0) window.begin = std::max(window.begin, (end_of(cuts[index - 1]) + begin_of(cuts[index])) / 2);
    if (index + 1 < cuts.size()) {
        window.end = std::min(window.end, (end_of(cuts[index]) + begin_of(cuts[index + 1])) / 2);
    }
    return window;
}

std::optional<Us> locate(const Cut& cut, std::span<const Seen> pictures, Us frame) {
    if (pictures.size() < 2) return std::nullopt;
    switch (cut.transition.kind) {
        case TransitionKind::Cut: return locate_hard_cut(cut.time, pictures, frame);
        case TransitionKind::Crossfade:
        case TransitionKind::Wipe: return locate_blend(cut, pictures, frame);
        case TransitionKind::FadeBlack:
        case TransitionKind::FadeWhite: return locate_fade(cut, pictures);
        case TransitionKind::Push: break;  // every cell changes all the time
    }
    return std::nullopt;
}

}  // namespace takt::verify
