// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/metadata.h"

#include "prep/recordings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace takt::prep {
namespace {

std::string lower(std::string_view text) {
    std::string word(text);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return word;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::string value_of(const AVDictionary* entries, const char* key) {
    const AVDictionaryEntry* entry = av_dict_get(entries, key, nullptr, 0);
    return entry != nullptr ? entry->value : "";
}

/// EXIF keeps the place in four entries.
void read_gps(MediaInfo& info, const AVDictionary* entries) {
    const std::string latitude = value_of(entries, "GPSLatitude");
    if (latitude.empty()) return;
    info.location = fmt::format("{} {} {} {}", value_of(entries, "GPSLatitudeRef"), latitude,
                                value_of(entries, "GPSLongitudeRef"), value_of(entries, "GPSLongitude"));
}

/// "make", "com.apple.quicktime.make", "com.android.manufacturer", EXIF's "Make": all one.
std::string device_key(std::string_view key) {
    constexpr std::array<std::array<std::string_view, 2>, 9> kNames{{{"make", "make"},
                                                                     {"manufacturer", "make"},
                                                                     {"model", "model"},
                                                                     {"software", "software"},
                                                                     {"creation_time", "creation_time"},
                                                                     {"creationdate", "creation_time"},
                                                                     {"datetime", "creation_time"},
                                                                     {"datetimeoriginal", "creation_time"},
                                                                     {"firmware", "software"}}};
    const std::size_t dot = key.rfind('.');
    const std::string_view last = dot == std::string_view::npos ? key : key.substr(dot + 1);
    for (const auto& [name, ours] : kNames) {
        if (last == name || last.starts_with(std::string(name) + "-")) return std::string(ours);
    }
    return {};
}

void sort_entry(MediaInfo& info, const std::string& key, const std::string& value) {
    recognise_tag(info, key, value);
    if (contains(key, "location") || key == "gps") {
        // The accuracy of a place is not the place.
        if (!info.location || contains(key, "iso6709")) info.location = value;
    } else if (std::string ours = device_key(key); !ours.empty()) {
        info.device.emplace(std::move(ours), value);
    } else if (key == "encoder" && (contains(value, "com.apple") || contains(value, "iPhone"))) {
        info.device.emplace("software", value);  // voice memos write the owner's name here
    } else if (contains(key, "uuid") || contains(key, "identifier") || contains(key, "serial") ||
               key.starts_with("com.")) {
        info.extras.emplace(key, value);
    }
}

}  // namespace

void sort_metadata(MediaInfo& info, const AVDictionary* entries) {
    read_gps(info, entries);
    AVDictionaryEntry* entry = nullptr;
    while ((entry = av_dict_get(entries, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr) {
        const std::string_view key = entry->key;
        if (!key.starts_with("GPS")) sort_entry(info, lower(key), entry->value);
    }
}

}  // namespace takt::prep
