// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/form.h"

#include "beats/highlight.h"
#include "beats/section_labels.h"
#include "beats/sections.h"
#include "beats/structure.h"

#include <algorithm>
#include <cmath>

namespace takt::beats {
namespace {

constexpr std::size_t kFewestBars = 4;

Us time_of(double hop) {
    return std::max(Us{0}, from_seconds(hop_time_s(hop)));
}

/// Where bars begin, and where the last one ends.
std::vector<double> edges_of(std::span<const double> downbeats, std::size_t hops, Us duration) {
    std::vector<double> edges;
    for (const double downbeat : downbeats) {
        if (time_of(downbeat) < duration) edges.push_back(downbeat);
    }
    if (edges.size() >= 2) {
        const double end = 2 * edges.back() - edges[edges.size() - 2];
        edges.push_back(std::max(edges.back() + 1, std::min(end, static_cast<double>(hops))));
    }
    return edges;
}

/// The means over the bars of each section, in their own units.
std::vector<SectionSound> sounds_of(std::span<const BarSound> bars, std::span<const std::size_t> begins) {
    const auto mean = [&](std::size_t begin, std::size_t end, auto&& value) {
        double sum = 0;
        for (std::size_t i = begin; i < end; ++i) sum += value(bars[i]);
        return sum / static_cast<double>(std::max<std::size_t>(1, end - begin));
    };
    const auto power = [](const BarSound& bar) { return bar.level * bar.level; };
    const auto bass = [](const BarSound& bar) { return bar.bass; };
    const auto attacks = [](const BarSound& bar) { return bar.attacks; };
    std::vector<SectionSound> sounds;
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const std::size_t begin = begins[i];
        const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : bars.size();
        const std::size_t quarter = std::max<std::size_t>(1, (end - begin) / 4);
        SectionSound sound;
        sound.energy = std::sqrt(mean(begin, end, power));
        sound.bass = mean(begin, end, bass);
        sound.attacks = mean(begin, end, attacks);
        sound.rise =
            std::log((1e-9 + mean(end - quarter, end, power)) / (1e-9 + mean(begin, begin + quarter, power))) / 2 +
            std::log((1e-6 + mean(end - quarter, end, attacks)) / (1e-6 + mean(begin, begin + quarter, attacks)));
        sound.share = static_cast<double>(end - begin) / static_cast<double>(bars.size());
        sounds.push_back(sound);
    }
    return sounds;
}

/// Relative to the section that has most of each.
void relate(std::vector<SectionSound>& sounds) {
    for (double SectionSound::*const quantity : {&SectionSound::energy, &SectionSound::bass, &SectionSound::attacks}) {
        double most = 0;
        for (const SectionSound& sound : sounds) most = std::max(most, sound.*quantity);
        for (SectionSound& sound : sounds) sound.*quantity = most > 0 ? sound.*quantity / most : 0;
    }
}

std::vector<Section> sections_of(std::span<const double> edges, std::span<const std::size_t> begins,
                                 std::span<const BarSound> bars, Us duration) {
    std::vector<SectionSound> sounds = sounds_of(bars, begins);
    relate(sounds);
    const std::vector<std::string> labels = section_labels(sounds);
    std::vector<Section> sections;
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const Us begin = i == 0 ? Us{0} : time_of(edges[begins[i]]);
        const Us end = i + 1 < begins.size() ? time_of(edges[begins[i + 1]]) : duration;
        sections.push_back({{begin, end}, sounds[i].energy, labels[i]});
    }
    return sections;
}

}  // namespace

Form find_form(const Curves& curves, std::span<const float> onsets, std::span<const double> downbeats, Us duration) {
    const std::vector<double> edges = edges_of(downbeats, curves.hops(), duration);
    if (edges.size() < kFewestBars + 1) return {{}, loudness_sections(curves.level, duration), std::nullopt};
    const std::vector<BarSound> bars = bar_sounds(curves, onsets, edges);
    const std::vector<std::size_t> phrases = phrase_begins(novelty(bars));
    const std::vector<std::size_t> begins = section_begins(bars, phrases);
    Form form;
    for (const std::size_t bar : phrases) form.phrases.push_back(time_of(edges[bar]));
    form.sections = sections_of(edges, begins, bars, duration);
    if (const auto bar = highlight_begin(bars, phrases, begins)) {
        const std::size_t end = std::min(bars.size(), *bar + kHighlightBars);
        form.highlight = TimeRange{time_of(edges[*bar]), std::min(duration, time_of(edges[end]))};
    }
    return form;
}

}  // namespace takt::beats
