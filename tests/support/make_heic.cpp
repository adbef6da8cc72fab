// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/make_heic.h"

#include "takt/error.h"

#include <libheif/heif.h>

#include <array>
#include <lcms2.h>
#include <memory>

namespace takt::test {
namespace {

struct Release {
    void operator()(heif_context* context) const noexcept { heif_context_free(context); }
    void operator()(heif_encoder* encoder) const noexcept { heif_encoder_release(encoder); }
    void operator()(heif_image* image) const noexcept { heif_image_release(image); }
    void operator()(heif_image_handle* handle) const noexcept { heif_image_handle_release(handle); }
    void operator()(heif_color_profile_nclx* nclx) const noexcept { heif_nclx_color_profile_free(nclx); }
    void operator()(heif_encoding_options* options) const noexcept { heif_encoding_options_free(options); }
    void operator()(void* profile) const noexcept { cmsCloseProfile(profile); }
};
template <typename T>
using Owned = std::unique_ptr<T, Release>;

void check(const heif_error& error) {
    if (error.code != heif_error_Ok) throw Error(ErrorCode::Internal, std::string("make_heic: ") + error.message);
}

/// One channel: `left` and `right` of eight bits, deeper samples in two bytes.
void fill(heif_image& image, heif_channel channel, const HeicSpec& spec, int left, int right) {
    check(heif_image_add_plane(&image, channel, spec.size.width, spec.size.height, spec.bit_depth));
    int stride = 0;
    std::uint8_t* plane = heif_image_get_plane(&image, channel, &stride);
    for (std::ptrdiff_t y = 0; y < spec.size.height; ++y) {
        for (std::ptrdiff_t x = 0; x < spec.size.width; ++x) {
            const int value = x < spec.size.width / 2 ? left : right;
            if (spec.bit_depth == 8) {
                plane[y * stride + x] = static_cast<std::uint8_t>(value);
            } else {
                const int deep = value * 1023 / 255;
                plane[y * stride + 2 * x] = static_cast<std::uint8_t>(deep & 0xFF);
                plane[y * stride + 2 * x + 1] = static_cast<std::uint8_t>(deep >> 8);
            }
        }
    }
}

Owned<heif_image> drawn(const HeicSpec& spec) {
    heif_image* raw = nullptr;
    check(heif_image_create(spec.size.width, spec.size.height, heif_colorspace_RGB, heif_chroma_444, &raw));
    Owned<heif_image> image(raw);
    fill(*raw, heif_channel_R, spec, spec.left[0], spec.right[0]);
    fill(*raw, heif_channel_G, spec, spec.left[1], spec.right[1]);
    fill(*raw, heif_channel_B, spec, spec.left[2], spec.right[2]);
    if (spec.alpha) fill(*raw, heif_channel_Alpha, spec, 255, 128);
    if (!spec.icc.empty()) check(heif_image_set_raw_color_profile(raw, "prof", spec.icc.data(), spec.icc.size()));
    return image;
}

heif_orientation orientation_for(int clockwise_deg) {
    switch (clockwise_deg) {
        case 90: return heif_orientation_rotate_90_cw;
        case 180: return heif_orientation_rotate_180;
        case 270: return heif_orientation_rotate_270_cw;
        default: return heif_orientation_normal;
    }
}

}  // namespace

void make_heic(const std::filesystem::path& path, const HeicSpec& spec) {
    const Owned<heif_context> context(heif_context_alloc());
    heif_encoder* raw_encoder = nullptr;
    check(heif_context_get_encoder_for_format(context.get(), heif_compression_HEVC, &raw_encoder));
    const Owned<heif_encoder> encoder(raw_encoder);
    check(heif_encoder_set_lossy_quality(raw_encoder, 95));
    const Owned<heif_image> image = drawn(spec);
    const Owned<heif_color_profile_nclx> nclx(heif_nclx_color_profile_alloc());
    check(heif_nclx_color_profile_set_color_primaries(nclx.get(), static_cast<std::uint16_t>(spec.primaries)));
    check(heif_nclx_color_profile_set_transfer_characteristics(nclx.get(), static_cast<std::uint16_t>(spec.transfer)));
    const Owned<heif_encoding_options> options(heif_encoding_options_alloc());
    options->output_nclx_profile = nclx.get();
    options->macOS_compatibility_workaround_no_nclx_profile = 0;
    if (spec.icc.empty()) check(heif_image_set_nclx_color_profile(image.get(), nclx.get()));
    options->image_orientation = orientation_for(spec.clockwise_deg);
    heif_image_handle* raw_handle = nullptr;
    check(heif_context_encode_image(context.get(), image.get(), raw_encoder, options.get(), &raw_handle));
    const Owned<heif_image_handle> handle(raw_handle);
    if (!spec.exif.empty()) {
        check(heif_context_add_exif_metadata(context.get(), raw_handle, spec.exif.data(),
                                             static_cast<int>(spec.exif.size())));
    }
    check(heif_context_write_to_file(context.get(), path.c_str()));
}

std::string display_p3_profile() {
    constexpr cmsCIExyY kWhite{0.3127, 0.3290, 1};
    constexpr cmsCIExyYTRIPLE kPrimaries{{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}};
    constexpr std::array<double, 5> kCurve{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    cmsToneCurve* curve = cmsBuildParametricToneCurve(nullptr, 4, kCurve.data());
    std::array<cmsToneCurve*, 3> curves{curve, curve, curve};
    const Owned<void> profile(cmsCreateRGBProfile(&kWhite, &kPrimaries, curves.data()));
    cmsFreeToneCurve(curve);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile.get(), nullptr, &size);
    std::string bytes(size, '\0');
    cmsSaveProfileToMem(profile.get(), bytes.data(), &size);
    return bytes;
}

}  // namespace takt::test
