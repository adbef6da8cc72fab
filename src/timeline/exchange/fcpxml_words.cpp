// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/exchange/fcpxml_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace takt::timeline {

std::string xml_time(std::int64_t frames, FrameRate rate) {
    const std::int64_t ticks = frames * rate.den;
    if (ticks % rate.num == 0) return fmt::format("{}s", ticks / rate.num);
    return fmt::format("{}/{}s", ticks, rate.num);
}

std::string xml_address(const std::string& address) {
    if (address.find("://") != std::string::npos) return address;
    constexpr std::string_view kKept =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";  // RFC 3986, unreserved
    std::string url = address.starts_with('/') ? "file://" : "./";
    for (const char c : address) {
        if (kKept.find(c) != std::string_view::npos) {
            url += c;
        } else {
            url += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return url;
}

std::string xml_volume(double volume) {
    constexpr double kSilence = -96;
    return fmt::format("{:.4g}dB", volume > 0 ? std::max(kSilence, 20 * std::log10(volume)) : kSilence);
}

std::string xml_colour(const std::string& rgb) {
    const auto part = [&](std::size_t at) { return std::stoi(rgb.substr(at, 2), nullptr, 16) / 255.0; };
    return fmt::format("{:.4g} {:.4g} {:.4g} 1", part(1), part(3), part(5));
}

std::string xml_rate(FrameRate rate) {
    struct Word {
        FrameRate rate;
        const char* text;
    };
    constexpr std::array<Word, 10> kWords{{{{24000, 1001}, "23.98"},
                                           {{24, 1}, "24"},
                                           {{25, 1}, "25"},
                                           {{30000, 1001}, "29.97"},
                                           {{30, 1}, "30"},
                                           {{48000, 1001}, "47.95"},
                                           {{48, 1}, "48"},
                                           {{50, 1}, "50"},
                                           {{60000, 1001}, "59.94"},
                                           {{60, 1}, "60"}}};
    const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const Word& word) {
        return std::int64_t{word.rate.num} * rate.den == std::int64_t{word.rate.den} * rate.num;
    });
    return found == kWords.end() ? "" : found->text;
}

}  // namespace takt::timeline
