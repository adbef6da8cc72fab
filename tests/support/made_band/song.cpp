// SPDX-License-Identifier: GPL-3.0-or-later
// The band plays: beats from the tempo, chords from a key, and every player's groove bar by bar.
#include "song.h"

#include "dice.h"
#include "grooves.h"
#include "studio.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace takt::band {
namespace {

constexpr double kTail_s = 1.5;
// Degrees of the scale that a phrase goes through, four to each.
constexpr std::array<std::array<int, 4>, 6> kProgressions{
    {{0, 5, 3, 4}, {0, 3, 4, 0}, {5, 3, 0, 4}, {0, 4, 5, 3}, {1, 4, 0, 5}, {0, 2, 3, 4}}};
constexpr std::array<int, 7> kMajor{0, 2, 4, 5, 7, 9, 11};

double hz_of(int semitones_from_a2) {
    return 110 * std::pow(2, semitones_from_a2 / 12.0);
}

/// Semitones of a degree of the scale, any octave.
int scale(int degree) {
    const int octave = degree >= 0 ? degree / 7 : -((6 - degree) / 7);
    return kMajor[static_cast<std::size_t>(degree - 7 * octave)] + 12 * octave;
}

/// The times of `count` beats.
std::vector<double> beat_times(const Score& score, int count, Dice& dice) {
    std::vector<double> times;
    double time = score.silence_s;
    const double slow_turn = dice.between(0, 6);
    const int phrase = std::max(1, score.phrase_bars * meter_of(score.style));
    for (int i = 0; i < count; ++i) {
        times.push_back(time);
        double bpm = score.bpm;
        if (score.curve == TempoCurve::Ramp) bpm += (score.last_bpm - score.bpm) * i / count;
        if (score.curve == TempoCurve::Rubato) {
            const double wave = std::sin(slow_turn + 2 * std::numbers::pi * i / phrase);
            bpm *= 1 + score.rubato * (0.7 * wave + 0.3 * dice.about() / 2);
        }
        time += 60 / bpm;
    }
    times.push_back(time);
    return times;
}

class Performance {
public:
    explicit Performance(const Score& score)
        : score_(score), dice_(score.seed + 977), meter_(meter_of(score.style)), bars_(0) {
        for (const Passage& passage : score.form) bars_ += passage.bars;
        times_ = beat_times(score, score.pickup_beats + bars_ * meter_, dice_);
        groove_ = dice_.one_of(grooves_of(score.style));
        swing_ = temper_of(score.style).swing;
        if (swing_ > 0.5) swing_ += dice_.between(-0.05, 0.02);
        key_ = dice_.below(12);
        progressions_ = {dice_.one_of(kProgressions), dice_.one_of(kProgressions)};
        bars_per_chord_ = dice_.chance(0.2) ? 2 : 1;
        bright_ = dice_.between(0.3, 0.7);
        slow_ = score.style == Style::Strings;
    }

    Song play() {
        Studio studio(times_.back() + kTail_s, dice_);
        Song song = answers();
        pickup(studio);
        int bar = 0;
        for (const Passage& passage : score_.form) {
            for (int i = 0; i < passage.bars; ++i) play_bar(studio, passage, bar + i, i);
            if ((passage.players & Riser) != 0) studio.riser(at(bar, 0), at(bar + passage.bars, 0), passage.loudness);
            bar += passage.bars;
        }
        song.sound = studio.mixed();
        return song;
    }

private:
    /// Seconds of a place in a bar; the second half of a swung beat is late.
    [[nodiscard]] double at(int bar, double beat) const {
        const double place = score_.pickup_beats + bar * meter_ + beat;
        const auto index = std::clamp(static_cast<std::size_t>(place), std::size_t{0}, times_.size() - 2);
        const double part = place - static_cast<double>(index);
        const double swung = part < 0.5 ? 2 * swing_ * part : swing_ + 2 * (1 - swing_) * (part - 0.5);
        return times_[index] + (times_[index + 1] - times_[index]) * swung;
    }
    [[nodiscard]] double played(int bar, double beat) {
        return std::max(0.0, at(bar, beat) + score_.looseness_s * dice_.about());
    }
    [[nodiscard]] double touch(double velocity) { return velocity * dice_.between(0.8, 1.1); }

    Song answers() const {
        Song song;
        song.meter = meter_;
        song.name = std::string(name_of(score_.style)) + " at " + std::to_string(std::lround(score_.bpm)) + ", seed " +
                    std::to_string(score_.seed);
        song.beats_s.assign(times_.begin(), times_.end() - 1);
        for (int i = 0; i < static_cast<int>(song.beats_s.size()); ++i) {
            song.downbeats.push_back(i >= score_.pickup_beats && (i - score_.pickup_beats) % meter_ == 0);
        }
        int bar = 0;
        for (const Passage& passage : score_.form) {
            song.sections.push_back({at(bar, 0), at(bar + passage.bars, 0), passage.label});
            for (int i = 0; i < passage.bars; i += score_.phrase_bars) song.phrases_s.push_back(at(bar + i, 0));
            bar += passage.bars;
        }
        return song;
    }

    [[nodiscard]] int degree(const Passage& passage, int in_passage) const {
        const bool hook = passage.label == "chorus" || passage.label == "drop";
        return progressions_[hook ? 1 : 0][static_cast<std::size_t>(in_passage / bars_per_chord_) % 4];
    }

    void pickup(Studio& studio) {
        for (int i = 0; i < score_.pickup_beats; ++i) {
            const double beat = i - score_.pickup_beats;
            studio.tone(played(0, beat), 4 * hz_of(key_ + scale(4 - i)), touch(0.16), {0.004, 0.3, 0.4, 0.05}, bright_);
        }
    }

    void play_bar(Studio& studio, const Passage& passage, int bar, int in_passage) {
        const double loudness = passage.loudness;
        const bool last = in_passage + 1 == passage.bars;
        const bool fill = last || (in_passage + 1) % score_.phrase_bars == 0;
        const int chord = degree(passage, in_passage);
        if ((passage.players & Drums) != 0)
            drums(studio, passage, bar, fill, static_cast<double>(in_passage) / passage.bars);
        if ((passage.players & Cymbals) != 0) {
            for (const Stroke& s : strokes(groove_.hat)) studio.hat(played(bar, s.beat), touch(s.velocity * loudness));
            for (const Stroke& s : strokes(groove_.shaker))
                studio.shaker(played(bar, s.beat), touch(s.velocity * loudness));
        }
        if ((passage.players & Bass) != 0 || groove_.kick.empty()) bass(studio, bar, chord, loudness);
        if ((passage.players & Chords) != 0) chords(studio, bar, chord, loudness);
        if ((passage.players & Lead) != 0) lead(studio, bar, chord, loudness);
    }

    void drums(Studio& studio, const Passage& passage, int bar, bool fill, double through) {
        const double loudness = passage.loudness;
        const double fill_from = fill ? meter_ - dice_.below(std::min(meter_, 3)) - 1 : meter_;
        for (const Stroke& s : strokes(groove_.kick)) studio.kick(played(bar, s.beat), touch(s.velocity * loudness));
        for (const Stroke& s : strokes(groove_.snare)) {
            if (s.beat < fill_from) studio.snare(played(bar, s.beat), touch(s.velocity * loudness));
        }
        for (double beat = fill_from; beat < meter_; beat += 0.25) {
            if (!groove_.snare.empty() && dice_.chance(0.8)) studio.snare(played(bar, beat), touch(0.6 * loudness));
        }
        if ((passage.players & Riser) == 0) return;
        for (double beat = 0; beat < fill_from; beat += through < 0.5 ? 1 : 0.5) {
            studio.snare(played(bar, beat), touch((0.2 + 0.4 * through) * loudness));
        }
    }

    void bass(Studio& studio, int bar, int chord, double loudness) {
        const bool walks = score_.style == Style::Swing;
        int step = 0;
        for (const Stroke& s : strokes(groove_.bass)) {
            const int tone = walks && step > 0 ? chord + 2 * step - (step > 2 ? 3 : 0)
                             : step % 4 == 3   ? chord + 4
                                               : chord;
            const double begin = played(bar, s.beat);
            const double length = 0.9 * (at(bar, s.beat + s.beats) - begin);
            studio.tone(begin, hz_of(key_ + scale(tone - 7)), touch(0.3 * s.velocity * loudness),
                        {slow_ ? 0.06 : 0.006, 0.9, length, 0.03}, 0.35);
            ++step;
        }
    }

    void chords(Studio& studio, int bar, int chord, double loudness) {
        const auto line = strokes(groove_.chords);
        for (std::size_t i = 0; i < line.size(); ++i) {
            const Stroke& s = line[i];
            const double begin = played(bar, s.beat);
            const double until = at(bar, s.beat + s.beats) - begin;
            const Envelope envelope{slow_ ? 0.12 : 0.004, groove_.chords_ring ? 1.5 : 0.18,
                                    groove_.chords_ring ? until : std::min(until, 0.25), slow_ ? 0.15 : 0.04};
            if (groove_.arpeggio) {
                constexpr std::array<int, 4> kOrder{0, 2, 4, 7};
                const int tone = chord + kOrder[i % 4];
                studio.tone(begin, 2 * hz_of(key_ + scale(tone)), touch(0.14 * s.velocity * loudness), envelope,
                            bright_);
                continue;
            }
            for (const int third : {0, 2, 4}) {
                studio.tone(begin, 2 * hz_of(key_ + scale(chord + third)), touch(0.08 * s.velocity * loudness),
                            envelope, bright_);
            }
        }
    }

    void lead(Studio& studio, int bar, int chord, double loudness) {
        for (double beat = 0; beat < meter_;) {
            const double beats = dice_.chance(0.3) ? 0.5 : dice_.chance(0.6) ? 1 : 2;
            if (dice_.chance(0.8)) {
                const int tone = dice_.chance(0.6) ? chord + 2 * dice_.below(4) : dice_.below(9);
                const double begin = played(bar, beat);
                studio.tone(
                    begin, 4 * hz_of(key_ + scale(tone)), touch(0.11 * loudness),
                    {slow_ ? 0.08 : 0.01, 0.7, 0.85 * (at(bar, std::min<double>(meter_, beat + beats)) - begin), 0.04},
                    bright_);
            }
            beat += beats;
        }
    }

    const Score& score_;
    Dice dice_;
    int meter_;
    int bars_;
    std::vector<double> times_;
    Groove groove_;
    double swing_ = 0.5;
    int key_ = 0;
    std::array<std::array<int, 4>, 2> progressions_{};
    int bars_per_chord_ = 1;
    double bright_ = 0.5;
    bool slow_ = false;
};

}  // namespace

std::vector<double> Song::downbeats_s() const {
    std::vector<double> times;
    for (std::size_t i = 0; i < beats_s.size(); ++i) {
        if (downbeats[i]) times.push_back(beats_s[i]);
    }
    return times;
}

Song made_song(const Score& score) {
    return Performance(score).play();
}

Song made_song(std::uint32_t seed) {
    return made_song(made_score(seed));
}

}  // namespace takt::band
