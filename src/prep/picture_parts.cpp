// SPDX-License-Identifier: GPL-3.0-or-later
// JPEG: ITU-T T.81 annex B. PNG: W3C PNG third edition, clause 5. WebP: its container specification (RIFF).
#include "prep/picture_parts.h"

#include "prep/file_bytes.h"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <string_view>
#include <utility>

namespace takt::prep {
namespace {

// A picture of 500 MB in PNG chunks of 8 KB has 60000 of them.
constexpr int kMaxBlocks = 200'000;
constexpr std::size_t kMaxExif = 1U << 20U;
// Where the clip of a motion photo begins, behind further pictures and the maker's own header.
constexpr std::int64_t kMaxClipSearch = 32LL << 20U;

bool is_any(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Neighbours of one name become one part.
void add(PictureParts& picture, PicturePart part) {
    if (part.begin >= part.end) return;
    if (!picture.parts.empty()) {
        PicturePart& last = picture.parts.back();
        if (last.end == part.begin && last.name == part.name && !last.instead && !part.instead) {
            last.end = part.end;
            return;
        }
    }
    picture.parts.push_back(std::move(part));
}

/// Everything behind the picture goes.
void add_rest(PictureParts& picture, FileBytes& file, std::int64_t begin) {
    if (begin >= file.size()) return;
    const bool clip = file.find("ftyp", begin, begin + kMaxClipSearch).has_value();
    picture.clip |= clip;
    const bool further = file.read(begin, 2) == "\xFF\xD8";
    add(picture, {begin, file.size(),
                  clip      ? "motion photo clip"
                  : further ? "further pictures"
                            : "data behind the picture"});
}

/// The next 0xFF that begins a marker: not stuffed, not a fill byte, not a restart.
std::optional<std::int64_t> next_marker(FileBytes& file, std::int64_t at) {
    for (std::optional<std::int64_t> found; (found = file.find("\xFF", at, file.size())); at = *found + 1) {
        const std::string_view bytes = file.window(*found + 1);
        if (bytes.empty()) return std::nullopt;
        const auto marker = static_cast<unsigned char>(bytes[0]);
        if (marker != 0x00 && marker != 0xFF && (marker < 0xD0 || marker > 0xD7)) return found;
    }
    return std::nullopt;
}

/// What a JPEG segment is; empty for what decoding needs. `content` is its first bytes.
std::string_view segment_name(unsigned char marker, std::string_view content) {
    using namespace std::string_view_literals;
    if (marker == 0xFE) return "comment";
    if (marker < 0xE0 || marker > 0xEF) return {};
    switch (marker) {
        case 0xE0:
            if (content.starts_with("JFIF\0"sv)) {
                return content.size() >= 14 && content[12] != 0 && content[13] != 0 ? "thumbnail" : std::string_view();
            }
            return content.starts_with("JFXX\0"sv) ? "thumbnail" : "maker's notes";
        case 0xE1:
            if (content.starts_with("Exif\0"sv)) return "EXIF";
            return content.starts_with("http://ns.adobe.com/x") ? "XMP" : "maker's notes";
        case 0xE2:
            if (content.starts_with("ICC_PROFILE\0"sv)) return {};
            return content.starts_with("MPF\0"sv) ? "further pictures" : "maker's notes";
        case 0xED: return "IPTC";
        case 0xEE: return content.starts_with("Adobe") ? std::string_view() : "maker's notes";
        default: return "maker's notes";
    }
}

/// The JFIF header says how large its thumbnail is: without one, zero by zero.
std::optional<std::string> without_thumbnail(std::string_view content) {
    if (!content.starts_with("JFIF")) return std::nullopt;
    return std::string("\xFF\xE0\x00\x10", 4) + std::string(content.substr(0, 12)) + std::string(2, '\0');
}

PictureParts jpeg_parts(FileBytes& file) {
    PictureParts picture;
    add(picture, {0, 2, {}, {}});
    bool in_scan = false;
    std::int64_t at = 2;
    for (int i = 0; i < kMaxBlocks; ++i) {
        const auto begin = next_marker(file, at);
        if (!begin) break;
        add(picture, {at, *begin, in_scan ? "" : "stray data", {}});
        const std::string head = file.read(*begin, 18 + 12);
        const auto marker = static_cast<unsigned char>(head[1]);
        if (marker == 0xD9) {
            add(picture, {*begin, *begin + 2, {}, {}});
            picture.complete = in_scan;
            add_rest(picture, file, *begin + 2);
            break;
        }
        const std::int64_t length = head.size() < 4 ? 0 : big_endian(std::string_view(head).substr(2, 2));
        const std::int64_t end = *begin + 2 + length;
        if (length < 2 || end > file.size()) break;
        const std::string_view content = std::string_view(head).substr(4, static_cast<std::size_t>(length - 2));
        PicturePart part{*begin, end, std::string(segment_name(marker, content)), {}};
        if (part.name == "thumbnail") part.instead = without_thumbnail(content);
        if (part.name == "EXIF" && picture.exif.empty())
            picture.exif = file.read(*begin + 10, length > 8 ? length - 8 : 0);
        add(picture, std::move(part));
        in_scan |= marker == 0xDA;
        at = end;
    }
    return picture;
}

std::string_view chunk_name(std::string_view type) {
    if (type == "eXIf") return "EXIF";
    if (is_any(type, {"tEXt", "zTXt", "iTXt"})) return "text";
    if (type == "tIME") return "date";
    const bool needed = is_any(type, {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP",
                                      "sBIT", "pHYs", "bKGD", "hIST", "sPLT", "acTL", "fcTL", "fdAT"});
    return needed ? std::string_view() : "application data";
}

PictureParts png_parts(FileBytes& file) {
    PictureParts picture;
    add(picture, {0, 8, {}, {}});
    std::int64_t at = 8;
    for (int i = 0; i < kMaxBlocks; ++i) {
        const std::string head = file.read(at, 8);
        if (head.size() < 8) break;
        const std::string_view type = std::string_view(head).substr(4);
        const auto size = static_cast<std::int64_t>(big_endian(std::string_view(head).substr(0, 4)));
        const std::int64_t end = at + 12 + size;
        if (end > file.size()) break;
        const std::string_view name = chunk_name(type);
        if (name == "EXIF" && picture.exif.empty()) {
            picture.exif = file.read(at + 8, std::min(kMaxExif, static_cast<std::size_t>(size)));
        }
        add(picture, {at, end, std::string(name), {}});
        at = end;
        if (type == "IEND") {
            picture.complete = true;
            add_rest(picture, file, at);
            break;
        }
    }
    return picture;
}

/// The flags of an extended header tell of EXIF (8) and XMP (4).
std::optional<std::string> without_flags(std::string chunk) {
    if (chunk.size() < 9) return std::nullopt;
    const auto flags = static_cast<unsigned char>(chunk[8]);
    if ((flags & 0x0CU) == 0) return std::nullopt;
    chunk[8] = static_cast<char>(flags & ~0x0CU);
    return chunk;
}

std::string_view riff_name(std::string_view type) {
    if (type == "EXIF") return "EXIF";
    if (type == "XMP ") return "XMP";
    return is_any(type, {"VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "ANIM", "ANMF"}) ? std::string_view()
                                                                                  : "application data";
}

PictureParts webp_parts(FileBytes& file) {
    PictureParts picture;
    add(picture, {0, 12, {}, {}});
    const std::string riff = file.read(0, 12);
    const std::int64_t stated = 8 + static_cast<std::int64_t>(little_endian(std::string_view(riff).substr(4, 4)));
    std::int64_t at = 12;
    for (int i = 0; i < kMaxBlocks && at + 8 <= stated; ++i) {
        const std::string head = file.read(at, 8);
        if (head.size() < 8) break;
        const std::string_view type = std::string_view(head).substr(0, 4);
        const auto size = static_cast<std::int64_t>(little_endian(std::string_view(head).substr(4)));
        // The last chunk's pad byte may be missing.
        if (at + 8 + size > std::min(stated, file.size())) break;
        const std::int64_t end = std::min(at + 8 + size + size % 2, file.size());
        PicturePart part{at, end, std::string(riff_name(type)), {}};
        if (type == "VP8X" && size < 64)
            part.instead = without_flags(file.read(at, static_cast<std::size_t>(end - at)));
        if (type == "EXIF" && picture.exif.empty()) {
            picture.exif = file.read(at + 8, std::min(kMaxExif, static_cast<std::size_t>(size)));
        }
        add(picture, std::move(part));
        at = end;
    }
    picture.complete =
        at + 8 > std::min(stated, file.size()) && at >= std::min(stated, file.size()) && stated <= file.size() + 1;
    if (picture.complete) add_rest(picture, file, at);
    return picture;
}

}  // namespace

std::vector<std::string> PictureParts::names() const {
    std::vector<std::string> found;
    for (const PicturePart& part : parts) {
        if (part.name.empty() || std::find(found.begin(), found.end(), part.name) != found.end()) continue;
        found.push_back(part.name);
    }
    return found;
}

PictureParts read_parts(const std::filesystem::path& path, PictureFormat format) {
    FileBytes file(path);
    PictureParts picture;
    switch (format) {
        case PictureFormat::Jpeg: picture = jpeg_parts(file); break;
        case PictureFormat::Png: picture = png_parts(file); break;
        case PictureFormat::Webp:
        case PictureFormat::AnimatedWebp: picture = webp_parts(file); break;
        default: break;
    }
    // WebP and HEIC writers differ on whether the JPEG prefix belongs to the block.
    if (picture.exif.starts_with("Exif")) picture.exif.erase(0, 6);
    return picture;
}

}  // namespace takt::prep
