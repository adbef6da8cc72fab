// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/boxes.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <optional>

namespace takt::prep {
namespace {

// A fragmented hour has a few thousand boxes; what is asked for stands among the first.
constexpr int kMaxBoxes = 2000;

struct Box {
    std::string type;
    std::int64_t begin = 0;
    std::int64_t content = 0;
    std::int64_t end = 0;
};

std::uint64_t big_endian(const unsigned char* bytes, int count) {
    std::uint64_t value = 0;
    for (int i = 0; i < count; ++i) value = value << 8U | bytes[i];
    return value;
}

std::optional<Box> read_box(std::ifstream& file, std::int64_t at, std::int64_t limit) {
    std::array<unsigned char, 16> head{};
    if (at + 8 > limit) return std::nullopt;
    file.clear();
    file.seekg(at);
    if (!file.read(reinterpret_cast<char*>(head.data()), 8)) return std::nullopt;
    auto size = static_cast<std::int64_t>(big_endian(head.data(), 4));
    Box box{{reinterpret_cast<const char*>(head.data()) + 4, 4}, at, at + 8, limit};
    if (size == 1) {
        if (!file.read(reinterpret_cast<char*>(head.data()) + 8, 8)) return std::nullopt;
        size = static_cast<std::int64_t>(big_endian(head.data() + 8, 8) & 0x7FFF'FFFF'FFFF'FFFFULL);
        box.content = at + 16;
    }
    if (size == 0) return box;  // to the end of the file
    if (size < box.content - at || size > INT64_MAX - at) return std::nullopt;
    box.end = at + size;
    return box;
}

bool is_xmp_uuid(std::ifstream& file, const Box& box) {
    constexpr std::array<unsigned char, 16> kXmp{0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8,
                                                 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC};
    std::array<unsigned char, 16> id{};
    file.clear();
    file.seekg(box.content);
    file.read(reinterpret_cast<char*>(id.data()), id.size());
    return file.good() && id == kXmp;
}

/// XMP_ stands in moov/udta.
bool has_xmp_inside(std::ifstream& file, const Box& parent, int depth) {
    std::int64_t at = parent.content;
    for (int i = 0; i < kMaxBoxes; ++i) {
        const auto box = read_box(file, at, parent.end);
        if (!box) return false;
        if (box->type == "XMP_" || (box->type == "uuid" && is_xmp_uuid(file, *box))) return true;
        if (depth == 0 && box->type == "udta" && has_xmp_inside(file, *box, 1)) return true;
        at = box->end;
    }
    return false;
}

}  // namespace

BoxOutline read_boxes(const std::filesystem::path& path) {
    BoxOutline outline;
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const std::int64_t size = file ? static_cast<std::int64_t>(file.tellg()) : 0;
    std::int64_t at = 0;
    for (int i = 0; i < kMaxBoxes; ++i) {
        const auto box = read_box(file, at, size);
        if (!box) break;
        if (box->type == "ftyp") {
            outline.major_brand.resize(4);
            file.seekg(box->content);
            file.read(outline.major_brand.data(), 4);
        } else if (box->type == "moov" && !outline.has_index) {
            outline.index_first = !outline.has_media;
            outline.has_index = true;
            outline.index_begin = box->content;
            outline.index_end = std::min(box->end, size);
            outline.has_xmp |= has_xmp_inside(file, *box, 0);
        } else if (box->type == "mdat") {
            outline.has_media = true;
        } else if (box->type == "moof") {
            outline.fragmented = true;
        } else if (box->type == "mpvd") {
            outline.has_clip = true;
        } else if (box->type == "uuid") {
            outline.has_xmp |= is_xmp_uuid(file, *box);
        }
        outline.cut_off = box->end > size;
        at = box->end;
    }
    return outline;
}

}  // namespace takt::prep
