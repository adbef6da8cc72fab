// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/media_documents.h"

#include "api/plain_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace takt::api {
namespace {

constexpr std::array<std::string_view, 5> kVideos{"mp4", "mov", "avi", "webm", "mkv"};
constexpr std::array<std::string_view, 5> kImages{"jpg", "jpeg", "png", "gif", "webp"};
constexpr std::array<std::string_view, 4> kSounds{"mp3", "wav", "m4a", "aac"};

/// By its extension; empty for any other.
std::string type_by_name(std::string_view name) {
    const std::string extension = lower_case(name.substr(name.rfind('.') + 1));
    const auto is_one_of = [&](const auto& list) { return std::ranges::find(list, extension) != list.end(); };
    return is_one_of(kVideos) ? "video" : is_one_of(kImages) ? "image" : is_one_of(kSounds) ? "audio" : "";
}

/// The last part of an address, without its query.
std::string name_in_address(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    return std::string(address.substr(address.rfind('/') + 1));
}

std::optional<double> positive(const Json& value) {
    const std::optional<double> number = as_number(value);
    return number && std::isfinite(*number) && *number >= 0 ? number : std::nullopt;
}

std::optional<int> pixels(const Json& value) {
    constexpr std::int64_t kMaxPixels = 1'000'000;
    const std::optional<std::int64_t> number = as_integer(value);
    if (!number || *number <= 0 || *number > kMaxPixels) return std::nullopt;
    return static_cast<int>(*number);
}

MediaFile media_file(const Json& json) {
    MediaFile file{.filename = text_in(json, {"filename", "file_name", "name"}),
                   .file_type = lower_case(text_in(json, {"file_type", "type"})),
                   .cdn_url = text_in(json, {"cdn_url", "url"}),
                   .duration_s = positive(field(json, {"duration"})),
                   .width = pixels(field(json, {"width"})),
                   .height = pixels(field(json, {"height"})),
                   .fps = positive(field(json, {"fps"})),
                   .hash = text_in(json, {"hash"})};
    if (file.filename.empty()) file.filename = name_in_address(file.cdn_url);
    file.file_type.resize(std::min(file.file_type.find('/'), file.file_type.size()));  // of "video/mp4"
    if (file.file_type.empty()) file.file_type = type_by_name(file.filename);
    if (file.file_type.empty()) file.file_type = type_by_name(name_in_address(file.cdn_url));
    return file;
}

}  // namespace

OrderedJson media_to_json(const std::vector<MediaFile>& files) {
    OrderedJson list = OrderedJson::array();
    for (const MediaFile& file : files) {
        OrderedJson json{{"filename", file.filename}, {"file_type", file.file_type}, {"cdn_url", file.cdn_url}};
        if (file.duration_s) json["duration"] = *file.duration_s;
        if (file.width) json["width"] = *file.width;
        if (file.height) json["height"] = *file.height;
        if (file.fps) json["fps"] = *file.fps;
        if (!file.hash.empty()) json["hash"] = file.hash;
        list.push_back(std::move(json));
    }
    return list;
}

std::vector<MediaFile> media_from_json(const Json& files) {
    std::vector<MediaFile> list;
    if (!files.is_structured()) return list;
    for (const Json& json : files) {
        if (!json.is_object()) continue;
        MediaFile file = media_file(json);
        if (!file.filename.empty() || !file.cdn_url.empty()) list.push_back(std::move(file));
    }
    return list;
}

std::string upload_answer_to_json(const UploadAnswer& answer) {
    return enveloped(dumped(
        OrderedJson{{"files", media_to_json(answer.files)}, {"session_state_applied", answer.session_state_applied}}));
}

UploadAnswer upload_answer_from_json(std::string_view body) {
    const Json json = parse_answer(body, "upload");
    const Json& files = answer_field(json, {"files", "uploaded_files"});
    if (!files.is_structured()) throw_missing("upload", "files");
    const Json& applied = answer_field(json, {"session_state_applied"});
    return {.files = media_from_json(files), .session_state_applied = !applied.is_boolean() || applied.get<bool>()};
}

std::string url_upload_to_json(const UrlUpload& upload) {
    return dumped(OrderedJson{{"urls", upload.urls}, {"source_type", "url"}});
}

UrlUpload url_upload_from_json(std::string_view body) {
    const Json json = parse_order(body, "upload");
    const Json& urls = field(json, {"urls"});
    UrlUpload upload;
    if (!urls.is_array() || urls.empty()) throw_bad_field("urls", "a list of addresses");
    for (const Json& url : urls) {
        if (!url.is_string() || url.get_ref<const std::string&>().empty()) throw_bad_field("urls", "a list of texts");
        upload.urls.push_back(url.get<std::string>());
    }
    return upload;
}

}  // namespace takt::api
