// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/container.h"

#include "av/input.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string_view>

namespace takt::verify {
namespace {

struct Box {
    std::string type;
    std::uint64_t begin = 0;
    std::uint64_t size = 0;  ///< 0: to the end of the file
};

std::uint64_t big_endian(const unsigned char* bytes, int count) {
    std::uint64_t value = 0;
    for (int i = 0; i < count; ++i) value = value << 8U | bytes[i];
    return value;
}

std::optional<Box> read_box(std::ifstream& stream, std::uint64_t begin) {
    std::array<unsigned char, 16> header{};
    stream.seekg(static_cast<std::streamoff>(begin));
    if (!stream.read(reinterpret_cast<char*>(header.data()), 8)) return std::nullopt;
    Box box{{reinterpret_cast<const char*>(header.data()) + 4, 4}, begin, big_endian(header.data(), 4)};
    // Size 1: the real one follows in 64 bits.
    if (box.size == 1) {
        if (!stream.read(reinterpret_cast<char*>(header.data()) + 8, 8)) return std::nullopt;
        box.size = big_endian(header.data() + 8, 8);
    }
    return box;
}

/// Top level only, in the order of the file. Damaged sizes end the walk.
std::vector<Box> read_boxes(const std::filesystem::path& file) {
    constexpr std::size_t kMost = 1000;
    std::ifstream stream(file, std::ios::binary);
    std::vector<Box> boxes;
    std::uint64_t begin = 0;
    while (boxes.size() < kMost) {
        const auto box = read_box(stream, begin);
        if (!box) break;
        boxes.push_back(*box);
        if (box->size < 8 || begin + box->size < begin) break;
        begin += box->size;
    }
    return boxes;
}

std::string major_brand(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::array<char, 12> head{};
    if (!stream.read(head.data(), head.size()) || std::string_view(head.data() + 4, 4) != "ftyp") return "";
    return {head.data() + 8, 4};
}

bool is_index_first(const std::vector<Box>& boxes) {
    const auto of_type = [&](const char* type) {
        return std::find_if(boxes.begin(), boxes.end(), [&](const Box& box) { return box.type == type; });
    };
    return of_type("moov") != boxes.end() && of_type("moov") < of_type("mdat");
}

bool is_personal(std::string key) {
    std::transform(key.begin(), key.end(), key.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const char* word : {"location", "gps", "xyz", "apple"}) {
        if (key.find(word) != std::string::npos) return true;
    }
    return key == "make" || key == "model";
}

void add_personal_keys(const AVDictionary* metadata, std::vector<std::string>& keys) {
    const AVDictionaryEntry* entry = nullptr;
    while ((entry = av_dict_get(metadata, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr) {
        if (is_personal(entry->key)) keys.emplace_back(entry->key);
    }
}

}  // namespace

Container look_at(const std::filesystem::path& file) {
    const av::Input input(file);
    Container container;
    const std::string brand = major_brand(file);
    container.is_mp4 = !brand.empty() && brand != "qt  ";
    container.format = container.is_mp4 ? "mp4" : input.context().iformat->name;
    container.index_first = is_index_first(read_boxes(file));
    container.size_bytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
    add_personal_keys(input.context().metadata, container.personal);
    for (const AVStream* stream : input.streams()) {
        const AVMediaType type = stream->codecpar->codec_type;
        const bool picture = type == AVMEDIA_TYPE_VIDEO && !av::is_cover(*stream);
        if (type == AVMEDIA_TYPE_AUDIO && container.audios == 0) {
            container.audio_codec = avcodec_get_name(stream->codecpar->codec_id);
        }
        ++(picture ? container.videos : type == AVMEDIA_TYPE_AUDIO ? container.audios : container.others);
        add_personal_keys(stream->metadata, container.personal);
    }
    return container;
}

}  // namespace takt::verify
