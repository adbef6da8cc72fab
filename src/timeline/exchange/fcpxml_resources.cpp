// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/exchange/fcpxml_resources.h"

#include "timeline/exchange/fcpxml_words.h"
#include "timeline/wording.h"

#include <fmt/format.h>

namespace takt::timeline {
namespace {

/// In the source's own frames, else in microseconds.
std::string duration_of(const SourceFacts& source) {
    const bool counts = source.has_video && source.rate.num > 0 && source.rate.den > 0;
    if (counts) return xml_time(nearest_frame(source.duration, source.rate), source.rate);
    return xml_time(source.duration.count(), {1'000'000, 1});
}

}  // namespace

std::string XmlResources::next_id() {
    return fmt::format("r{}", ++ids_);
}

std::string XmlResources::format(FrameRate rate, Size size) {
    std::string& id = formats_[fmt::format("{}/{} {}x{}", rate.num, rate.den, size.width, size.height)];
    if (!id.empty()) return id;
    id = next_id();
    pugi::xml_node format = element_.append_child("format");
    format.append_attribute("id") = id.c_str();
    if (rate.num > 0 && rate.den > 0) {
        format.append_attribute("frameDuration") = xml_time(1, rate).c_str();
    } else {
        format.append_attribute("name") = "FFVideoFormatRateUndefined";
    }
    format.append_attribute("width") = size.width;
    format.append_attribute("height") = size.height;
    return id;
}

std::string XmlResources::asset(const Piece& piece) {
    std::string& id = assets_[piece.segment->source];
    if (!id.empty()) return id;
    const SourceFacts& source = piece.source;
    const std::string shown =
        source.has_video ? format(piece.is_still() ? FrameRate{0, 1} : source.rate, source.size) : "";
    id = next_id();
    pugi::xml_node asset = element_.append_child("asset");
    asset.append_attribute("id") = id.c_str();
    asset.append_attribute("name") = piece_name(piece).c_str();
    asset.append_attribute("start") = "0s";
    asset.append_attribute("duration") = duration_of(source).c_str();
    if (source.has_video) {
        asset.append_attribute("hasVideo") = 1;
        asset.append_attribute("format") = shown.c_str();
        asset.append_attribute("videoSources") = 1;
    }
    if (source.has_sound) {
        asset.append_attribute("hasAudio") = 1;
        asset.append_attribute("audioSources") = 1;
        asset.append_attribute("audioChannels") = 2;
    }
    pugi::xml_node media = asset.append_child("media-rep");
    media.append_attribute("kind") = "original-media";
    media.append_attribute("src") = one_line(xml_address(source.address)).c_str();
    return id;
}

std::string XmlResources::title_effect() {
    if (!title_effect_.empty()) return title_effect_;
    title_effect_ = next_id();
    pugi::xml_node effect = element_.append_child("effect");
    effect.append_attribute("id") = title_effect_.c_str();
    effect.append_attribute("name") = "Basic Title";
    effect.append_attribute("uid") =
        ".../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti";
    return title_effect_;
}

}  // namespace takt::timeline
