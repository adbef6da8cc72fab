// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/colour_profile.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <lcms2.h>
#include <memory>
#include <optional>

namespace takt::av {
namespace {

struct CloseProfile {
    void operator()(void* profile) const noexcept { cmsCloseProfile(profile); }
};
struct DeleteTransform {
    void operator()(void* transform) const noexcept { cmsDeleteTransform(transform); }
};
struct FreeCurve {
    void operator()(cmsToneCurve* curve) const noexcept { cmsFreeToneCurve(curve); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, DeleteTransform>;
using Curve = std::unique_ptr<cmsToneCurve, FreeCurve>;

constexpr int kNoticeable = 2;  // of 255
constexpr cmsCIExyY kD65{0.3127, 0.3290, 1.0};

Profile open_profile(std::string_view icc) {
    return Profile(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
}

/// Of RGBA pixels; null when the profile is not for them.
Transform transform_from(const Profile& profile) {
    if (!profile || cmsGetColorSpace(profile.get()) != cmsSigRgbData) return nullptr;
    const Profile srgb(cmsCreate_sRGBProfile());
    return Transform(cmsCreateTransform(profile.get(), TYPE_RGBA_8, srgb.get(), TYPE_RGBA_8,
                                        INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_COPY_ALPHA));
}

/// A few colours tell: greys for the curve, saturated ones for the primaries.
bool changes_colours(const Transform& transform) {
    constexpr std::array<std::uint8_t, 32> kColours{64,  64,  64,  255, 128, 128, 128, 255, 192, 192, 192,
                                                    255, 200, 60,  60,  255, 60,  200, 60,  255, 60,  60,
                                                    200, 255, 220, 220, 60,  255, 30,  120, 160, 255};
    std::array<std::uint8_t, kColours.size()> seen{};
    cmsDoTransform(transform.get(), kColours.data(), seen.data(), kColours.size() / 4);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (std::abs(seen[i] - kColours[i]) > kNoticeable) return true;
    }
    return false;
}

void apply(const Transform& transform, AVFrame& rgba) {
    for (std::ptrdiff_t y = 0; y < rgba.height; ++y) {
        std::uint8_t* row = rgba.data[0] + y * rgba.linesize[0];
        cmsDoTransform(transform.get(), row, row, static_cast<cmsUInt32Number>(rgba.width));
    }
}

/// Red, green and blue of ITU-T H.273, table 2.
std::optional<cmsCIExyYTRIPLE> primaries_of(AVColorPrimaries primaries) {
    switch (primaries) {
        case AVCOL_PRI_BT470BG: return cmsCIExyYTRIPLE{{0.64, 0.33, 1}, {0.29, 0.60, 1}, {0.15, 0.06, 1}};
        case AVCOL_PRI_SMPTE170M:
        case AVCOL_PRI_SMPTE240M: return cmsCIExyYTRIPLE{{0.630, 0.340, 1}, {0.310, 0.595, 1}, {0.155, 0.070, 1}};
        case AVCOL_PRI_BT2020: return cmsCIExyYTRIPLE{{0.708, 0.292, 1}, {0.170, 0.797, 1}, {0.131, 0.046, 1}};
        case AVCOL_PRI_SMPTE432: return cmsCIExyYTRIPLE{{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}};
        default: return std::nullopt;
    }
}

/// Hable's curve ("Uncharted 2"), as FFmpeg's tonemap filter has it.
double hable(double light) {
    return (light * (light * 0.15 + 0.05) + 0.004) / (light * (light * 0.15 + 0.50) + 0.06) - 0.02 / 0.30;
}

/// In units of 100 nits: ITU-R BT.2100, tables 4 and 5; HLG on a screen of 1000 nits.
double light_of(double signal, AVColorTransferCharacteristic transfer) {
    if (transfer == AVCOL_TRC_SMPTE2084) {
        const double power = std::pow(signal, 1 / 78.84375);
        const double linear = std::max(power - 0.8359375, 0.0) / (18.8515625 - 18.6875 * power);
        return 100 * std::pow(linear, 1 / 0.1593017578125);
    }
    const double scene =
        signal <= 0.5 ? signal * signal / 3 : (std::exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    return 10 * std::pow(scene, 1.2);
}

Curve tone_mapped(AVColorTransferCharacteristic transfer) {
    constexpr double kPeak = 10;
    std::array<cmsFloat32Number, 1024> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double light = light_of(static_cast<double>(i) / (table.size() - 1), transfer);
        table[i] = static_cast<cmsFloat32Number>(std::min(1.0, hable(light) / hable(kPeak)));
    }
    return Curve(cmsBuildTabulatedToneCurveFloat(nullptr, table.size(), table.data()));
}

Curve curve_of(AVColorTransferCharacteristic transfer) {
    if (transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67) return tone_mapped(transfer);
    if (transfer == AVCOL_TRC_LINEAR) return Curve(cmsBuildGamma(nullptr, 1.0));
    if (transfer == AVCOL_TRC_GAMMA22) return Curve(cmsBuildGamma(nullptr, 2.2));
    if (transfer == AVCOL_TRC_GAMMA28) return Curve(cmsBuildGamma(nullptr, 2.8));
    // IEC 61966-2-1. Cameras that write BT.709 into a photo mean the same: a picture for a screen.
    constexpr std::array<double, 5> kSrgb{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    return Curve(cmsBuildParametricToneCurve(nullptr, 4, kSrgb.data()));
}

}  // namespace

bool needs_srgb(std::string_view icc_profile) {
    const Transform transform = transform_from(open_profile(icc_profile));
    return transform && changes_colours(transform);
}

void to_srgb(AVFrame& rgba, std::string_view icc_profile) {
    const Transform transform = transform_from(open_profile(icc_profile));
    if (transform && changes_colours(transform)) apply(transform, rgba);
}

void to_srgb(AVFrame& rgba, AVColorPrimaries primaries, AVColorTransferCharacteristic transfer) {
    const auto triple = primaries_of(primaries);
    const bool other_curve = transfer == AVCOL_TRC_LINEAR || transfer == AVCOL_TRC_GAMMA22 ||
                             transfer == AVCOL_TRC_GAMMA28 || transfer == AVCOL_TRC_SMPTE2084 ||
                             transfer == AVCOL_TRC_ARIB_STD_B67;
    if (!triple && !other_curve) return;
    constexpr cmsCIExyYTRIPLE kBt709{{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
    const Curve curve = curve_of(transfer);
    if (!curve) return;
    const cmsCIExyYTRIPLE colours = triple.value_or(kBt709);
    std::array<cmsToneCurve*, 3> curves{curve.get(), curve.get(), curve.get()};
    const Transform transform = transform_from(Profile(cmsCreateRGBProfile(&kD65, &colours, curves.data())));
    if (transform && changes_colours(transform)) apply(transform, rgba);
}

}  // namespace takt::av
