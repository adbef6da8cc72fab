// SPDX-License-Identifier: GPL-3.0-or-later
// Which song a seed stands for: style, tempo, form and who plays where.
#include "dice.h"
#include "grooves.h"
#include "song.h"

#include <algorithm>
#include <cmath>

namespace takt::band {
namespace {

constexpr double kShortest_s = 40;
constexpr double kLongest_s = 100;
constexpr unsigned kRhythm = Drums | Cymbals;
constexpr unsigned kEverybody = kRhythm | Bass | Chords | Lead;

std::vector<Passage> song_form(Dice& dice, int phrase) {
    const int intro = dice.chance(0.5) ? phrase : phrase / 2;
    std::vector<Passage> form{{"intro", intro, Chords | (dice.chance(0.4) ? unsigned{Cymbals} : 0U), 0.5},
                              {"verse", phrase, kRhythm | Bass | Chords, dice.between(0.6, 0.75)},
                              {"chorus", phrase, kEverybody, 1},
                              {"verse", phrase, kRhythm | Bass | Chords, dice.between(0.6, 0.75)},
                              {"chorus", phrase, kEverybody, 1}};
    if (dice.chance(0.5)) form.push_back({"break", dice.chance(0.5) ? phrase : phrase / 2, Chords | Lead, 0.5});
    if (dice.chance(0.6)) form.push_back({"chorus", phrase, kEverybody, 1});
    if (dice.chance(0.7)) form.push_back({"outro", phrase / 2, Chords | Bass, 0.45});
    return form;
}

std::vector<Passage> dance_form(Dice& dice, int phrase) {
    std::vector<Passage> form{{"intro", phrase, dice.chance(0.5) ? kRhythm : Drums | Chords, 0.55},
                              {"build", phrase, Drums | Chords | Riser, 0.7},
                              {"drop", 2 * phrase, kEverybody, 1},
                              {"break", phrase, Chords | Lead, 0.5},
                              {"build", dice.chance(0.5) ? phrase : phrase / 2, Drums | Chords | Riser, 0.7},
                              {"drop", 2 * phrase, kEverybody, 1}};
    if (dice.chance(0.7)) form.push_back({"outro", phrase, kRhythm | Bass, 0.5});
    return form;
}

double length_s(const Score& score) {
    int bars = 0;
    for (const Passage& passage : score.form) bars += passage.bars;
    return bars * meter_of(score.style) * 60 / score.bpm;
}

void fit(Score& score) {
    while (length_s(score) > kLongest_s && score.form.size() > 2) score.form.pop_back();
    while (length_s(score) < kShortest_s) score.form.push_back(score.form[score.form.size() - 2]);
}

bool has_drums(Style style) {
    return style != Style::Arpeggios && style != Style::Strings;
}

}  // namespace

Score made_score(std::uint32_t seed, Style style) {
    Dice dice(seed * 2'654'435'761U + static_cast<std::uint32_t>(style));
    Score score;
    score.seed = seed;
    score.style = style;
    const Temper temper = temper_of(style);
    score.bpm = temper.low_bpm * std::pow(temper.high_bpm / temper.low_bpm, dice.between(0, 1));
    score.last_bpm = score.bpm;
    const bool strict = style == Style::FourOnTheFloor || style == Style::DrumAndBass || style == Style::HalfTime;
    if (!strict && dice.chance(0.15)) {
        score.curve = TempoCurve::Ramp;
        score.last_bpm = score.bpm * dice.between(0.85, 1.2);
    } else if (!has_drums(style) || (!strict && dice.chance(0.2))) {
        score.curve = TempoCurve::Rubato;
        score.rubato = dice.between(0.01, has_drums(style) ? 0.03 : 0.08);
    }
    score.looseness_s = strict ? dice.between(0, 0.004) : dice.between(0.002, 0.013);
    score.silence_s = dice.between(0.05, 1.2);
    score.pickup_beats = dice.chance(0.25) ? 1 + dice.below(meter_of(style) - 1) : 0;
    const double bar_s = meter_of(style) * 60 / score.bpm;
    score.phrase_bars = bar_s > 2.6 ? 4 : bar_s < 1.2 && dice.chance(0.5) ? 16 : 8;
    const bool dance = strict && dice.chance(0.7);
    score.form = dance ? dance_form(dice, score.phrase_bars) : song_form(dice, score.phrase_bars);
    fit(score);
    return score;
}

Score made_score(std::uint32_t seed) {
    return made_score(seed, static_cast<Style>(seed % kStyles));
}

}  // namespace takt::band
