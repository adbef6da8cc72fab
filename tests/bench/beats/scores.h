// SPDX-License-Identifier: GPL-3.0-or-later
// What one system reached over a folder of recordings: every measure by recording, and the means of the table.
#pragma once

#include "calibration.h"
#include "error_place.h"
#include "metrics.h"

#include <string>
#include <vector>

namespace takt::bench {

/// What a system said of one recording.
struct Answer {
    Times beats;
    double bpm = 0;
    double confidence = 0;
};

/// Of a recording that has beats.
struct Score {
    double true_bpm = 0;
    double f = 0;
    Continuity continuity;
    TempoHit tempo;
    ErrorPlace error = ErrorPlace::Silent;
};

struct Means {
    double f = 0;
    double f_slow = 0;  ///< over recordings at no more than 110 BPM
    double cmlt = 0;
    double amlt = 0;
    double acc1 = 0;
    double acc2 = 0;
};

inline constexpr double kSlowBpm = 110;

/// `truth` is not trimmed yet and has at least two beats.
[[nodiscard]] Score score(const Times& truth, const Answer& answer);
/// Zeros without scores.
[[nodiscard]] Means means(const std::vector<Score>& scores);

/// Lines of a Markdown table, ending in a line feed.
[[nodiscard]] std::string table_head();
[[nodiscard]] std::string table_row(const std::string& system, const Means& means, double cpu_ms_per_s);
[[nodiscard]] std::string calibration_table(const Calibration& calibration);
/// "octave 4, drift 2": how many recordings have their error where.
[[nodiscard]] std::string error_summary(const std::vector<Score>& scores);

}  // namespace takt::bench
