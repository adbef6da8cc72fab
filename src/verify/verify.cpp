// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/verify.h"

#include "verify/checks.h"

#include <algorithm>

namespace takt {

Verification verify_video(const std::filesystem::path& file, const Expectation& expected, Progress& progress,
                          std::stop_token stop) {
    Expectation sorted = expected;
    std::sort(sorted.beats.begin(), sorted.beats.end());
    std::sort(sorted.cuts.begin(), sorted.cuts.end(), [](const Cut& a, const Cut& b) { return a.time < b.time; });
    verify::Measured measured;
    measured.container = verify::look_at(file);
    measured.pictures = verify::watch(file, sorted.cuts, progress, stop);
    measured.sound = verify::listen(file, progress, stop);
    Verification verification = verify::judge(measured, sorted);
    verification.file = file;
    return verification;
}

}  // namespace takt
