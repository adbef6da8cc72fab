// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/still.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/describe.h"
#include "av/encoder.h"
#include "av/filter_graph.h"
#include "av/heif_still.h"
#include "av/picture_chain.h"
#include "av/ticks.h"
#include "av/video_reader.h"
#include "base/atomic_file.h"
#include "prep/picture_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <utility>

namespace takt::prep {
namespace {

// JPEG quantiser scale: 2 is FFmpeg's finest useful one, about quality 95.
constexpr int kJpegScale = 2;

/// JPEG is BT.601 full range by its standard (JFIF).
std::string chain_for(const Orientation& orientation, const ConvertStill& target) {
    const bool swaps = orientation.clockwise_deg % 180 == 90;
    const std::string turn = av::upright_chain(orientation);
    return fmt::format("scale={}:{}:flags=lanczos+accurate_rnd+full_chroma_int:{},{}{},setsar=1",
                       swaps ? target.size.height : target.size.width, swaps ? target.size.width : target.size.height,
                       target.png ? "out_range=pc" : "out_color_matrix=bt601:out_range=pc",
                       target.png ? "format=rgba" : "format=yuvj420p", turn.empty() ? "" : "," + turn);
}

av::VideoEncoding encoding_for(const ConvertStill& target) {
    av::VideoEncoding encoding;
    encoding.size = target.size;
    encoding.rate = {25, 1};
    encoding.codec = target.png ? "png" : "mjpeg";
    encoding.format = target.png ? AV_PIX_FMT_RGBA : AV_PIX_FMT_YUVJ420P;
    encoding.threads = 1;
    if (!target.png) {
        encoding.options = {{"flags", "+qscale"}, {"global_quality", fmt::format("{}", kJpegScale * FF_QP2LAMBDA)}};
        encoding.matrix = AVCOL_SPC_BT470BG;
    }
    encoding.range = AVCOL_RANGE_JPEG;
    return encoding;
}

struct Decoded {
    av::FramePtr frame;
    Orientation orientation;
};

Decoded decode(const Plan& plan, const std::stop_token& stop) {
    if (picture_format(plan.input) == PictureFormat::Heif) return {av::HeifStill(plan.input).decode(), {}};
    av::VideoReader reader(plan.input, plan.video_stream, {.threads = 1}, stop);
    const AVFrame* source = reader.next();
    if (source == nullptr) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: the picture is damaged or incomplete; copy it again",
                                                    plan.input.filename().string()));
    }
    Decoded decoded{av::make_frame(), av::describe_video(reader.stream(), source).orientation};
    av::check(av_frame_ref(decoded.frame.get(), source), "keep a frame");
    return decoded;
}

av::FramePtr convert(const Plan& plan, const ConvertStill& target, const std::stop_token& stop) {
    Decoded decoded = decode(plan, stop);
    av::FramePtr frame = std::move(decoded.frame);
    av::FilterGraph graph(chain_for(decoded.orientation, target), *frame, av::kUsBase);
    graph.send(frame.get());
    av_frame_unref(frame.get());
    if (graph.receive(*frame) != av::Pull::Frame) {
        graph.send(nullptr);
        if (graph.receive(*frame) != av::Pull::Frame) {
            throw Error(ErrorCode::Internal, "picture chain: took a frame and gave none");
        }
    }
    frame->pts = 0;
    frame->quality = kJpegScale * FF_QP2LAMBDA;
    frame->pict_type = AV_PICTURE_TYPE_NONE;
    return frame;
}

}  // namespace

Written convert_still(const Plan& plan, const ConvertStill& target, const std::filesystem::path& part,
                      const std::stop_token& stop) {
    const av::FramePtr picture = convert(plan, target, stop);
    // What the decoder read from EXIF must not find its way into the new file.
    av_dict_free(&picture->metadata);
    while (picture->nb_side_data > 0) av_frame_remove_side_data(picture.get(), picture->side_data[0]->type);
    av::Encoder encoder(encoding_for(target));
    encoder.send(picture.get());
    encoder.send(nullptr);
    const av::PacketPtr packet = av::make_packet();
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    while (file && encoder.receive(*packet) == av::Pull::Frame) {
        file.write(reinterpret_cast<const char*>(packet->data), packet->size);
        av_packet_unref(packet.get());
    }
    file.close();
    if (!file) throw_errno(errno, part.string());
    return {.size = target.size, .video_end = {}, .audio_end = {}};
}

}  // namespace takt::prep
