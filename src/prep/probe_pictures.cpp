// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/probe_pictures.h"

#include "av/heif_still.h"
#include "av/webp_animation.h"
#include "prep/container_name.h"
#include "prep/faults.h"
#include "prep/frame_rates.h"
#include "prep/picture_file.h"

namespace takt::prep {
namespace {

MediaInfo describe_file(const std::filesystem::path& path, const std::string& container, MediaKind kind) {
    MediaInfo info;
    info.path = path;
    info.size_bytes = static_cast<std::int64_t>(std::filesystem::file_size(path));
    info.container = container;
    info.extension_lies = extension_lies(path, container);
    info.kind = kind;
    return info;
}

VideoStreamInfo describe_picture(Size size, bool alpha, const std::string& codec) {
    VideoStreamInfo video;
    video.codec = codec;
    video.pixel_format = "rgba";
    video.coded = size;
    video.display = even(size);
    video.has_alpha = alpha;
    video.decodable = true;
    return video;
}

}  // namespace

MediaInfo probe_heif(const std::filesystem::path& path) {
    MediaInfo info = describe_file(path, "heic", MediaKind::Still);
    const av::HeifStill still(path);
    info.videos.push_back(describe_picture(still.size(), still.has_alpha(), "heif"));
    info.metadata = still.metadata();
    return info;
}

MediaInfo probe_webp_animation(const std::filesystem::path& path) {
    MediaInfo info = describe_file(path, "webp", MediaKind::Animation);
    const av::WebpAnimation animation(path);
    VideoStreamInfo video = describe_picture(animation.size(), animation.has_alpha(), "webp");
    std::vector<Us> times = animation.times();
    video.duration = info.duration = times.back();
    const MeasuredRate rate = measure_rate(times);
    if (rate.average.num > 0) video.measured_rate = rate.average;
    video.variable_rate = rate.variable;
    info.videos.push_back(video);
    info.metadata = picture_metadata(path, PictureFormat::AnimatedWebp);
    return info;
}

}  // namespace takt::prep
