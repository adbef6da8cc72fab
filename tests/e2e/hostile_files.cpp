// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/hostile_files.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::test {
namespace {

using namespace std::string_literals;
using std::filesystem::path;

const std::string kUnity = big_endian(0x10000, 4) + std::string(12, '\0') + big_endian(0x10000, 4) +
                           std::string(12, '\0') + big_endian(0x40000000, 4);
const std::string kOneTime = big_endian(1, 4) + big_endian(10, 4) + big_endian(100, 4);
const std::string kInThisFile = box("url ", big_endian(1, 4));

std::string full_box(std::string_view type, const std::string& content) {
    return box(type, big_endian(0, 4) + content);
}

std::string jpeg_description() {
    return box("jpeg", std::string(6, '\0') + big_endian(1, 2) + std::string(16, '\0') + big_endian(64, 2) +
                           big_endian(48, 2) + big_endian(0x480000, 4) + big_endian(0x480000, 4) +
                           std::string(4, '\0') + big_endian(1, 2) + std::string(32, '\0') + big_endian(24, 2) +
                           big_endian(0xFFFF, 2));
}

std::string track(int id, const std::string& reference, const std::string& sample_times, std::uint32_t count) {
    const std::string samples =
        full_box("stsd", big_endian(1, 4) + jpeg_description()) + full_box("stts", sample_times) +
        full_box("stsc", big_endian(1, 4) + big_endian(1, 4) + big_endian(count, 4) + big_endian(1, 4)) +
        full_box("stsz", big_endian(100, 4) + big_endian(count, 4)) +
        full_box("ctts", big_endian(1, 4) + big_endian(count, 4) + big_endian(1, 4)) +
        full_box("stco", big_endian(1, 4) + big_endian(0, 4));
    const std::string media =
        full_box("mdhd", std::string(8, '\0') + big_endian(1000, 4) + big_endian(1000, 4) + std::string(4, '\0')) +
        full_box("hdlr", "\0\0\0\0vide"s + std::string(13, '\0')) +
        box("minf", full_box("vmhd", std::string(8, '\0')) +
                        box("dinf", full_box("dref", big_endian(1, 4) + reference)) + box("stbl", samples));
    return box("trak", full_box("tkhd", std::string(8, '\0') + big_endian(static_cast<std::uint64_t>(id), 4) +
                                            std::string(4, '\0') + big_endian(1000, 4) + std::string(16, '\0') +
                                            kUnity + big_endian(64 << 16, 4) + big_endian(48 << 16, 4)) +
                           box("mdia", media));
}

/// Apple's alias record, whose long names say where the file is.
std::string alias(const path& secret) {
    const std::string name = secret.filename().string();
    const std::string whole = secret.string();
    const auto pascal = [](const std::string& text, std::size_t room) {
        std::string field = static_cast<char>(std::min(text.size(), room - 1)) + text.substr(0, room - 1);
        field.resize(room, '\0');
        return field;
    };
    const auto entry = [](int type, std::string text) {
        std::string bytes = big_endian(static_cast<std::uint64_t>(type), 2) + big_endian(text.size(), 2);
        if (text.size() % 2 != 0) text += '\0';
        return bytes + text;
    };
    return box("alis", std::string(4, '\0') + std::string(6, '\0') + big_endian(2, 2) + std::string(2, '\0') +
                           pascal("Macintosh HD", 28) + std::string(12, '\0') + pascal(name, 64) +
                           std::string(16, '\0') + big_endian(1, 2) + big_endian(1, 2) + std::string(16, '\0') +
                           entry(2, name) + entry(18, whole) + big_endian(0xFFFF, 2) + std::string(2, '\0'));
}

std::string nested_boxes(int depth) {
    std::string bytes;
    for (int i = depth; i > 0; --i) {
        bytes = big_endian(8U * static_cast<unsigned>(depth - i + 1), 4) + "moov" + bytes;
    }
    return box("ftyp", "isom\0\0\2\0"s) + bytes;
}

std::string png(std::uint32_t side) {
    return "\x89PNG\r\n\x1A\n"s + big_endian(13, 4) + "IHDR" + big_endian(side, 4) + big_endian(side, 4) +
           "\x08\x06\0\0\0"s + big_endian(0, 4) + big_endian(2, 4) + "IDAT\x78\x9C" + big_endian(0, 4);
}

std::string gif(std::uint32_t side) {
    const std::string sides = little_endian(side, 2) + little_endian(side, 2);
    return "GIF89a" + sides + "\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0"s + sides + "\0\x02\x02\x4C\x01\0;"s;
}

/// EBML with sizes of eight bytes.
std::string ebml(std::string_view id, const std::string& content) {
    return std::string(id) + "\x01" + big_endian(content.size(), 7) + content;
}

std::string linked_matroska(const path& secret) {
    const std::string name = secret.string();
    return ebml("\x1A\x45\xDF\xA3", ebml("\x42\x82", "matroska")) +
           ebml("\x18\x53\x80\x67",
                ebml("\x15\x49\xA9\x66", ebml("\x3E\xB9\x23", std::string(16, 'n')) + ebml("\x3E\x83\xBB", name)) +
                    ebml("\x19\x41\xA4\x69",
                         ebml("\x61\xA7", ebml("\x46\x6E", "../" + name) + ebml("\x46\x60", "application/x-sh") +
                                              ebml("\x46\x5C", "#!/bin/sh\nid\n") + ebml("\x46\xAE", "\x01"))));
}

std::string hls(const path& secret) {
    return fmt::format("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{}\n#EXT-X-ENDLIST\n", secret.string());
}

std::string dash(const path& secret) {
    return fmt::format(
        "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
        "mediaPresentationDuration=\"PT1S\"><Period><AdaptationSet mimeType=\"video/mp4\"><Representation id=\"1\" "
        "bandwidth=\"1\"><BaseURL>{}</BaseURL></Representation></AdaptationSet></Period></MPD>\n",
        secret.string());
}

Hostile fixed(std::string name, std::string bytes) {
    return {std::move(name), [bytes = std::move(bytes)](const path&) { return bytes; }};
}

}  // namespace

std::string big_endian(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8U * static_cast<unsigned>(i)) & 0xFFU);
    return text;
}

std::string little_endian(std::uint64_t value, int bytes) {
    const std::string text = big_endian(value, bytes);
    return {text.rbegin(), text.rend()};
}

std::string box(std::string_view type, const std::string& content) {
    return big_endian(content.size() + 8, 4) + std::string(type) + content;
}

std::string movie(int tracks, const std::string& reference, const std::string& sample_times, std::uint32_t samples) {
    std::string content =
        full_box("mvhd", std::string(8, '\0') + big_endian(1000, 4) + big_endian(1000, 4) + big_endian(0x10000, 4) +
                             std::string(12, '\0') + kUnity + std::string(24, '\0') + big_endian(2, 4));
    for (int id = 1; id <= tracks; ++id) content += track(id, reference, sample_times, samples);
    return box("ftyp", "qt  \0\0\2\0qt  "s) + box("moov", content);
}

std::string wave(int channels, std::uint32_t samples, std::uint32_t declared_bytes) {
    const auto frame = static_cast<std::uint32_t>(2 * channels);
    return "RIFF" + little_endian(declared_bytes + 36, 4) + "WAVEfmt " + little_endian(16, 4) + little_endian(1, 2) +
           little_endian(static_cast<std::uint64_t>(channels), 2) + little_endian(8000, 4) +
           little_endian(8000U * frame, 4) + little_endian(frame, 2) + little_endian(16, 2) + "data" +
           little_endian(declared_bytes, 4) + std::string(std::size_t{frame} * samples, '\x05');
}

std::vector<Hostile> hostile_files() {
    const auto url = [](const path& secret) { return full_box("url ", "file://" + secret.string() + "\0"s); };
    return {
        {"concat.mp4", [](const path& secret) { return "ffconcat version 1.0\nfile '" + secret.string() + "'\n"; }},
        {"hls.mp4", hls},
        {"hls.mov", hls},
        {"dash.mp4", dash},
        {"alias.mov", [](const path& secret) { return movie(1, alias(secret), kOneTime); }},
        {"url.mov", [url](const path& secret) { return movie(1, url(secret), kOneTime); }},
        {"linked.mkv", linked_matroska},
        {"drawing.jpg",
         [](const path& secret) {
             return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"{}\"/></svg>",
                                secret.string());
         }},
        {"page.jpg",
         [](const path& secret) { return fmt::format("<!DOCTYPE html><img src=\"file://{}\">", secret.string()); }},
        fixed("bomb.png", png(65'535)),
        fixed("bomb.gif", gif(65'535)),
        fixed("tracks.mp4", movie(1000, kInThisFile, kOneTime)),
        fixed("nested.mp4", nested_boxes(10'000)),
        fixed("tables.mp4", movie(1, kInThisFile, big_endian(0x7FFFFFFF, 4))),
        fixed("claims.mp4", movie(40, kInThisFile, kOneTime, 4'000'000)),
        fixed("times.mp4", movie(1, kInThisFile, big_endian(1, 4) + big_endian(0x7FFFFFFF, 4) + big_endian(1, 4))),
        fixed("channels.wav", wave(255, 80, 510 * 80)),
        fixed("archive.mp4", "PK\x03\x04\x14\0\0\0\x08\0"s + std::string(400, 'z')),
        fixed("document.mp4", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
        fixed("program.mp4",
              "\x7F"
              "ELF\2\1\1\0"s +
                  std::string(400, '\0')),
        fixed("head.mp4", box("ftyp", "isom\0\0\2\0"s)),
    };
}

}  // namespace takt::test
