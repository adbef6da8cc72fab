// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/first_look.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/encoder.h"
#include "av/filter_graph.h"
#include "av/heif_still.h"
#include "av/ticks.h"
#include "av/webp_animation.h"
#include "prep/first_frame.h"
#include "prep/picture_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::prep {
namespace {

// JPEG quantiser scale: about quality 80, enough for a thumbnail.
constexpr int kScale = 5;

av::FramePtr decode(const std::filesystem::path& path, const Limits& limits, const std::stop_token& stop) {
    switch (picture_format(path)) {
        case PictureFormat::Heif: {
            const av::HeifStill still(path);
            const bool fits = static_cast<std::int64_t>(still.size().width) * still.size().height <= limits.max_pixels;
            return fits ? still.decode() : nullptr;
        }
        case PictureFormat::AnimatedWebp: {
            av::WebpAnimation animation(path);
            const AVFrame* shown = animation.next();
            if (shown == nullptr) return nullptr;
            av::FramePtr frame = av::make_frame();
            av::check(av_frame_ref(frame.get(), shown), "keep a frame");
            return frame;
        }
        default: break;
    }
    av::Input input(path, {.max_streams = limits.max_streams}, stop);
    const auto stream = input.best_video();
    return stream ? decode_first_frame(input, *stream, limits.max_pixels, stop).frame : nullptr;
}

av::FramePtr shrink(av::FramePtr frame, int long_side) {
    const double ratio = std::min(1.0, static_cast<double>(long_side) / std::max(frame->width, frame->height));
    const auto side = [&](int pixels) { return std::max(2, static_cast<int>(pixels * ratio) / 2 * 2); };
    frame->pts = 0;
    av::FilterGraph graph(fmt::format("scale={}:{}:flags=area:out_color_matrix=bt601:out_range=pc,format=yuvj420p,"
                                      "setsar=1",
                                      side(frame->width), side(frame->height)),
                          *frame, av::kUsBase);
    graph.send(frame.get());
    graph.send(nullptr);
    av::FramePtr small = av::make_frame();
    if (graph.receive(*small) != av::Pull::Frame) {
        throw Error(ErrorCode::Internal, "thumbnail chain: took a frame and gave none");
    }
    return small;
}

std::string jpeg_of(AVFrame& frame) {
    av::VideoEncoding encoding;
    encoding.size = {frame.width, frame.height};
    encoding.rate = {25, 1};
    encoding.codec = "mjpeg";
    encoding.format = AV_PIX_FMT_YUVJ420P;
    encoding.threads = 1;
    encoding.options = {{"flags", "+qscale"}, {"global_quality", fmt::format("{}", kScale * FF_QP2LAMBDA)}};
    encoding.matrix = AVCOL_SPC_BT470BG;
    encoding.range = AVCOL_RANGE_JPEG;
    av::Encoder encoder(encoding);
    // What the decoder read from EXIF must not find its way into the thumbnail.
    av_dict_free(&frame.metadata);
    while (frame.nb_side_data > 0) av_frame_remove_side_data(&frame, frame.side_data[0]->type);
    frame.pts = 0;
    frame.quality = kScale * FF_QP2LAMBDA;
    frame.pict_type = AV_PICTURE_TYPE_NONE;
    encoder.send(&frame);
    encoder.send(nullptr);
    const av::PacketPtr packet = av::make_packet();
    std::string jpeg;
    while (encoder.receive(*packet) == av::Pull::Frame) {
        jpeg.append(reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size));
        av_packet_unref(packet.get());
    }
    return jpeg;
}

}  // namespace

std::string first_look(const std::filesystem::path& path, int long_side, const Limits& limits,
                       const std::stop_token& stop) {
    av::FramePtr frame = decode(path, limits, stop);
    if (!frame) return {};
    return jpeg_of(*shrink(std::move(frame), long_side));
}

}  // namespace takt::prep
