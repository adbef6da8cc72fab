// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/cut_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace takt::verify {
namespace {

// Drafts count in milliseconds: a cut on the exact frame may be told one off.
constexpr Us kRounding = std::chrono::milliseconds{1};

std::optional<Us> nearest(const std::vector<Us>& sorted, Us time) {
    if (sorted.empty()) return std::nullopt;
    const auto after = std::lower_bound(sorted.begin(), sorted.end(), time);
    if (after == sorted.end()) return sorted.back();
    if (after == sorted.begin() || *after - time < time - *std::prev(after)) return *after;
    return *std::prev(after);
}

MeasuredCut measure(Us found, Us planned, const std::vector<Us>& beats) {
    const auto beat = nearest(beats, planned);
    return {found, beat, found - beat.value_or(planned)};
}

/// Of a transition, how much of it its middle may be off: a shot that itself turns dark or bright meanwhile shifts it,
/// and where only one side of the picture tells two shots apart, a wipe is seen when it passes there.
int spread_divisor(TransitionKind kind) {
    return kind == TransitionKind::Wipe ? 2 : 4;
}

Us tolerance(const Cut& cut, Us frame) {
    const Us spread = cut.transition.kind == TransitionKind::Cut
                          ? Us{0}
                          : Us{cut.transition.duration} / spread_divisor(cut.transition.kind);
    return frame + spread + kRounding;
}

std::string in_ms(Us time) {
    return fmt::format("{:.1f} ms", seconds(time) * 1000);
}

Check cuts_found(const Pictures& pictures, Us frame) {
    int found = 0;
    int invisible = 0;
    int misplaced = 0;
    int never_visible = 0;
    for (const LocatedCut& cut : pictures.planned_cuts) {
        if (!cut.found) {
            ++invisible;
            never_visible += cut.planned.transition.kind == TransitionKind::Push ? 1 : 0;
        } else if (std::chrono::abs(*cut.found - cut.planned.time) <= tolerance(cut.planned, frame)) {
            ++found;
        } else {
            ++misplaced;
        }
    }
    // Shots that look alike hide their cuts. But when there are cuts, only not where they were planned, the plan was
    // not kept.
    const auto planned = static_cast<int>(pictures.planned_cuts.size()) - never_visible;
    const bool elsewhere = invisible - never_visible > planned / 2 &&
                           2 * static_cast<int>(pictures.cuts.size()) > planned &&
                           static_cast<int>(pictures.cuts.size()) > 2 * found;
    return {"cuts_found", misplaced == 0 && !elsewhere,
            fmt::format("{} of {} where planned, {} elsewhere, {} invisible", found, planned, misplaced, invisible),
            "all that can be seen, within one frame"};
}

Check cuts_on_beat(const Pictures& pictures, const Expectation& expected, Us frame) {
    int visible = 0;
    int on_beat = 0;
    Us worst{};
    for (const LocatedCut& cut : pictures.planned_cuts) {
        if (!cut.found) continue;
        ++visible;
        const Us error = std::chrono::abs(measure(*cut.found, cut.planned.time, expected.beats).error);
        worst = std::max(worst, error);
        if (error <= tolerance(cut.planned, frame)) ++on_beat;
    }
    return {"cuts_on_beat", !expected.cuts_follow_beats || on_beat == visible,
            fmt::format("{} of {}, worst {}", on_beat, visible, in_ms(worst)),
            expected.cuts_follow_beats ? fmt::format("all within one frame, {}", in_ms(frame)) : ""};
}

}  // namespace

std::vector<MeasuredCut> measure_cuts(const Pictures& pictures, const Expectation& expected) {
    std::vector<MeasuredCut> cuts;
    if (expected.cuts.empty()) {
        for (const Us found : pictures.cuts) cuts.push_back(measure(found, found, expected.beats));
    }
    for (const LocatedCut& cut : pictures.planned_cuts) {
        if (cut.found) cuts.push_back(measure(*cut.found, cut.planned.time, expected.beats));
    }
    return cuts;
}

void check_cuts(const Pictures& pictures, const Expectation& expected, std::vector<Check>& checks) {
    const Us frame = frame_time(1, expected.rate.value_or(pictures.rate));
    if (expected.cuts.empty()) {
        checks.push_back({"cuts_found", true, fmt::format("{} hard cuts", pictures.cuts.size()), ""});
        return;
    }
    checks.push_back(cuts_found(pictures, frame));
    checks.push_back(cuts_on_beat(pictures, expected, frame));
}

void summarise_cuts(Verification& verification) {
    if (verification.cuts.empty()) return;
    Us sum{};
    for (const MeasuredCut& cut : verification.cuts) {
        const Us error = std::chrono::abs(cut.error);
        sum += error;
        verification.max_cut_error = std::max(verification.max_cut_error, error);
    }
    verification.mean_cut_error = sum / static_cast<std::int64_t>(verification.cuts.size());
    verification.cuts_within_one_frame = verification.max_cut_error <= frame_time(1, verification.rate) + kRounding;
}

}  // namespace takt::verify
