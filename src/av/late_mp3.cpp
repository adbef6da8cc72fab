// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/late_mp3.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

namespace takt::av {
namespace {

constexpr std::size_t kFurthest = 1 << 20;
constexpr std::size_t kWindow = kFurthest + 16'384;
// Chance makes one header in 2 MB of noise; eight that lead to each other are none.
constexpr int kFrames = 8;

/// Length in bytes of the layer III frame whose header stands at `at` (ISO/IEC 11172-3 and 13818-3, 2.4.1.3); 0 when
/// there is none.
std::size_t frame_length(std::string_view bytes, std::size_t at) {
    constexpr std::array<int, 15> kRates1{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    constexpr std::array<int, 15> kRates2{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    constexpr std::array<int, 3> kHz{44'100, 48'000, 32'000};
    if (at + 4 > bytes.size()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    const unsigned version = (byte(1) >> 3U) & 3U;  // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    const unsigned layer = (byte(1) >> 1U) & 3U;
    const unsigned rate = byte(2) >> 4U;
    const unsigned frequency = (byte(2) >> 2U) & 3U;
    const bool sync = byte(0) == 0xFF && byte(1) >= 0xE0;
    if (!sync || version == 1 || layer != 1 || rate == 0 || rate == 15 || frequency == 3) return 0;
    const int hz = kHz[frequency] / (version == 3 ? 1 : version == 2 ? 2 : 4);
    const int bits = (version == 3 ? kRates1 : kRates2)[rate] * 1000;
    return static_cast<std::size_t>((version == 3 ? 144 : 72) * bits / hz) + ((byte(2) >> 1U) & 1U);
}

bool is_run(std::string_view bytes, std::size_t at) {
    for (int i = 0; i < kFrames; ++i) {
        const std::size_t length = frame_length(bytes, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

/// Known by their first bytes, or by a box: all that libav recognises better than a search for MP3 frames.
bool is_known(std::string_view bytes) {
    for (const std::string_view head : {"ID3", "RIFF", "RF64", "GIF8", "\x89PNG", "\xFF\xD8", "\x1A\x45\xDF\xA3"}) {
        if (bytes.starts_with(head)) return true;
    }
    const bool frames =
        bytes.size() > 1 && bytes[0] == '\xFF' && (static_cast<unsigned char>(bytes[1]) & 0xE0U) == 0xE0;
    const std::string_view box = bytes.substr(std::min<std::size_t>(4, bytes.size()), 4);
    const bool letters = box.size() == 4 && std::all_of(box.begin(), box.end(), [](unsigned char c) {
                             return std::islower(c) != 0 || c == ' ';
                         });
    return frames || letters;
}

}  // namespace

std::optional<std::int64_t> late_mp3(AVIOContext& io) {
    std::string bytes(16, '\0');
    const auto read = [&](std::size_t from) {
        const int got = avio_read(&io, reinterpret_cast<unsigned char*>(bytes.data() + from),
                                  static_cast<int>(bytes.size() - from));
        bytes.resize(from + static_cast<std::size_t>(std::max(got, 0)));
    };
    read(0);
    std::optional<std::int64_t> found;
    if (bytes.size() == 16 && !is_known(bytes)) {
        bytes.resize(kWindow);
        read(16);
        for (auto at = bytes.find('\xFF', 1); at < kFurthest; at = bytes.find('\xFF', at + 1)) {
            if (!is_run(bytes, at)) continue;
            found = static_cast<std::int64_t>(at);
            break;
        }
    }
    avio_seek(&io, 0, SEEK_SET);
    return found;
}

}  // namespace takt::av
