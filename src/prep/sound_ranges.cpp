// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/sound_ranges.h"

#include "prep/speech_features.h"

#include <algorithm>
#include <cmath>

namespace takt::prep {
namespace {

constexpr Us kFrame{1'000'000LL * SpeechFeatures::kFrame / SpeechFeatures::kSampleRateHz};

Us frame_begin(std::size_t frame) {
    return kFrame * static_cast<std::int64_t>(frame);
}

/// The level that a twentieth of the frames exceeds.
double loud(std::vector<float> levels) {
    if (levels.empty()) return 0;
    const auto place = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() - 1 - levels.size() / 20);
    std::nth_element(levels.begin(), place, levels.end());
    return static_cast<double>(*place);
}

double from_db(double db) {
    return std::pow(10, db / 20);
}

/// Every run of frames that is `wanted`; runs less than `joined` apart become one.
template <typename Wanted>
std::vector<TimeRange> runs(std::size_t frames, Us joined, Wanted wanted) {
    std::vector<TimeRange> found;
    for (std::size_t i = 0; i < frames; ++i) {
        if (!wanted(i)) continue;
        const TimeRange frame{frame_begin(i), frame_begin(i + 1)};
        if (!found.empty() && frame.begin - found.back().end < std::max(joined, Us{1})) {
            found.back().end = frame.end;
        } else {
            found.push_back(frame);
        }
    }
    return found;
}

void drop_shorter(std::vector<TimeRange>& ranges, Us shortest) {
    std::erase_if(ranges, [&](const TimeRange& range) { return range.duration() < shortest; });
}

/// Frames inside a window judged as speech. A few such windows in a row are the phrase of an instrument that bends its
/// notes.
std::vector<bool> near_speech(std::size_t frames, const std::vector<bool>& verdicts) {
    constexpr std::ptrdiff_t kFewest = 7;
    std::vector<bool> near(frames);
    for (auto at = std::find(verdicts.begin(), verdicts.end(), true); at != verdicts.end();) {
        const auto end = std::find(at, verdicts.end(), false);
        if (end - at >= kFewest) {
            const auto begin_of = [&](auto window) {
                return static_cast<std::size_t>(window - verdicts.begin()) * SpeechFeatures::kWindowStep;
            };
            const std::size_t last = std::min(frames, begin_of(end - 1) + SpeechFeatures::kWindow);
            for (std::size_t i = begin_of(at); i < last; ++i) near[i] = true;
        }
        at = std::find(end, verdicts.end(), true);
    }
    return near;
}

}  // namespace

std::vector<TimeRange> speech_ranges(const std::vector<float>& levels, const std::vector<bool>& verdicts) {
    constexpr Us kBreath{300'000};
    constexpr Us kShortestWord{250'000};
    constexpr double kBelowLoudDb = -26;
    const std::vector<bool> near = near_speech(levels.size(), verdicts);
    std::vector<float> spoken;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (near[i]) spoken.push_back(levels[i]);
    }
    const double gate = loud(std::move(spoken)) * from_db(kBelowLoudDb);
    auto ranges =
        runs(levels.size(), kBreath, [&](std::size_t i) { return near[i] && static_cast<double>(levels[i]) > gate; });
    drop_shorter(ranges, kShortestWord);
    return ranges;
}

std::vector<TimeRange> silent_ranges(const std::vector<float>& levels) {
    constexpr Us kShortest{500'000};
    const double gate = std::clamp(loud(levels) * from_db(-35), from_db(-60), from_db(-40));
    auto ranges = runs(levels.size(), Us{0}, [&](std::size_t i) { return static_cast<double>(levels[i]) < gate; });
    drop_shorter(ranges, kShortest);
    return ranges;
}

}  // namespace takt::prep
