// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "base/atomic_file.h"
#include "generator/drawing.h"
#include "support/make_media.h"

#include <array>

namespace takt::test {
namespace {

struct StillCodec {
    const char* extension;
    const char* name;
    AVPixelFormat format;
};
constexpr std::array<StillCodec, 6> kCodecs{{{".jpg", "mjpeg", AV_PIX_FMT_YUVJ420P},
                                             {".jpeg", "mjpeg", AV_PIX_FMT_YUVJ420P},
                                             {".png", "png", AV_PIX_FMT_RGB24},
                                             {".webp", "libwebp", AV_PIX_FMT_YUV420P},
                                             {".bmp", "bmp", AV_PIX_FMT_BGR24},
                                             {".tiff", "tiff", AV_PIX_FMT_RGB24}}};

const StillCodec& codec_for(const std::filesystem::path& path) {
    for (const StillCodec& codec : kCodecs) {
        if (path.extension() == codec.extension) return codec;
    }
    throw Error(ErrorCode::Usage, path.string() + ": no still picture has this extension; use .jpg or .png");
}

/// An APP1 segment with one tag, put right after the start-of-image marker.
std::string with_exif_orientation(const std::string& jpeg, int orientation) {
    using namespace std::string_literals;
    const std::string tiff =
        "MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s + static_cast<char>(orientation) + "\0\0\0\0\0\0"s;
    const std::string body = "Exif\0\0"s + tiff;
    const auto length = body.size() + 2;
    return jpeg.substr(0, 2) + "\xFF\xE1"s + static_cast<char>(length >> 8U) + static_cast<char>(length & 0xFFU) +
           body + jpeg.substr(2);
}

av::FramePtr converted(const AVFrame& drawn, AVPixelFormat format) {
    av::FramePtr out = av::make_picture(drawn.width, drawn.height, format);
    const bool full = format != AV_PIX_FMT_YUV420P;
    out->color_range = full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    const av::ScalerPtr scaler(sws_getContext(drawn.width, drawn.height, static_cast<AVPixelFormat>(drawn.format),
                                              drawn.width, drawn.height, format, SWS_BILINEAR, nullptr, nullptr,
                                              nullptr));
    const int* table = sws_getCoefficients(SWS_CS_ITU709);
    sws_setColorspaceDetails(scaler.get(), table, 0, table, full ? 1 : 0, 0, 1 << 16, 1 << 16);
    sws_scale(scaler.get(), drawn.data, drawn.linesize, 0, drawn.height, out->data, out->linesize);
    return out;
}

}  // namespace

void make_still(const std::filesystem::path& path, const StillSpec& spec) {
    const StillCodec& codec = codec_for(path);
    const av::FramePtr drawn = av::make_picture(spec.size.width, spec.size.height, AV_PIX_FMT_YUV420P);
    samples::fill(*drawn, spec.background.value_or(samples::from_hue(0.3 + 0.07 * spec.number, 0.5, 0.5)));
    draw_number(*drawn, spec.number);

    av::VideoEncoding encoding;
    encoding.size = spec.size;
    encoding.rate = {1, 1};
    encoding.codec = codec.name;
    encoding.format = codec.format;
    if (encoding.codec == "mjpeg") encoding.options = {{"flags", "+qscale"}, {"global_quality", "354"}};
    encoding.range = codec.format == AV_PIX_FMT_YUV420P ? AVCOL_RANGE_MPEG : AVCOL_RANGE_JPEG;
    encoding.threads = 1;
    av::Encoder encoder(encoding);
    const av::FramePtr picture = converted(*drawn, codec.format);
    picture->pts = 0;
    encoder.send(picture.get());
    encoder.send(nullptr);
    const av::PacketPtr packet = av::make_packet();
    std::string bytes;
    while (encoder.receive(*packet) == av::Pull::Frame) {
        bytes.append(reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size));
    }
    if (spec.exif_orientation > 1) bytes = with_exif_orientation(bytes, spec.exif_orientation);
    write_file(path, bytes);
}

}  // namespace takt::test
