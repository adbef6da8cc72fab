// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/heif_still.h"

#include "takt/error.h"

#include "av/colour_profile.h"

#include <fmt/format.h>
#include <libheif/heif.h>

#include <algorithm>
#include <string_view>

namespace takt::av {
namespace {

struct FreeHeif {
    void operator()(heif_context* context) const noexcept { heif_context_free(context); }
    void operator()(heif_image_handle* handle) const noexcept { heif_image_handle_release(handle); }
    void operator()(heif_image* image) const noexcept { heif_image_release(image); }
    void operator()(heif_color_profile_nclx* nclx) const noexcept { heif_nclx_color_profile_free(nclx); }
};

// One side; libheif refuses more before it allocates.
constexpr int kMaxSide = 16'384;
constexpr std::size_t kMaxExif = 1U << 20U;
constexpr std::size_t kMaxProfile = 16U << 20U;

void release_image(void* image, std::uint8_t*) noexcept {
    heif_image_release(static_cast<heif_image*>(image));
}

void check(const heif_error& error, const std::string& name) {
    if (error.code == heif_error_Ok) return;
    if (error.code == heif_error_Input_does_not_exist)
        throw Error(ErrorCode::NotFound, fmt::format("{}: no such file; check the path", name));
    throw Error(ErrorCode::Corrupt,
                fmt::format("{}: the photo is damaged or incomplete ({}); copy it again", name, error.message));
}

}  // namespace

struct HeifStill::Picture {
    std::unique_ptr<heif_context, FreeHeif> context;
    std::unique_ptr<heif_image_handle, FreeHeif> handle;
};

HeifStill::HeifStill(const std::filesystem::path& path)
    : name_(path.filename().string()), picture_(std::make_unique<Picture>()) {
    picture_->context.reset(heif_context_alloc());
    heif_context_set_maximum_image_size_limit(picture_->context.get(), kMaxSide);
    check(heif_context_read_from_file(picture_->context.get(), path.c_str(), nullptr), name_);
    heif_image_handle* handle = nullptr;
    check(heif_context_get_primary_image_handle(picture_->context.get(), &handle), name_);
    picture_->handle.reset(handle);
}

HeifStill::~HeifStill() = default;

Size HeifStill::size() const {
    return {heif_image_handle_get_width(picture_->handle.get()), heif_image_handle_get_height(picture_->handle.get())};
}

bool HeifStill::has_alpha() const {
    return heif_image_handle_has_alpha_channel(picture_->handle.get()) != 0;
}

std::vector<std::string> HeifStill::metadata() const {
    const heif_image_handle* handle = picture_->handle.get();
    const int count = heif_image_handle_get_number_of_metadata_blocks(handle, nullptr);
    std::vector<heif_item_id> blocks(static_cast<std::size_t>(std::max(0, count)));
    heif_image_handle_get_list_of_metadata_block_IDs(handle, nullptr, blocks.data(), count);
    std::vector<std::string> names;
    for (const heif_item_id block : blocks) {
        const std::string_view type = heif_image_handle_get_metadata_type(handle, block);
        names.emplace_back(type == "Exif" ? "EXIF" : type == "mime" ? "XMP" : type);
    }
    return names;
}

std::string HeifStill::exif() const {
    const heif_image_handle* handle = picture_->handle.get();
    heif_item_id block = 0;
    if (heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif", &block, 1) != 1) return {};
    std::string bytes(std::min(kMaxExif, heif_image_handle_get_metadata_size(handle, block)), '\0');
    // libheif fills what it told: a block that is too long is left alone.
    if (bytes.size() < 8 || bytes.size() == kMaxExif) return {};
    check(heif_image_handle_get_metadata(handle, block, bytes.data()), name_);
    // The first four bytes tell how far behind them the TIFF header stands (ISO/IEC 23008-12, annex A.2.1).
    std::size_t skipped = 0;
    for (std::size_t i = 0; i < 4; ++i) skipped = skipped << 8U | static_cast<unsigned char>(bytes[i]);
    return skipped < bytes.size() - 4 ? bytes.substr(4 + skipped) : std::string();
}

void HeifStill::convert_colours(AVFrame& rgba) const {
    const heif_image_handle* handle = picture_->handle.get();
    const std::size_t size = heif_image_handle_get_raw_color_profile_size(handle);
    if (size > 0 && size <= kMaxProfile) {
        std::string profile(size, '\0');
        check(heif_image_handle_get_raw_color_profile(handle, profile.data()), name_);
        to_srgb(rgba, profile);
        return;
    }
    heif_color_profile_nclx* raw = nullptr;
    if (heif_image_handle_get_nclx_color_profile(handle, &raw).code != heif_error_Ok || raw == nullptr) return;
    const std::unique_ptr<heif_color_profile_nclx, FreeHeif> nclx(raw);
    // Both count as ITU-T H.273 does.
    to_srgb(rgba, static_cast<AVColorPrimaries>(nclx->color_primaries),
            static_cast<AVColorTransferCharacteristic>(nclx->transfer_characteristics));
}

FramePtr HeifStill::decode() const {
    heif_image* raw = nullptr;
    check(heif_decode_image(picture_->handle.get(), &raw, heif_colorspace_RGB, heif_chroma_interleaved_RGBA, nullptr),
          name_);
    std::unique_ptr<heif_image, FreeHeif> image(raw);
    int stride = 0;
    std::uint8_t* pixels = heif_image_get_plane(image.get(), heif_channel_interleaved, &stride);
    FramePtr frame = make_frame();
    frame->width = heif_image_get_width(image.get(), heif_channel_interleaved);
    frame->height = heif_image_get_height(image.get(), heif_channel_interleaved);
    if (pixels == nullptr || frame->width <= 0 || frame->height <= 0) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: the photo is damaged or incomplete; copy it again", name_));
    }
    frame->format = AV_PIX_FMT_RGBA;
    frame->colorspace = AVCOL_SPC_RGB;
    frame->color_range = AVCOL_RANGE_JPEG;
    frame->data[0] = pixels;
    frame->linesize[0] = stride;
    // The frame owns libheif's pixels: 48 megapixels are not copied.
    frame->buf[0] = av_buffer_create(pixels, static_cast<std::size_t>(stride) * static_cast<std::size_t>(frame->height),
                                     release_image, image.get(), 0);
    if (frame->buf[0] == nullptr) throw Error(ErrorCode::Internal, "out of memory; close other programs");
    (void)image.release();
    convert_colours(*frame);
    return frame;
}

}  // namespace takt::av
