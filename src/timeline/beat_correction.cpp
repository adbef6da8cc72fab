// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/beat_correction.h"

#include "takt/beats.h"

#include "timeline/beat_series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace takt {
namespace {

using timeline::Beats;

constexpr double kSameRatio = 0.04;  // what a person counts, and what half a tempo comes to
constexpr double kSameTempo = 0.01;

bool close(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance * b;
}

/// The song's beats while one field after the other is obeyed.
class Correcting {
public:
    explicit Correcting(const BeatGrid& grid) : parts_(grid.parts()), found_(parts_.tempo) {}

    BeatGrid obey(const BeatCorrection& correction) {
        if (correction.bpm) set_tempo(*correction.bpm);
        for (int i = correction.level; i < 0; ++i) thin(2);
        for (int i = correction.level; i > 0; --i) fill(2);
        shift(correction.offset);
        if (correction.downbeat) count_from(*correction.downbeat);
        name_alternatives();
        settle_form();
        parts_.correction = correction;
        return BeatGrid(std::move(parts_));
    }

private:
    void set_tempo(double bpm) {
        const double found = parts_.tempo.bpm;
        if (!parts_.beats.empty() && found > 0) {
            if (close(bpm, found, kSameTempo)) return;
            for (const int n : {2, 3}) {
                if (close(bpm, found / n, kSameRatio)) return thin(n);
                if (close(bpm, found * n, kSameRatio)) return fill(n);
            }
        }
        parts_.beats = timeline::steady(parts_.beats, bpm, parts_.duration);
        parts_.tempo.bpm = bpm;
        parts_.tempo.stable = true;
        parts_.musical = !parts_.beats.empty();  // somebody who names a tempo hears one
        timeline::count_bars_by_accents(parts_.beats, meter());
    }

    void thin(int n) { replace(timeline::thinned(parts_.beats, n), 1.0 / n); }
    void fill(int n) { replace(timeline::filled(parts_.beats, n), n); }

    void replace(Beats beats, double ratio) {
        parts_.beats = std::move(beats);
        parts_.tempo.bpm *= ratio;
        timeline::count_bars_by_accents(parts_.beats, meter());
    }

    /// What falls off either end is gone.
    void shift(Us offset) {
        for (Beat& beat : parts_.beats) beat.time += offset;
        std::erase_if(parts_.beats, [&](const Beat& b) { return b.time < Us{0} || b.time >= parts_.duration; });
        for (std::size_t i = 1; i < parts_.sections.size(); ++i) {
            move_boundary(i, parts_.sections[i].range.begin + offset);
        }
        const auto inside = [&](Us time) { return std::clamp(time + offset, Us{0}, parts_.duration); };
        for (Us& phrase : parts_.phrases) phrase = inside(phrase);
        if (parts_.highlight) parts_.highlight = {inside(parts_.highlight->begin), inside(parts_.highlight->end)};
    }

    void count_from(Us downbeat) {
        if (parts_.beats.empty()) return;
        const double bar_us = 60e6 / std::max(1.0, parts_.tempo.bpm) * meter();
        const auto bars = [&](Us span) { return Us{std::llround(std::ceil(seconds(span) * 1e6 / bar_us) * bar_us)}; };
        if (downbeat < Us{0}) downbeat += bars(-downbeat);
        if (downbeat > parts_.duration) downbeat -= bars(downbeat - parts_.duration);
        const auto nearer = [&](const Beat& a, const Beat& b) {
            return std::chrono::abs(a.time - downbeat) < std::chrono::abs(b.time - downbeat);
        };
        const auto nearest = std::min_element(parts_.beats.begin(), parts_.beats.end(), nearer);
        timeline::count_bars_from(parts_.beats, meter(), static_cast<std::size_t>(nearest - parts_.beats.begin()));
    }

    /// The readings keep their tempo and score; how they relate to the chosen one may have changed.
    void name_alternatives() {
        Tempo& tempo = parts_.tempo;
        if (tempo.bpm == found_.bpm || tempo.bpm <= 0) return;
        std::vector<TempoAlternative> readings = found_.alternatives;
        if (found_.bpm > 0) readings.insert(readings.begin(), {found_.bpm, "", 1});
        tempo.alternatives.clear();
        for (TempoAlternative& reading : readings) {
            if (reading.relation == "off-beat") continue;  // of beats that are others now
            const bool half = close(reading.bpm * 2, tempo.bpm, kSameRatio);
            if (!half && !close(reading.bpm / 2, tempo.bpm, kSameRatio)) continue;
            reading.relation = half ? "half" : "double";
            tempo.alternatives.push_back(std::move(reading));
        }
    }

    /// The bar line nearest to `time`, when one is within half a bar.
    [[nodiscard]] Us settled(Us time) const {
        const Us reach{std::llround(30e6 / std::max(1.0, parts_.tempo.bpm) * meter())};
        const Beat* nearest = nullptr;
        for (const Beat& beat : parts_.beats) {
            if (!beat.downbeat) continue;
            if (!nearest || std::chrono::abs(beat.time - time) < std::chrono::abs(nearest->time - time)) {
                nearest = &beat;
            }
        }
        return nearest && std::chrono::abs(nearest->time - time) <= reach ? nearest->time : time;
    }

    /// Sections and phrases begin on bar lines, wherever these are now.
    void settle_form() {
        for (std::size_t i = 1; i < parts_.sections.size(); ++i) {
            move_boundary(i, settled(parts_.sections[i].range.begin));
        }
        std::vector<Us> phrases;
        for (const Us phrase : parts_.phrases) {
            const Us begin = settled(phrase);
            if (phrases.empty() || begin > phrases.back()) phrases.push_back(begin);
        }
        parts_.phrases = std::move(phrases);
        if (!parts_.highlight) return;
        const TimeRange highlight{settled(parts_.highlight->begin), settled(parts_.highlight->end)};
        if (highlight.begin < highlight.end) parts_.highlight = highlight;
    }

    void move_boundary(std::size_t section, Us to) {
        TimeRange& before = parts_.sections[section - 1].range;
        TimeRange& after = parts_.sections[section].range;
        if (to <= before.begin || to >= after.end) return;
        before.end = to;
        after.begin = to;
    }

    [[nodiscard]] int meter() const { return std::max(1, parts_.meter); }

    BeatGrid::Parts parts_;
    const Tempo found_;
};

}  // namespace

BeatGrid corrected(const BeatGrid& grid, const BeatCorrection& correction) {
    return correction.empty() ? grid : Correcting(grid).obey(correction);
}

BeatCorrection moved(BeatCorrection correction, Us begin) {
    if (correction.downbeat) *correction.downbeat -= begin;
    return correction;
}

}  // namespace takt
