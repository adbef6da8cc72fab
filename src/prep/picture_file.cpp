// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/picture_file.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string_view>

namespace takt::prep {
namespace {

constexpr int kMaxBlocks = 4000;

std::string read_at(std::ifstream& file, std::int64_t at, std::size_t count) {
    std::string bytes(count, '\0');
    file.clear();
    file.seekg(at);
    file.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

std::uint32_t number(std::string_view bytes, bool little_endian) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        value = value << 8U | static_cast<unsigned char>(bytes[little_endian ? bytes.size() - 1 - i : i]);
    }
    return value;
}

void add_once(std::vector<std::string>& names, std::string name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

std::vector<std::string> jpeg_metadata(std::ifstream& file) {
    std::vector<std::string> found;
    std::int64_t at = 2;
    for (int i = 0; i < kMaxBlocks; ++i) {
        const std::string head = read_at(file, at, 16);
        if (head.size() < 4 || head[0] != '\xFF') break;
        const auto marker = static_cast<unsigned char>(head[1]);
        if (marker == 0xDA || marker == 0xD9) break;  // the picture itself
        const std::string_view content = std::string_view(head).substr(4);
        if (marker == 0xE1) add_once(found, content.starts_with("Exif") ? "EXIF" : "XMP");
        if (marker == 0xED) add_once(found, "IPTC");
        if (marker == 0xFE) add_once(found, "comment");
        // APP0 is JFIF, APP2 a colour profile (or a second picture), APP14 Adobe's colour transform.
        const bool profile = marker == 0xE2 && content.starts_with("ICC_PROFILE");
        if (marker == 0xE2 && !profile) add_once(found, "further pictures");
        if ((marker >= 0xE3 && marker <= 0xEC) || marker == 0xEF) add_once(found, "maker's notes");
        at += 2 + static_cast<std::int64_t>(number(std::string_view(head).substr(2, 2), false));
    }
    return found;
}

std::vector<std::string> png_metadata(std::ifstream& file) {
    std::vector<std::string> found;
    std::int64_t at = 8;
    for (int i = 0; i < kMaxBlocks; ++i) {
        const std::string head = read_at(file, at, 8);
        if (head.size() < 8) break;
        const std::string_view type = std::string_view(head).substr(4);
        if (type == "IEND") break;
        if (type == "eXIf") add_once(found, "EXIF");
        if (type == "tEXt" || type == "zTXt" || type == "iTXt") add_once(found, "text");
        at += 12 + static_cast<std::int64_t>(number(std::string_view(head).substr(0, 4), false));
    }
    return found;
}

std::vector<std::string> webp_metadata(std::ifstream& file) {
    std::vector<std::string> found;
    std::int64_t at = 12;
    for (int i = 0; i < kMaxBlocks; ++i) {
        const std::string head = read_at(file, at, 8);
        if (head.size() < 8) break;
        const std::string_view type = std::string_view(head).substr(0, 4);
        if (type == "EXIF") add_once(found, "EXIF");
        if (type == "XMP ") add_once(found, "XMP");
        const auto size = static_cast<std::int64_t>(number(std::string_view(head).substr(4), true));
        at += 8 + size + size % 2;
    }
    return found;
}

}  // namespace

PictureFormat picture_format(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string head = read_at(file, 0, 32);
    const std::string_view view = head;
    if (view.starts_with("\xFF\xD8\xFF")) return PictureFormat::Jpeg;
    if (view.starts_with("\x89PNG\r\n\x1A\n")) return PictureFormat::Png;
    if (view.size() < 21) return PictureFormat::None;
    if (view.starts_with("RIFF") && view.substr(8, 4) == "WEBP") {
        const bool moves = view.substr(12, 4) == "VP8X" && (static_cast<unsigned char>(view[20]) & 2U) != 0;
        return moves ? PictureFormat::AnimatedWebp : PictureFormat::Webp;
    }
    if (view.substr(4, 4) == "ftyp") {
        for (const std::string_view brand : {"heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif"}) {
            if (view.substr(8, 4) == brand) return PictureFormat::Heif;
        }
    }
    return PictureFormat::None;
}

std::vector<std::string> picture_metadata(const std::filesystem::path& path, PictureFormat format) {
    std::ifstream file(path, std::ios::binary);
    switch (format) {
        case PictureFormat::Jpeg: return jpeg_metadata(file);
        case PictureFormat::Png: return png_metadata(file);
        case PictureFormat::Webp:
        case PictureFormat::AnimatedWebp: return webp_metadata(file);
        default: return {};
    }
}

bool is_cut_off(const std::filesystem::path& path, PictureFormat format) {
    if (format != PictureFormat::Jpeg) return false;  // the others fail to decode
    // Phones append videos and depth maps, so the end may stand far from the end of the file.
    constexpr std::int64_t kBlock = 1 << 20;
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    for (std::int64_t end = file.tellg(); end > 0; end -= kBlock) {
        const std::int64_t begin = std::max<std::int64_t>(0, end - kBlock - 1);
        if (read_at(file, begin, static_cast<std::size_t>(end - begin)).find("\xFF\xD9") != std::string::npos) {
            return false;
        }
    }
    return true;
}

}  // namespace takt::prep
