// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/still_encoder.h"

#include "av/check.h"
#include "av/encoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace takt::av {
namespace {

VideoEncoding encoding_like(const AVFrame& picture, const std::string& codec) {
    VideoEncoding encoding;
    encoding.size = {picture.width, picture.height};
    encoding.rate = {25, 1};
    encoding.codec = codec;
    encoding.format = static_cast<AVPixelFormat>(picture.format);
    encoding.threads = 1;
    encoding.range = AVCOL_RANGE_JPEG;
    return encoding;
}

std::string encode(AVFrame& picture, const VideoEncoding& encoding) {
    av_dict_free(&picture.metadata);
    while (picture.nb_side_data > 0) av_frame_remove_side_data(&picture, picture.side_data[0]->type);
    picture.pts = 0;
    picture.pict_type = AV_PICTURE_TYPE_NONE;
    Encoder encoder(encoding);
    encoder.send(&picture);
    encoder.send(nullptr);
    const PacketPtr packet = make_packet();
    std::string bytes;
    while (encoder.receive(*packet) == Pull::Frame) {
        bytes.append(reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size));
        av_packet_unref(packet.get());
    }
    return bytes;
}

}  // namespace

std::string encode_jpeg(AVFrame& picture, int scale) {
    VideoEncoding encoding = encoding_like(picture, "mjpeg");
    encoding.options = {{"flags", "+qscale"}, {"global_quality", fmt::format("{}", scale * FF_QP2LAMBDA)}};
    encoding.matrix = AVCOL_SPC_BT470BG;
    picture.quality = scale * FF_QP2LAMBDA;
    return encode(picture, encoding);
}

std::string encode_png(AVFrame& picture) {
    return encode(picture, encoding_like(picture, "png"));
}

std::string encode_png(std::span<const std::uint8_t> rgba, int width, int height) {
    const FramePtr frame = make_frame();
    frame->format = AV_PIX_FMT_RGBA;
    frame->width = width;
    frame->height = height;
    check(av_frame_get_buffer(frame.get(), 0), "make a picture", {}, ErrorCode::Internal);
    const std::size_t row = 4 * static_cast<std::size_t>(width);
    for (int y = 0; y < height; ++y) {
        const auto from = rgba.subspan(static_cast<std::size_t>(y) * row, row);
        std::copy(from.begin(), from.end(), frame->data[0] + static_cast<std::ptrdiff_t>(y) * frame->linesize[0]);
    }
    return encode_png(*frame);
}

}  // namespace takt::av
