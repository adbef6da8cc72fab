// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/heif_still.h"

#include "takt/error.h"

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
};

// One side; libheif refuses more before it allocates.
constexpr int kMaxSide = 16'384;

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

FramePtr HeifStill::decode() const {
    heif_image* raw = nullptr;
    check(heif_decode_image(picture_->handle.get(), &raw, heif_colorspace_RGB, heif_chroma_interleaved_RGBA, nullptr),
          name_);
    const std::unique_ptr<heif_image, FreeHeif> image(raw);
    int stride = 0;
    const std::uint8_t* pixels = heif_image_get_plane_readonly(image.get(), heif_channel_interleaved, &stride);
    const int width = heif_image_get_width(image.get(), heif_channel_interleaved);
    const int height = heif_image_get_height(image.get(), heif_channel_interleaved);
    FramePtr frame = make_picture(width, height, AV_PIX_FMT_RGBA);
    frame->colorspace = AVCOL_SPC_RGB;
    frame->color_range = AVCOL_RANGE_JPEG;
    for (std::ptrdiff_t y = 0; y < height; ++y)
        std::copy_n(pixels + y * stride, static_cast<std::ptrdiff_t>(width) * 4,
                    frame->data[0] + y * frame->linesize[0]);
    return frame;
}

}  // namespace takt::av
