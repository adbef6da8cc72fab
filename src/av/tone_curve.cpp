// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/tone_curve.h"

#include <algorithm>
#include <cmath>

namespace takt::av {
namespace {

/// BT.2100 HLG, 10 at the signal 1. Its OOTF takes the luminance of all three colours; taken of each alone, as zscale
/// does unless told otherwise, it is a curve.
double hlg_light(double signal) {
    constexpr double a = 0.17883277;
    constexpr double b = 0.28466892;
    constexpr double c = 0.55991073;
    const double scene = signal <= 0.5 ? signal * signal / 3 : (std::exp((signal - c) / a) + b) / 12;
    return 10 * std::pow(scene, 1.2);
}

/// SMPTE ST 2084; has a pole just below the signal 2.
double pq_light(double signal) {
    constexpr double m1 = 0.1593017578125;
    constexpr double m2 = 78.84375;
    constexpr double c1 = 0.8359375;
    constexpr double c2 = 18.8515625;
    constexpr double c3 = 18.6875;
    const double root = std::pow(signal, 1 / m2);
    return 100 * std::pow(std::max(root - c1, 0.0) / (c2 - c3 * root), 1 / m1);
}

}  // namespace

double light_of(HdrKind transfer, double signal) {
    if (signal <= 0) return 0;
    return transfer == HdrKind::Pq ? pq_light(signal) : hlg_light(signal);
}

ToneScale tone_scale(double peak) {
    // H(x) = (x(ax + bc) + de) / (x(ax + b) + df) - e/f: John Hable's filmic curve (Uncharted 2, 2010), with the
    // numbers of FFmpeg's tonemap filter. Over one denominator the constant terms cancel, and x can be divided out.
    constexpr double a = 0.15;
    constexpr double b = 0.50;
    constexpr double c = 0.10;
    constexpr double d = 0.20;
    constexpr double e = 0.02;
    constexpr double f = 0.30;
    const double top1 = a * (f - e);
    const double top0 = b * (c * f - e);
    const auto bottom = [&](double x) { return f * (x * (a * x + b) + d * f); };
    const double white = peak * (top1 * peak + top0) / bottom(peak);
    return {static_cast<float>(top1), static_cast<float>(top0), static_cast<float>(white * f * a),
            static_cast<float>(white * f * b), static_cast<float>(white * f * d * f)};
}

double screen_signal(double light) {
    return std::copysign(std::pow(std::abs(light), 1 / 2.4), light);
}

}  // namespace takt::av
