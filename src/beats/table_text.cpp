// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/table_text.h"

#include "beats/counting.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace takt::beats {
namespace {

std::string label(Us begin, Us end, std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return fmt::format("{:.6f}\t{:.6f}\t{}\n", seconds(begin), seconds(end), text);
}

}  // namespace

std::string beats_csv(const BeatGrid& grid) {
    const std::vector<Count> counts = counted(grid);
    std::string text = "beat,time_s,bar,position,strength,downbeat\n";
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const Beat& beat = grid.beats()[i];
        fmt::format_to(std::back_inserter(text), "{},{:.6f},{},{},{:.3f},{}\n", i + 1, seconds(beat.time),
                       counts[i].bar, counts[i].position, beat.strength, beat.downbeat ? 1 : 0);
    }
    return text;
}

std::string beats_labels(const BeatGrid& grid) {
    std::vector<std::pair<Us, std::string>> lines;
    for (const Section& section : grid.sections()) {
        lines.emplace_back(section.range.begin, label(section.range.begin, section.range.end, section.label));
    }
    if (const auto& best = grid.highlight()) {
        lines.emplace_back(best->begin, label(best->begin, best->end, "highlight"));
    }
    const std::vector<Count> counts = counted(grid);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const Beat& beat = grid.beats()[i];
        const std::string name =
            beat.downbeat ? fmt::format("{}", counts[i].bar) : fmt::format("{}.{}", counts[i].bar, counts[i].position);
        lines.emplace_back(beat.time, label(beat.time, beat.time, name));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string text;
    for (const auto& line : lines) text += line.second;
    return text;
}

}  // namespace takt::beats
