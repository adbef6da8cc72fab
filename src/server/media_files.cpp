// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/media_files.h"

#include "api/plain_text.h"
#include "server/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace takt::server {
namespace {

struct MediaType {
    std::string_view extension;
    std::string_view type;
};
constexpr std::array kTypes{
    MediaType{".mp4", "video/mp4"},   MediaType{".mov", "video/quicktime"},  MediaType{".avi", "video/x-msvideo"},
    MediaType{".webm", "video/webm"}, MediaType{".mkv", "video/x-matroska"}, MediaType{".jpg", "image/jpeg"},
    MediaType{".jpeg", "image/jpeg"}, MediaType{".png", "image/png"},        MediaType{".gif", "image/gif"},
    MediaType{".webp", "image/webp"}, MediaType{".mp3", "audio/mpeg"},       MediaType{".wav", "audio/wav"},
    MediaType{".m4a", "audio/mp4"},   MediaType{".aac", "audio/aac"},
};

constexpr std::size_t kMaxNameBytes = 120;

std::string_view extension_of(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

/// Cut at `max_bytes` or earlier, never inside a character.
std::string shortened(std::string_view text, std::size_t max_bytes) {
    std::size_t end = 0;
    while (end < text.size()) {
        const std::size_t next = end + std::max<std::size_t>(api::character_bytes(text.substr(end)), 1);
        if (next > max_bytes) break;
        end = next;
    }
    return std::string(text.substr(0, end));
}

/// ASCII that no file system, shell or URL trips over.
bool is_plain(char byte) {
    constexpr std::string_view kMarks = "-_.,()+= @";
    const bool letter_or_digit =
        (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    return letter_or_digit || kMarks.find(byte) != std::string_view::npos;
}

std::string_view kind_name(MediaKind kind) {
    switch (kind) {
        case MediaKind::Video: return "video";
        case MediaKind::Audio: return "audio";
        case MediaKind::Still:
        case MediaKind::Animation: break;
    }
    return "image";
}

}  // namespace

std::optional<std::string_view> media_type_of(std::string_view file_name) {
    const std::string extension = api::lower_case(extension_of(file_name));
    const auto* found = std::ranges::find(kTypes, extension, &MediaType::extension);
    return found == kTypes.end() ? std::nullopt : std::optional(found->type);
}

std::string safe_name(std::string_view client_name) {
    if (const auto slash = client_name.find_last_of("/\\"); slash != std::string_view::npos) {
        client_name.remove_prefix(slash + 1);
    }
    std::string name;
    while (!client_name.empty()) {
        const std::size_t bytes = api::character_bytes(client_name);
        const bool kept = bytes > 1 || (bytes == 1 && is_plain(client_name.front()));
        name += kept ? client_name.substr(0, bytes) : "_";
        client_name.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    name.erase(0, name.find_first_not_of(". "));
    const std::string extension = shortened(extension_of(name), 16);
    std::string stem = name.substr(0, name.size() - extension_of(name).size());
    if (stem.empty()) stem = "file";
    return shortened(stem, kMaxNameBytes - extension.size()) + extension;
}

api::MediaFile media_file(const Asset& asset, const std::string& session, const std::string& site) {
    const std::string stored = std::filesystem::path(asset.address).filename().string();
    api::MediaFile file{.filename = asset.name,
                        .file_type = std::string(kind_name(asset.kind)),
                        .cdn_url = site + uploaded_file_path(session, stored),
                        .hash = asset.hash};
    if (asset.kind != MediaKind::Still && asset.duration > Us{}) file.duration_s = seconds(asset.duration);
    if (asset.display.width > 0) {
        file.width = asset.display.width;
        file.height = asset.display.height;
    }
    if (asset.fps > 0) file.fps = asset.fps;
    return file;
}

std::optional<UrlParts> url_parts(std::string_view url) {
    const auto scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos) return std::nullopt;
    const std::string scheme = api::lower_case(url.substr(0, scheme_end));
    const bool clean = std::ranges::all_of(url, [](char byte) { return byte > ' ' && byte < '\x7f' && byte != '\\'; });
    if ((scheme != "http" && scheme != "https") || !clean) return std::nullopt;
    url.remove_prefix(scheme_end + 3);
    const std::string_view rest = url.substr(0, url.find_first_of("?#"));
    const std::string_view host = rest.substr(0, rest.find('/'));
    // "https://allowed.example@elsewhere/" asks elsewhere.
    if (host.empty() || host.find('@') != std::string_view::npos) return std::nullopt;
    return UrlParts{.host = api::lower_case(host), .file_name = safe_name(rest.substr(rest.rfind('/') + 1))};
}

std::string entity_tag(const std::filesystem::path& file) {
    // The clock of files may begin in the future.
    const auto written = static_cast<std::uint64_t>(std::filesystem::last_write_time(file).time_since_epoch() /
                                                    std::chrono::nanoseconds{1});
    return fmt::format("\"{:x}-{:x}\"", std::filesystem::file_size(file), written);
}

}  // namespace takt::server
