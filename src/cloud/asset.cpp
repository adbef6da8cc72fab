// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/asset.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string_view>
#include <utility>

namespace takt::cloud {
namespace {

using Row = std::pair<std::string_view, std::string_view>;
constexpr std::array kMediaTypes{
    Row{".mp4", "video/mp4"},   Row{".mov", "video/quicktime"},  Row{".avi", "video/x-msvideo"},
    Row{".webm", "video/webm"}, Row{".mkv", "video/x-matroska"}, Row{".jpg", "image/jpeg"},
    Row{".jpeg", "image/jpeg"}, Row{".png", "image/png"},        Row{".gif", "image/gif"},
    Row{".webp", "image/webp"}, Row{".mp3", "audio/mpeg"},       Row{".wav", "audio/wav"},
    Row{".m4a", "audio/mp4"},   Row{".aac", "audio/aac"},
};

MediaKind kind_of(const api::MediaFile& file) {
    if (file.file_type == "audio") return MediaKind::Audio;
    if (file.file_type == "image") return MediaKind::Still;
    return MediaKind::Video;
}

/// Of a service's number: a duration that no file has counts as unknown.
Us duration_of(const api::MediaFile& file) {
    constexpr double kLongest_s = 1e7;
    const double s = file.duration_s.value_or(0);
    return s > 0 && s < kLongest_s ? from_seconds(s) : Us{};
}

}  // namespace

Asset asset_of(const api::MediaFile& file) {
    const double fps = file.fps.value_or(0);
    return {.name = file.filename,
            .address = file.cdn_url,
            .kind = kind_of(file),
            .hash = file.hash,
            .duration = duration_of(file),
            .display = {std::max(file.width.value_or(0), 0), std::max(file.height.value_or(0), 0)},
            .fps = std::isfinite(fps) && fps > 0 ? fps : 0};
}

Uploadable check_uploadable(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    std::string extension = file.extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return std::tolower(c); });
    std::error_code failed;
    if (!std::filesystem::is_regular_file(file, failed)) {
        throw Error(ErrorCode::NotFound, fmt::format("{}: no such file; check the path", name));
    }
    const auto row = std::ranges::find(kMediaTypes, std::string_view(extension), &Row::first);
    if (row == kMediaTypes.end()) {
        throw Error(ErrorCode::UnsupportedFormat,
                    fmt::format("{}: the service does not accept this type of file; use mp4 mov avi webm mkv, jpg png "
                                "gif webp, or mp3 wav m4a aac",
                                name));
    }
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file));
    if (size > kMaxUploadBytes) {
        throw Error(ErrorCode::TooLarge, fmt::format("{}: {} MB exceeds the service's limit of 500 MB; trim or "
                                                     "compress it with `takt prep`",
                                                     name, size / 1'000'000));
    }
    if (size == 0) throw Error(ErrorCode::Corrupt, fmt::format("{}: is empty; copy or download it again", name));
    return {std::string(row->second), size};
}

}  // namespace takt::cloud
