// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/private_stills.h"

#include <array>
#include <vector>

namespace takt::test {
namespace {

using namespace std::string_literals;

constexpr int kAscii = 2;
constexpr int kShort = 3;
constexpr int kLong = 4;
constexpr int kRational = 5;
constexpr int kUndefined = 7;

struct Entry {
    std::uint32_t tag;
    int type;
    std::uint32_t count;
    std::string value;
};

Entry text(std::uint32_t tag, const std::string& value) {
    return {tag, kAscii, static_cast<std::uint32_t>(value.size() + 1), value + '\0'};
}

Entry number(std::uint32_t tag, std::uint32_t value) {
    return {tag, kLong, 1, big_endian_bytes(value, 4)};
}

Entry angle(std::uint32_t tag, std::array<std::uint32_t, 3> parts) {
    std::string value;
    for (const std::uint32_t part : parts) value += big_endian_bytes(part, 4) + big_endian_bytes(1, 4);
    return {tag, kRational, 3, value};
}

/// An image file directory that stands `at` bytes behind the TIFF header, with its values behind it.
std::string directory(const std::vector<Entry>& entries, std::uint32_t at, std::uint32_t next = 0) {
    std::string table = big_endian_bytes(static_cast<std::uint32_t>(entries.size()), 2);
    std::string values;
    const auto values_at = at + 2 + 12 * static_cast<std::uint32_t>(entries.size()) + 4;
    for (const Entry& entry : entries) {
        table += big_endian_bytes(entry.tag, 2) + big_endian_bytes(static_cast<std::uint32_t>(entry.type), 2) +
                 big_endian_bytes(entry.count, 4);
        if (entry.value.size() <= 4) {
            table += entry.value + std::string(4 - entry.value.size(), '\0');
        } else {
            table += big_endian_bytes(values_at + static_cast<std::uint32_t>(values.size()), 4);
            values += entry.value;
        }
    }
    return table + big_endian_bytes(next, 4) + values;
}

std::string apple_note(const std::string& identifier) {
    return "Apple iOS\0\0\x01MM"s + directory({text(17, identifier)}, 14);
}

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? crc >> 1U ^ 0xEDB88320U : crc >> 1U;
    }
    return ~crc;
}

std::string little_endian_bytes(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
    return text;
}

}  // namespace

std::string big_endian_bytes(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
    return text;
}

std::string exif_block(const ExifSpec& spec) {
    // Each directory at a fixed place, far enough from the next.
    constexpr std::uint32_t kMain = 8;
    constexpr std::uint32_t kExif = 512;
    constexpr std::uint32_t kGps = 1536;
    constexpr std::uint32_t kThumbnail = 2048;
    std::vector<Entry> main{text(0x010F, spec.make), text(0x0110, spec.model)};
    main.push_back({0x0112, kShort, 1, big_endian_bytes(static_cast<std::uint32_t>(spec.orientation), 2)});
    main.push_back(number(0x8769, kExif));
    if (spec.place) main.push_back(number(0x8825, kGps));
    std::vector<Entry> exif{text(0x9003, spec.date)};
    if (!spec.live_photo.empty()) {
        const std::string note = apple_note(spec.live_photo);
        exif.push_back({0x927C, kUndefined, static_cast<std::uint32_t>(note.size()), note});
    }
    exif.push_back(text(0xA431, spec.serial));
    std::string block = "MM\0\x2A\0\0\0\x08"s + directory(main, kMain, spec.thumbnail.empty() ? 0 : kThumbnail);
    block.resize(kExif);
    block += directory(exif, kExif);
    block.resize(kGps);
    block += directory({text(1, "N"), angle(2, {48, 51, 30}), text(3, "E"), angle(4, {2, 17, 40})}, kGps);
    if (spec.thumbnail.empty()) return block;
    block.resize(kThumbnail);
    constexpr std::uint32_t kPixels = kThumbnail + 2 + 2 * 12 + 4;
    return block +
           directory({number(0x0201, kPixels), number(0x0202, static_cast<std::uint32_t>(spec.thumbnail.size()))},
                     kThumbnail) +
           spec.thumbnail;
}

std::string with_segment(const std::string& jpeg, unsigned char marker, const std::string& body) {
    return jpeg.substr(0, 2) + '\xFF' + static_cast<char>(marker) +
           big_endian_bytes(static_cast<std::uint32_t>(body.size() + 2), 2) + body + jpeg.substr(2);
}

std::string with_chunk(const std::string& png, const std::string& type, const std::string& body) {
    constexpr std::size_t kBehindHeader = 8 + 25;
    return png.substr(0, kBehindHeader) + big_endian_bytes(static_cast<std::uint32_t>(body.size()), 4) + type + body +
           big_endian_bytes(crc32(type + body), 4) + png.substr(kBehindHeader);
}

std::string with_riff_chunk(const std::string& webp, const std::string& type, const std::string& body,
                            unsigned char flags, int width, int height) {
    std::string chunks = webp.substr(12);
    if (!chunks.starts_with("VP8X")) {
        chunks = "VP8X" + little_endian_bytes(10, 4) + static_cast<char>(flags) + std::string(3, '\0') +
                 little_endian_bytes(static_cast<std::uint32_t>(width - 1), 3) +
                 little_endian_bytes(static_cast<std::uint32_t>(height - 1), 3) + chunks;
    }
    chunks += type + little_endian_bytes(static_cast<std::uint32_t>(body.size()), 4) + body;
    if (body.size() % 2 != 0) chunks += '\0';
    return "RIFF" + little_endian_bytes(static_cast<std::uint32_t>(chunks.size() + 4), 4) + "WEBP" + chunks;
}

}  // namespace takt::test
