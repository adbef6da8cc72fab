// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/media_bytes.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdlib.h>
#include <string>
#include <unistd.h>

namespace takt::fuzz {
namespace {

struct Signature {
    std::size_t at;
    std::string_view bytes;
    std::string_view name;
};

using namespace std::string_view_literals;

constexpr std::array<Signature, 14> kSignatures{{{4, "ftypqt  "sv, "input.mov"},
                                                 {4, "ftypM4A "sv, "input.m4a"},
                                                 {4, "ftypheic"sv, "input.heic"},
                                                 {4, "ftyp"sv, "input.mp4"},
                                                 {0, "\x1A\x45\xDF\xA3"sv, "input.mkv"},
                                                 {8, "AVI "sv, "input.avi"},
                                                 {8, "WAVE"sv, "input.wav"},
                                                 {8, "WEBP"sv, "input.webp"},
                                                 {0, "\xFF\xD8"sv, "input.jpg"},
                                                 {0, "\x89PNG"sv, "input.png"},
                                                 {0, "GIF8"sv, "input.gif"},
                                                 {0, "ID3"sv, "input.mp3"},
                                                 {0, "\xFF\xFB"sv, "input.mp3"},
                                                 {0, "\xFF\xF1"sv, "input.aac"}}};

std::string_view name_for(std::string_view bytes) {
    for (const Signature& known : kSignatures) {
        if (bytes.size() > known.at && bytes.substr(known.at).starts_with(known.bytes)) return known.name;
    }
    return "input.bin";
}

void remove_folder();

/// Made once a process, gone when it ends.
class Folder {
public:
    Folder() {
        const bool in_memory = ::access("/dev/shm", W_OK) == 0;
        std::string name = in_memory ? "/dev/shm/takt-fuzz-XXXXXX"
                                     : (std::filesystem::temp_directory_path() / "takt-fuzz-XXXXXX").string();
        require(::mkdtemp(name.data()) != nullptr, "a folder for the input");
        path = name;
        std::atexit(remove_folder);
    }
    std::filesystem::path path;
};

const Folder& folder() {
    static const Folder made;
    return made;
}

void remove_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder().path, ignored);
}

Us ms(int count) {
    return std::chrono::milliseconds{count};
}

}  // namespace

Limits tight_limits() {
    Limits limits;
    limits.max_pixels = 1'000'000;
    limits.max_duration = std::chrono::seconds{20};
    limits.max_long_side = limits.max_still_long_side = 320;
    return limits;
}

void require(bool held, std::string_view what) {
    if (held) return;
    std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

MediaBytes::MediaBytes(const std::uint8_t* data, std::size_t size) {
    for (const auto& left : std::filesystem::directory_iterator(folder().path))
        std::filesystem::remove_all(left.path());
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    path_ = folder().path / name_for(bytes);
    std::ofstream file(path_, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    require(!file.fail(), "the input is written");
}

std::filesystem::path MediaBytes::sibling(std::string_view name) const {
    return path_.parent_path() / name;
}

int MediaBytes::files() const {
    return static_cast<int>(std::distance(std::filesystem::directory_iterator(path_.parent_path()), {}));
}

Wishes some_wishes(const std::uint8_t* data, std::size_t size) {
    Wishes wishes;
    switch (size == 0 ? 0 : data[size - 1] % 8) {
        case 1: wishes.trim = {.begin = ms(100), .end = ms(200)}; break;
        case 2: wishes.trim.end = ms(-50); break;
        case 3: wishes.trim.begin = ms(-150); break;
        case 4: wishes.keep_metadata = true; break;
        case 5: wishes.slow_motion = SlowMotion::Slow; break;
        case 6: wishes = {.keep_audio = 2, .background_rgb = 0xFFFFFF, .remove_dates = true}; break;
        default: break;
    }
    return wishes;
}

}  // namespace takt::fuzz
