// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/frame_rates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace takt::prep {
namespace {

constexpr std::array<FrameRate, 8> kStandard{
    {{24000, 1001}, {24, 1}, {25, 1}, {30000, 1001}, {30, 1}, {50, 1}, {60000, 1001}, {60, 1}}};

// The slowest constant rate that players and editors take well.
constexpr double kSlowestKept = 5;

bool near(double a, double b, double share) {
    return std::abs(a - b) <= share * b;
}

/// The standard rate that `fps` means; 29.97 and 30 are 0.1 % apart.
std::optional<FrameRate> standard(double fps) {
    for (const FrameRate rate : kStandard) {
        if (near(fps, rate.fps(), 0.0004)) return rate;
    }
    return std::nullopt;
}

FrameRate as_ratio(double fps) {
    if (const auto known = standard(fps)) return *known;
    // Halves (12.5, 7.5) are real; finer steps are measuring noise.
    const double halves = std::round(fps * 2);
    if (near(halves / 2, fps, 0.003)) {
        const int twice = static_cast<int>(halves);
        return twice % 2 == 0 ? FrameRate{twice / 2, 1} : FrameRate{twice, 2};
    }
    return {static_cast<int>(std::lround(fps * 1000)), 1000};
}

FrameRate slow_rate(const VideoStreamInfo& video, int max_fps) {
    const double fps = video.measured_rate.fps();
    const double declared = video.declared_rate.fps();
    if (const auto known = standard(declared); known && declared <= max_fps && declared >= fps) return *known;
    for (const FrameRate rate : kStandard) {
        const double times = rate.fps() / fps;
        if (rate.fps() <= max_fps && std::lround(times) >= 1 && near(times, std::round(times), 0.0005)) return rate;
    }
    return nearest_standard_rate(30, max_fps);
}

/// How far any frame is from where an even rate would have it.
Us worst_drift(const std::vector<Us>& sorted) {
    const double period =
        static_cast<double>((sorted.back() - sorted.front()).count()) / static_cast<double>(sorted.size() - 1);
    double worst = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto shown = static_cast<double>((sorted[i] - sorted.front()).count());
        worst = std::max(worst, std::abs(shown - static_cast<double>(i) * period));
    }
    return Us{std::llround(worst)};
}

}  // namespace

MeasuredRate measure_rate(std::vector<Us>& times) {
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    if (times.size() < 2) return {};
    const auto gap_count = static_cast<double>(times.size() - 1);
    const double span = seconds(times.back() - times.front());
    std::vector<std::int64_t> gaps;
    gaps.reserve(times.size() - 1);
    for (std::size_t i = 1; i < times.size(); ++i) gaps.push_back((times[i] - times[i - 1]).count());
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    const auto usual = static_cast<double>(*middle);
    const auto differing_by = [&](double share, double rounding_us) {
        return static_cast<double>(std::count_if(gaps.begin(), gaps.end(), [&](std::int64_t gap) {
            return std::abs(static_cast<double>(gap) - usual) > share * usual + rounding_us;
        }));
    };
    // Ticks of 1/600 s and Matroska's milliseconds move a frame by up to 2 ms; a dropped frame moves it by a whole gap.
    // Small jitter that does not average out within a quarter of a frame is a drifting rate.
    const bool variable = differing_by(0.5, 2000) > 0 || differing_by(0.15, 2000) > 0.02 * gap_count ||
                          static_cast<double>(worst_drift(times).count()) > 0.25 * usual + 2000;
    return {as_ratio(std::clamp(gap_count / span, 0.001, 100'000.0)), variable};
}

FrameRate nearest_standard_rate(double fps, int max_fps) {
    FrameRate best = kStandard.front();
    for (const FrameRate rate : kStandard) {
        if (rate.fps() <= max_fps && std::abs(rate.fps() - fps) < std::abs(best.fps() - fps)) best = rate;
    }
    return best;
}

FrameRate output_rate(const VideoStreamInfo& video, int max_fps) {
    const double fps = video.measured_rate.fps();
    if (fps <= 0) return nearest_standard_rate(30, max_fps);
    if (!video.variable_rate && fps >= kSlowestKept && fps <= max_fps * 1.0005) return video.measured_rate;
    if (fps < 23) return slow_rate(video, max_fps);
    // High speed: 119.88 becomes 59.94, every second frame, not 60.
    for (int divisor = 2; !video.variable_rate && fps > max_fps && divisor <= 8; ++divisor) {
        const auto known = standard(fps / divisor);
        if (known && known->fps() <= max_fps && known->fps() > 0.75 * max_fps) return *known;
    }
    return nearest_standard_rate(fps, max_fps);
}

}  // namespace takt::prep
