// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/first_look.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/filter_graph.h"
#include "av/heif_still.h"
#include "av/still_encoder.h"
#include "av/ticks.h"
#include "av/webp_animation.h"
#include "prep/first_frame.h"
#include "prep/picture_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::prep {
namespace {

constexpr int kScale = 5;  // of JPEG: enough for a thumbnail

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

av::FramePtr shrink(const AVFrame& frame, int long_side) {
    const double ratio = std::min(1.0, static_cast<double>(long_side) / std::max(frame.width, frame.height));
    const auto side = [&](int pixels) { return std::max(2, static_cast<int>(pixels * ratio) / 2 * 2); };
    av::FilterGraph graph(fmt::format("scale={}:{}:flags=area:out_color_matrix=bt601:out_range=pc,format=yuvj420p,"
                                      "setsar=1",
                                      side(frame.width), side(frame.height)),
                          frame, av::kUsBase);
    av::FramePtr small = av::make_frame();
    graph.convert(frame, *small);
    return small;
}

}  // namespace

std::string first_look(const std::filesystem::path& path, int long_side, const Limits& limits,
                       const std::stop_token& stop) {
    const av::FramePtr frame = decode(path, limits, stop);
    if (!frame) return {};
    return small_jpeg(*frame, long_side);
}

std::string small_jpeg(const AVFrame& picture, int long_side) {
    return av::encode_jpeg(*shrink(picture, long_side), kScale);
}

}  // namespace takt::prep
