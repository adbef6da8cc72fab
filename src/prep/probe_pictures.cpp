// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/probe_pictures.h"

#include "av/heif_still.h"
#include "av/webp_animation.h"
#include "prep/boxes.h"
#include "prep/container_name.h"
#include "prep/exif.h"
#include "prep/faults.h"
#include "prep/frame_rates.h"
#include "prep/picture_file.h"
#include "prep/picture_parts.h"

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

void tell(MediaInfo& info, ExifFacts facts) {
    if (facts.location) info.location = std::move(facts.location);
    for (auto& [key, value] : facts.device) info.device.insert_or_assign(key, std::move(value));
    info.extras.merge(facts.extras);
    info.live_photo = std::move(facts.live_photo);
}

/// A still may have odd sides.
Size upright_size(const VideoStreamInfo& picture) {
    const Size size = picture.coded;
    return picture.orientation.clockwise_deg % 180 == 0 ? size : Size{size.height, size.width};
}

}  // namespace

void describe_still(MediaInfo& info) {
    const PictureParts parts = read_parts(info.path, picture_format(info.path));
    info.metadata = parts.names();
    info.truncated = !parts.complete;
    info.motion_photo |= parts.clip;
    ExifFacts facts = read_exif(parts.exif);
    for (VideoStreamInfo& picture : info.videos) {
        if (!facts.orientation.upright()) picture.orientation = facts.orientation;
        if (picture.sample_aspect_num == picture.sample_aspect_den) picture.display = upright_size(picture);
        // CMYK is decoded with a plane too many.
        if (info.container == "jpg") picture.has_alpha = false;
    }
    tell(info, std::move(facts));
}

MediaInfo probe_heif(const std::filesystem::path& path) {
    MediaInfo info = describe_file(path, "heic", MediaKind::Still);
    const av::HeifStill still(path);
    info.videos.push_back(describe_picture(still.size(), still.has_alpha(), "heif"));
    info.videos.back().display = still.size();
    info.metadata = still.metadata();
    tell(info, read_exif(still.exif()));
    info.motion_photo = read_boxes(path).has_clip;
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
    if (times.size() == 2) {
        // One frame that never changes: a picture, in a container that only browsers know.
        info.kind = MediaKind::Still;
        info.container = "webp animation";
        info.duration = {};
        info.videos.back().display = animation.size();
    }
    const PictureParts parts = read_parts(path, PictureFormat::AnimatedWebp);
    info.metadata = parts.names();
    tell(info, read_exif(parts.exif));
    return info;
}

}  // namespace takt::prep
