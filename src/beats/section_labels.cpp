// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/section_labels.h"

#include <algorithm>
#include <cmath>

namespace takt::beats {
namespace {

constexpr double kPeak = 0.8;         // of the strongest drive
constexpr double kRising = 0.15;      // 1.3 dB from the first quarter to the last
constexpr double kThin = 0.65;        // of a neighbour's drive: clearly less
constexpr double kBassless = 0.4;     // of a neighbour's bass: drums or bass are out
constexpr double kMarginShare = 0.3;  // of the song: a longer first or last part is more than a margin

}  // namespace

double drive(const SectionSound& section) {
    return 0.5 * section.energy + 0.25 * section.bass + 0.25 * section.attacks;
}

std::vector<std::string> section_labels(std::span<const SectionSound> sections) {
    const std::size_t count = sections.size();
    std::vector<double> drives;
    for (const SectionSound& section : sections) drives.push_back(drive(section));
    std::vector<std::string> labels(count, "verse");
    if (count < 2) return labels;
    const auto [weakest, strongest] = std::minmax_element(drives.begin(), drives.end());
    const double peak = std::max(kPeak * *strongest, (*weakest + *strongest) / 2);

    const auto peaks = [&](std::size_t i) { return i < count && drives[i] >= peak; };
    const auto margin = [&](std::size_t i) { return sections[i].share <= kMarginShare; };
    const auto thin = [&](std::size_t i, std::size_t beside) {
        return drives[i] < kThin * drives[beside] || sections[i].bass < kBassless * sections[beside].bass;
    };
    for (std::size_t i = 0; i < count; ++i) {
        const bool first = i == 0;
        const bool last = i + 1 == count;
        if (peaks(i)) {
            labels[i] = !first && labels[i - 1] == "build" ? "drop" : "chorus";
        } else if (!first && peaks(i + 1) && sections[i].rise > kRising) {
            labels[i] = "build";
        } else if (first && margin(i) && thin(i, i + 1)) {
            labels[i] = "intro";
        } else if (last && margin(i) && thin(i, i - 1)) {
            labels[i] = "outro";
        } else if (!first && !last && thin(i, i - 1) && thin(i, i + 1)) {
            labels[i] = "break";
        }
    }
    return labels;
}

}  // namespace takt::beats
