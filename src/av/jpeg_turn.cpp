// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/jpeg_turn.h"

#include <memory>
#include <turbojpeg.h>

namespace takt::av {
namespace {

struct Destroy {
    void operator()(void* transformer) const noexcept { tjDestroy(transformer); }
};
struct FreeBuffer {
    void operator()(unsigned char* bytes) const noexcept { tjFree(bytes); }
};

int operation_for(const Orientation& orientation) {
    switch (orientation.clockwise_deg) {
        case 90: return orientation.mirrored ? TJXOP_TRANSVERSE : TJXOP_ROT90;
        case 180: return orientation.mirrored ? TJXOP_VFLIP : TJXOP_ROT180;
        case 270: return orientation.mirrored ? TJXOP_TRANSPOSE : TJXOP_ROT270;
        default: return orientation.mirrored ? TJXOP_HFLIP : TJXOP_NONE;
    }
}

std::optional<Size> block_size(const std::string& pixel_format) {
    if (pixel_format == "yuvj420p") return Size{16, 16};
    if (pixel_format == "yuvj422p") return Size{16, 8};
    if (pixel_format == "yuvj440p") return Size{8, 16};
    if (pixel_format == "yuvj411p") return Size{32, 8};
    if (pixel_format == "yuvj444p" || pixel_format == "gray") return Size{8, 8};
    return std::nullopt;
}

std::optional<std::string> transform(std::string_view jpeg, int operation, int further_options) {
    const std::unique_ptr<void, Destroy> transformer(tjInitTransform());
    if (!transformer) return std::nullopt;
    tjtransform wanted{};
    wanted.op = operation;
    wanted.options = TJXOPT_PERFECT | further_options;
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const int failed = tjTransform(transformer.get(), reinterpret_cast<const unsigned char*>(jpeg.data()), jpeg.size(),
                                   1, &bytes, &size, &wanted, TJFLAG_LIMITSCANS);
    const std::unique_ptr<unsigned char, FreeBuffer> owned(bytes);
    if (failed != 0 || bytes == nullptr) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace

std::optional<std::string> turn_jpeg(std::string_view jpeg, const Orientation& orientation) {
    const int operation = operation_for(orientation);
    std::optional<std::string> turned = transform(jpeg, operation, 0);
    // Progressive pictures are smaller; one that was progressive should not grow.
    if (turned && turned->size() > jpeg.size()) turned = transform(jpeg, operation, TJXOPT_PROGRESSIVE);
    return turned;
}

bool turns_whole_blocks(Size coded, const std::string& pixel_format, const Orientation& orientation) {
    const auto block = block_size(pixel_format);
    if (!block) return false;
    // The edge that comes to lie on the left or on top must not be a part of a block.
    const int operation = operation_for(orientation);
    const bool needs_width = operation == TJXOP_HFLIP || operation == TJXOP_ROT270 || operation == TJXOP_ROT180 ||
                             operation == TJXOP_TRANSVERSE;
    const bool needs_height = operation == TJXOP_VFLIP || operation == TJXOP_ROT90 || operation == TJXOP_ROT180 ||
                              operation == TJXOP_TRANSVERSE;
    return (!needs_width || coded.width % block->width == 0) && (!needs_height || coded.height % block->height == 0);
}

}  // namespace takt::av
