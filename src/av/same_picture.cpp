// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/same_picture.h"

extern "C" {
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace takt::av {
namespace {

std::uint64_t row_difference(const std::uint8_t* one, const std::uint8_t* other, std::size_t bytes) {
    if (std::memcmp(one, other, bytes) == 0) return 0;
    std::uint64_t sum = 0;
    for (std::size_t x = 0; x < bytes; ++x) sum += static_cast<std::uint64_t>(std::abs(one[x] - other[x]));
    return sum;
}

int plane_rows(const AVFrame& frame, const AVPixFmtDescriptor& format, int plane) {
    const bool chroma = plane == 1 || plane == 2;
    return chroma ? AV_CEIL_RSHIFT(frame.height, format.log2_chroma_h) : frame.height;
}

}  // namespace

std::optional<double> mean_difference(const AVFrame& one, const AVFrame& other) {
    if (one.format != other.format || one.width != other.width || one.height != other.height) return std::nullopt;
    const auto format = static_cast<AVPixelFormat>(one.format);
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
    if (description == nullptr) return std::nullopt;
    const bool palette = (description->flags & AV_PIX_FMT_FLAG_PAL) != 0;
    std::uint64_t sum = palette ? row_difference(one.data[1], other.data[1], AVPALETTE_SIZE) : 0;
    std::uint64_t samples = 0;
    const int planes = palette ? 1 : av_pix_fmt_count_planes(format);
    for (int plane = 0; plane < planes; ++plane) {
        const auto bytes = static_cast<std::size_t>(av_image_get_linesize(format, one.width, plane));
        const int rows = plane_rows(one, *description, plane);
        for (std::ptrdiff_t y = 0; y < rows; ++y) {
            sum += row_difference(one.data[plane] + y * one.linesize[plane],
                                  other.data[plane] + y * other.linesize[plane], bytes);
        }
        samples += bytes * static_cast<std::uint64_t>(rows);
    }
    return samples > 0 ? static_cast<double>(sum) / static_cast<double>(samples) : 0.0;
}

}  // namespace takt::av
