// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures with colours of their own kind (an ICC profile, or primaries and transfer by number) become sRGB, by Little
// CMS, relative colorimetric: they look right where nobody reads profiles. Used for photos that are encoded anew.
#pragma once

#include "av/handles.h"

#include <string_view>

namespace takt::av {

/// Would the profile's colours look other than sRGB's? False for profiles that cannot be read, or are not for light
/// (CMYK).
[[nodiscard]] bool needs_srgb(std::string_view icc_profile);

/// Converts an RGBA picture in place; alpha stays. Does nothing when `needs_srgb` is false.
void to_srgb(AVFrame& rgba, std::string_view icc_profile);

/// The same for colours named by ITU-T H.273; unspecified counts as sRGB's. PQ and HLG are tone-mapped with the curve
/// that clips get (Hable, 100 nits reference), each channel for itself.
void to_srgb(AVFrame& rgba, AVColorPrimaries primaries, AVColorTransferCharacteristic transfer);

}  // namespace takt::av
