// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/wording.h"

#include "base/plain_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace takt::timeline {

std::string track_label(int type) {
    switch (type) {
        case static_cast<int>(TrackType::Video): return "Video";
        case static_cast<int>(TrackType::Audio): return "BGM";
        case static_cast<int>(TrackType::Text): return "Title";
        default: return fmt::format("Track type {}", type);
    }
}

std::string seconds_text(Ms time) {
    const std::int64_t total = std::abs(time.count());
    std::string text = fmt::format("{}{}.{:03}", time.count() < 0 ? "-" : "", total / 1000, total % 1000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string range_text(const Segment& segment) {
    return fmt::format("{}-{}s", seconds_text(segment.start), seconds_text(segment.end()));
}

std::string percent_text(double volume) {
    return fmt::format("{:.0f}%", volume * 100);
}

std::string segment_label(const Segment& segment) {
    if (!segment.text.empty()) return fmt::format("\"{}\"", segment.text);
    if (!segment.name.empty()) return segment.name;
    std::string address = segment.source.substr(0, segment.source.find_first_of("?#"));
    while (!address.empty() && address.back() == '/') address.pop_back();
    address.erase(0, address.find_last_of('/') + 1);
    return address.empty() ? "untitled" : address;
}

std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return plain_text(text);
}

}  // namespace takt::timeline
