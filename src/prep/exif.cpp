// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/exif.h"

#include "prep/file_bytes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <libexif/exif-data.h>
#include <limits>
#include <memory>

namespace takt::prep {
namespace {

// Longer texts are no names.
constexpr unsigned kMaxText = 256;
// Tag 17 of Apple's maker note.
constexpr unsigned kAppleContentIdentifier = 17;
constexpr unsigned kMaxNotes = 1000;

struct Unref {
    void operator()(ExifData* exif) const noexcept { exif_data_unref(exif); }
};

std::string trimmed(std::string text) {
    text.resize(std::char_traits<char>::length(text.c_str()));
    const std::size_t last = text.find_last_not_of(' ');
    return last == std::string::npos ? std::string() : text.substr(0, last + 1);
}

std::string text_of(ExifData& exif, ExifIfd ifd, ExifTag tag) {
    const ExifEntry* entry = exif_content_get_entry(exif.ifd[ifd], tag);
    if (entry == nullptr || entry->format != EXIF_FORMAT_ASCII || entry->data == nullptr) return {};
    return trimmed(std::string(reinterpret_cast<const char*>(entry->data), std::min(entry->size, kMaxText)));
}

/// Degrees, minutes and seconds as one number.
std::optional<double> angle_of(ExifData& exif, ExifTag tag) {
    ExifEntry* entry = exif_content_get_entry(exif.ifd[EXIF_IFD_GPS], tag);
    if (entry == nullptr || entry->format != EXIF_FORMAT_RATIONAL || entry->data == nullptr) return std::nullopt;
    double degrees = 0;
    double unit = 1;
    for (unsigned at = 0; at < 3 && (at + 1) * 8 <= entry->size; ++at, unit *= 60) {
        const ExifRational part = exif_get_rational(entry->data + at * 8, exif_data_get_byte_order(&exif));
        if (part.denominator != 0) degrees += static_cast<double>(part.numerator) / part.denominator / unit;
    }
    return entry->size >= 8 && degrees <= 360 ? std::optional(degrees) : std::nullopt;
}

std::optional<std::string> location_of(ExifData& exif) {
    const auto latitude = angle_of(exif, static_cast<ExifTag>(EXIF_TAG_GPS_LATITUDE));
    const auto longitude = angle_of(exif, static_cast<ExifTag>(EXIF_TAG_GPS_LONGITUDE));
    if (!latitude || !longitude) return std::nullopt;
    const bool south = text_of(exif, EXIF_IFD_GPS, static_cast<ExifTag>(EXIF_TAG_GPS_LATITUDE_REF)) == "S";
    const bool west = text_of(exif, EXIF_IFD_GPS, static_cast<ExifTag>(EXIF_TAG_GPS_LONGITUDE_REF)) == "W";
    return fmt::format("{:+08.4f}{:+09.4f}/", south ? -*latitude : *latitude, west ? -*longitude : *longitude);
}

int orientation_value(ExifData& exif) {
    const ExifEntry* entry = exif_content_get_entry(exif.ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (entry == nullptr || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) return 1;
    return exif_get_short(entry->data, exif_data_get_byte_order(&exif));
}

/// Apple's note is a directory of its own, behind a head of 14 bytes, with offsets from the note's begin. libexif finds
/// its entries but not their texts.
std::optional<std::string> apple_identifier(ExifData& exif) {
    const ExifEntry* entry = exif_content_get_entry(exif.ifd[EXIF_IFD_EXIF], EXIF_TAG_MAKER_NOTE);
    if (entry == nullptr || entry->data == nullptr) return std::nullopt;
    const std::string_view note(reinterpret_cast<const char*>(entry->data), entry->size);
    if (!note.starts_with("Apple iOS") || note.size() < 16) return std::nullopt;
    const unsigned count = std::min(big_endian(note.substr(14, 2)), kMaxNotes);
    for (std::size_t at = 16, i = 0; i < count && at + 12 <= note.size(); ++i, at += 12) {
        if (big_endian(note.substr(at, 2)) != kAppleContentIdentifier) continue;
        const std::size_t begin = big_endian(note.substr(at + 8, 4));
        if (begin >= note.size()) return std::nullopt;
        return trimmed(
            std::string(note.substr(begin, std::min<std::size_t>(kMaxText, big_endian(note.substr(at + 4, 4))))));
    }
    return std::nullopt;
}

struct Named {
    ExifIfd ifd;
    ExifTag tag;
    const char* name;
};
constexpr std::array<Named, 5> kDevice{{{EXIF_IFD_0, EXIF_TAG_MAKE, "make"},
                                        {EXIF_IFD_0, EXIF_TAG_MODEL, "model"},
                                        {EXIF_IFD_0, EXIF_TAG_SOFTWARE, "software"},
                                        {EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, "creation_time"},
                                        {EXIF_IFD_0, EXIF_TAG_DATE_TIME, "creation_time"}}};
constexpr std::array<Named, 6> kExtras{{{EXIF_IFD_EXIF, EXIF_TAG_BODY_SERIAL_NUMBER, "serial number"},
                                        {EXIF_IFD_EXIF, EXIF_TAG_LENS_SERIAL_NUMBER, "lens serial number"},
                                        {EXIF_IFD_EXIF, EXIF_TAG_CAMERA_OWNER_NAME, "owner"},
                                        {EXIF_IFD_EXIF, EXIF_TAG_IMAGE_UNIQUE_ID, "image id"},
                                        {EXIF_IFD_0, EXIF_TAG_ARTIST, "artist"},
                                        {EXIF_IFD_0, EXIF_TAG_COPYRIGHT, "copyright"}}};

}  // namespace

ExifFacts read_exif(std::string_view tiff) {
    ExifFacts facts;
    if (tiff.size() < 8 || tiff.size() > std::numeric_limits<unsigned>::max() - 6) return facts;
    const std::unique_ptr<ExifData, Unref> exif(exif_data_new());
    if (!exif) return facts;
    // As it stands in the file: what a standard forbids may tell of a place all the same.
    exif_data_unset_option(exif.get(), EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS);
    exif_data_unset_option(exif.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    const std::string block = std::string("Exif\0\0", 6) + std::string(tiff);
    exif_data_load_data(exif.get(), reinterpret_cast<const unsigned char*>(block.data()),
                        static_cast<unsigned>(block.size()));
    for (const auto& [ifd, tag, name] : kDevice) {
        if (std::string text = text_of(*exif, ifd, tag); !text.empty()) facts.device.emplace(name, std::move(text));
    }
    for (const auto& [ifd, tag, name] : kExtras) {
        if (std::string text = text_of(*exif, ifd, tag); !text.empty()) facts.extras.emplace(name, std::move(text));
    }
    facts.location = location_of(*exif);
    facts.live_photo = apple_identifier(*exif);
    facts.orientation = orientation_from_exif(orientation_value(*exif));
    return facts;
}

Orientation orientation_from_exif(int value) {
    // Orientation mirrors left-right first, then turns clockwise.
    switch (value) {
        case 2: return {0, true};
        case 3: return {180, false};
        case 4: return {180, true};
        case 5: return {270, true};
        case 6: return {90, false};
        case 7: return {90, true};
        case 8: return {270, false};
        default: return {};
    }
}

}  // namespace takt::prep
