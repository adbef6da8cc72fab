// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep_media/sound_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace takt::test {
namespace {

constexpr double kLag_s = 0.010;
constexpr Us kLength = std::chrono::milliseconds{50};
constexpr double kLevel_db = 1;
constexpr double kQuiet_db = -60;  // below it an encoder's noise decides
constexpr double kAlike = 0.8;     // a codec's second generation correlates with 0.95 and more

/// From presentation zero on, whatever the sound's own begin.
std::vector<float> placed(const std::vector<float>& samples, Us start) {
    const auto lead = static_cast<std::ptrdiff_t>(std::llround(seconds(start) * kReferenceRate));
    std::vector<float> made(lead > 0 ? static_cast<std::size_t>(lead) : 0);
    const auto skip = std::clamp<std::ptrdiff_t>(-lead, 0, std::ssize(samples));
    made.insert(made.end(), samples.begin() + skip, samples.end());
    return made;
}

std::vector<float> mixed(const std::vector<float>& left, const std::vector<float>& right) {
    std::vector<float> sum(left.size());
    std::transform(left.begin(), left.end(), right.begin(), sum.begin(), std::plus());
    return sum;
}

struct Placed {
    std::vector<float> left, right, both;
};

Placed place(const ReferenceSound& sound, Us zero) {
    Placed made{placed(sound.left, sound.start - zero), placed(sound.right, sound.start - zero), {}};
    made.both = mixed(made.left, made.right);
    return made;
}

void expect_in_time(const std::vector<float>& wanted, const std::vector<float>& heard, SoundFindings& findings) {
    const std::ptrdiff_t length = std::min<std::ptrdiff_t>(kReferenceRate, std::ssize(wanted));
    // Codecs need a moment to settle at both ends.
    const std::ptrdiff_t edge = std::min<std::ptrdiff_t>(kReferenceRate / 20, (std::ssize(wanted) - length) / 2);
    for (const std::ptrdiff_t begin : {edge, (std::ssize(wanted) - length) / 2, std::ssize(wanted) - length - edge}) {
        const auto found = fit(wanted, heard, begin, length);
        if (!found) continue;
        const double at_s = static_cast<double>(begin) / kReferenceRate;
        if (std::abs(found->lag_s) * 1000 > std::abs(findings.late_ms)) findings.late_ms = found->lag_s * 1000;
        if (std::abs(found->lag_s) > kLag_s) {
            findings.faults.push_back(fmt::format("sound at {:.1f} s is {:.1f} ms late", at_s, found->lag_s * 1000));
        }
        if (found->correlation < kAlike) {
            findings.faults.push_back(fmt::format("sound at {:.1f} s differs ({:.2f})", at_s, found->correlation));
        }
    }
}

void expect_level(const char* channel, const std::vector<float>& wanted, const std::vector<float>& heard,
                  SoundFindings& findings) {
    const double due = level_db(wanted);
    const double off = level_db(heard) - due;
    if (due < kQuiet_db) {
        if (level_db(heard) > kQuiet_db + 6) findings.faults.push_back(fmt::format("the {} is not silent", channel));
        return;
    }
    if (std::abs(off) > std::abs(findings.level_db)) findings.level_db = off;
    if (std::abs(off) > kLevel_db) findings.faults.push_back(fmt::format("the {} is {:+.1f} dB", channel, off));
}

}  // namespace

SoundFindings check_sound(const ReferenceSound& source, Us source_zero, const ReferenceSound& output, Us output_zero) {
    SoundFindings findings;
    const Placed wanted = place(source, source_zero);
    const Placed heard = place(output, output_zero);
    expect_in_time(wanted.both, heard.both, findings);
    expect_level("left", wanted.left, heard.left, findings);
    expect_level("right", wanted.right, heard.right, findings);
    const Us off = (output.end - output_zero) - (source.end - source_zero);
    if (std::abs(off.count()) > kLength.count()) {
        findings.faults.push_back(fmt::format("sound ends {:.0f} ms late", seconds(off) * 1000));
    }
    return findings;
}

}  // namespace takt::test
