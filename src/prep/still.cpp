// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/still.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/colour_profile.h"
#include "av/describe.h"
#include "av/filter_graph.h"
#include "av/heif_still.h"
#include "av/picture_chain.h"
#include "av/still_encoder.h"
#include "av/ticks.h"
#include "av/video_reader.h"
#include "av/webp_animation.h"
#include "base/atomic_file.h"
#include "base/stop.h"
#include "prep/exif.h"
#include "prep/picture_file.h"
#include "prep/picture_parts.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <limits>
#include <utility>

namespace takt::prep {
namespace {

// The finest first.
constexpr std::array<int, 4> kJpegScales{2, 3, 4, 6};

Error damaged(const std::filesystem::path& path) {
    return {ErrorCode::Corrupt,
            fmt::format("{}: the picture is damaged or incomplete; copy it again", path.filename().string())};
}

/// JPEG is BT.601 full range by its standard (JFIF).
std::string chain_for(const Orientation& orientation, const ConvertStill& target) {
    const bool swaps = orientation.clockwise_deg % 180 == 90;
    const std::string turn = av::upright_chain(orientation);
    return fmt::format("scale={}:{}:flags=lanczos+accurate_rnd+full_chroma_int:{},{}{},setsar=1",
                       swaps ? target.size.height : target.size.width, swaps ? target.size.width : target.size.height,
                       target.png ? "out_range=pc" : "out_color_matrix=bt601:out_range=pc",
                       target.png ? "format=rgba" : "format=yuvj420p", turn.empty() ? "" : "," + turn);
}

/// Scaled first, so that the colours of fewer pixels are computed.
av::FramePtr in_srgb(av::FramePtr picture, const Orientation& orientation, Size upright) {
    const AVFrameSideData* side = av_frame_get_side_data(picture.get(), AV_FRAME_DATA_ICC_PROFILE);
    if (side == nullptr) return picture;
    const std::string profile(reinterpret_cast<const char*>(side->data), side->size);
    if (!av::needs_srgb(profile)) return picture;
    const bool swaps = orientation.clockwise_deg % 180 == 90;
    const std::string chain =
        fmt::format("scale={}:{}:flags=lanczos+accurate_rnd+full_chroma_int,format=rgba",
                    swaps ? upright.height : upright.width, swaps ? upright.width : upright.height);
    av::FramePtr rgba = av::make_frame();
    av::FilterGraph(chain, *picture, av::kUsBase).convert(*picture, *rgba);
    picture.reset();
    av::check(av_frame_make_writable(rgba.get()), "make a picture writable");
    av::to_srgb(*rgba, profile);
    return rgba;
}

av::FramePtr convert(const Plan& plan, const ConvertStill& target, const std::stop_token& stop) {
    StillPicture decoded = decode_still(plan.input, plan.video_stream, stop);
    decoded.frame->pts = 0;
    throw_if_stopped(stop);
    const av::FramePtr picture = in_srgb(std::move(decoded.frame), decoded.orientation, target.size);
    throw_if_stopped(stop);
    av::FramePtr frame = av::make_frame();
    av::FilterGraph(chain_for(decoded.orientation, target), *picture, av::kUsBase).convert(*picture, *frame);
    return frame;
}

/// A JPEG that was written coarsely does not grow: beyond its own quality there is nothing to keep.
std::string encode(AVFrame& picture, const Plan& plan, const ConvertStill& target) {
    if (target.png) return av::encode_png(picture);
    const bool from_jpeg = picture_format(plan.input) == PictureFormat::Jpeg;
    const auto most = from_jpeg ? std::filesystem::file_size(plan.input) : std::numeric_limits<std::uintmax_t>::max();
    std::string bytes;
    for (const int scale : kJpegScales) {
        bytes = av::encode_jpeg(picture, scale);
        if (bytes.size() <= most) break;
    }
    return bytes;
}

StillPicture first_of_animation(const std::filesystem::path& path) {
    av::WebpAnimation animation(path);
    const AVFrame* first = animation.next();
    if (first == nullptr) throw damaged(path);
    StillPicture decoded{av::make_frame(), {}};
    av::check(av_frame_ref(decoded.frame.get(), first), "keep a frame");
    return decoded;
}

}  // namespace

StillPicture decode_still(const std::filesystem::path& path, int stream, const std::stop_token& stop) {
    const PictureFormat format = picture_format(path);
    if (format == PictureFormat::Heif) return {av::HeifStill(path).decode(), {}};
    if (format == PictureFormat::AnimatedWebp) return first_of_animation(path);
    av::VideoReader reader(path, stream, {.threads = 1}, stop);
    const AVFrame* source = reader.next();
    if (source == nullptr) throw damaged(path);
    // FFmpeg knows the orientation of JPEG only.
    Orientation orientation = read_exif(read_parts(path, format).exif).orientation;
    if (orientation.upright()) orientation = av::describe_video(reader.stream(), source).orientation;
    StillPicture decoded{av::make_frame(), orientation};
    av::check(av_frame_ref(decoded.frame.get(), source), "keep a frame");
    return decoded;
}

Written convert_still(const Plan& plan, const ConvertStill& target, const std::filesystem::path& part,
                      const std::stop_token& stop) {
    const av::FramePtr picture = convert(plan, target, stop);
    const std::string bytes = encode(*picture, plan, target);
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file << bytes;
    file.close();
    if (!file) throw_errno(errno, part.string());
    return {.size = target.size, .video_end = {}, .audio_end = {}};
}

}  // namespace takt::prep
