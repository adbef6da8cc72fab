// SPDX-License-Identifier: GPL-3.0-or-later
#include "scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace takt::bench {

Score score(const Times& truth, const Answer& answer) {
    const Times judged = trimmed(truth);
    const Times found = trimmed(answer.beats);
    const double true_bpm = median_bpm(truth);
    return {true_bpm, f_measure(judged, found), continuity(judged, found), tempo_hit(true_bpm, answer.bpm),
            error_place(judged, found)};
}

Means means(const std::vector<Score>& scores) {
    Means sum;
    int slow = 0;
    for (const Score& one : scores) {
        sum.f += one.f;
        sum.cmlt += one.continuity.cmlt;
        sum.amlt += one.continuity.amlt;
        sum.acc1 += one.tempo.acc1 ? 1 : 0;
        sum.acc2 += one.tempo.acc2 ? 1 : 0;
        if (one.true_bpm > kSlowBpm) continue;
        ++slow;
        sum.f_slow += one.f;
    }
    const auto all = static_cast<double>(std::max<std::size_t>(1, scores.size()));
    return {sum.f / all,   sum.f_slow / std::max(1, slow), sum.cmlt / all, sum.amlt / all, sum.acc1 / all,
            sum.acc2 / all};
}

std::string table_head() {
    return "| system | F | F at ≤ 110 BPM | CMLt | AMLt | Acc1 | Acc2 | CPU ms per second |\n"
           "|---|---|---|---|---|---|---|---|\n";
}

std::string table_row(const std::string& system, const Means& means, double cpu_ms_per_s) {
    return fmt::format("| {} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {:.1f} |\n", system, means.f,
                       means.f_slow, means.cmlt, means.amlt, means.acc1, means.acc2, cpu_ms_per_s);
}

std::string calibration_table(const Calibration& calibration) {
    std::string text = "| confidence | recordings | mean confidence | mean F |\n|---|---|---|---|\n";
    for (std::size_t i = 0; i < kConfidenceBins; ++i) {
        const ConfidenceBin& bin = calibration.bins[i];
        const std::string range = fmt::format("{:.1f}–{:.1f}", static_cast<double>(i) / kConfidenceBins,
                                              static_cast<double>(i + 1) / kConfidenceBins);
        text += bin.count == 0
                    ? fmt::format("| {} | 0 | | |\n", range)
                    : fmt::format("| {} | {} | {:.2f} | {:.2f} |\n", range, bin.count, bin.confidence, bin.correctness);
    }
    return text + fmt::format("\nMean absolute gap {:.3f}\n", calibration.mean_gap);
}

std::string error_summary(const std::vector<Score>& scores) {
    std::map<ErrorPlace, int> counts;
    for (const Score& one : scores) ++counts[one.error];
    std::string text;
    for (const auto& [place, count] : counts) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", word(place), count);
    }
    return text;
}

}  // namespace takt::bench
