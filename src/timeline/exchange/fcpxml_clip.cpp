// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/exchange/fcpxml_clip.h"

#include "timeline/exchange/fcpxml_words.h"
#include "timeline/wording.h"

#include <fmt/format.h>

#include <cmath>

namespace takt::timeline {
namespace {

void set(pugi::xml_node node, const char* name, const std::string& value) {
    node.append_attribute(name) = value.c_str();
}

/// All of the source as far as it is known, so that transitions find pictures beyond the piece.
std::int64_t source_total(const Piece& piece, FrameRate rate) {
    return std::max(nearest_frame(piece.source.duration, rate), piece.source_begin + piece.source_frames);
}

bool is_mapped(const Piece& piece) {
    return !piece.is_still() && (piece.segment->speed != 1 || piece.segment->reversed);
}

std::int64_t slowed(std::int64_t source_frames, double speed) {
    return std::llround(static_cast<double>(source_frames) / speed);
}

void append_time_map(pugi::xml_node clip, const Piece& piece, FrameRate rate) {
    pugi::xml_node map = clip.append_child("timeMap");
    const auto point = [&](std::int64_t time, std::int64_t value) {
        pugi::xml_node each = map.append_child("timept");
        set(each, "time", xml_time(time, rate));
        set(each, "value", xml_time(value, rate));
        set(each, "interp", "linear");
    };
    const Segment& segment = *piece.segment;
    if (segment.speed == 0) {
        point(0, piece.source_begin);
        point(piece.frames(), piece.source_begin);
        return;
    }
    const std::int64_t total = source_total(piece, rate);
    point(0, segment.reversed ? total : 0);
    point(slowed(total, segment.speed), segment.reversed ? 0 : total);
}

void append_transform(pugi::xml_node clip, const Segment& segment) {
    if (segment.fit == Fit::Crop) set(clip.append_child("adjust-conform"), "type", "fill");
    if (segment.rotation == 0 && !segment.mirrored && !segment.flipped) return;
    pugi::xml_node transform = clip.append_child("adjust-transform");
    set(transform, "scale", fmt::format("{} {}", segment.mirrored ? -1 : 1, segment.flipped ? -1 : 1));
    set(transform, "rotation", fmt::format("{}", -segment.rotation));  // counter-clockwise there
}

void append_volume(pugi::xml_node clip, const Segment& segment, FrameRate rate) {
    const bool fades = segment.fade_in > Ms{0} || segment.fade_out > Ms{0};
    if (segment.volume == 1 && !fades) return;
    pugi::xml_node volume = clip.append_child("adjust-volume");
    set(volume, "amount", xml_volume(segment.volume));
    if (!fades) return;
    pugi::xml_node amount = volume.append_child("param");
    set(amount, "name", "amount");
    const auto fade = [&](const char* name, Ms duration) {
        if (duration == Ms{0}) return;
        pugi::xml_node each = amount.append_child(name);
        set(each, "type", "linear");
        set(each, "duration", xml_time(nearest_frame(duration, rate), rate));
    };
    fade("fadeIn", segment.fade_in);
    fade("fadeOut", segment.fade_out);
}

void append_conform_rate(pugi::xml_node clip, const Piece& piece, FrameRate rate) {
    const std::string own = piece.source.rate.num > 0 ? xml_rate(piece.source.rate) : "";
    if (own.empty() || own == xml_rate(rate)) return;
    pugi::xml_node conform = clip.append_child("conform-rate");
    set(conform, "scaleEnabled", "0");  // else 25 in 24 frames a second would play slower
    set(conform, "srcFrameRate", own);
}

void set_place(pugi::xml_node node, const Piece& piece, ClipPlace place, FrameRate rate, std::int64_t start) {
    if (place.lane != 0) node.append_attribute("lane") = place.lane;
    set(node, "offset", xml_time(place.offset, rate));
    set(node, "start", xml_time(start, rate));
    set(node, "duration", xml_time(piece.frames(), rate));
}

}  // namespace

std::int64_t clip_start(const Piece& piece, FrameRate rate) {
    if (piece.is_gap() || piece.is_still() || piece.segment->speed == 0) return 0;
    if (!is_mapped(piece)) return piece.source_begin;
    const std::int64_t before = piece.segment->reversed
                                    ? source_total(piece, rate) - piece.source_begin - piece.source_frames
                                    : piece.source_begin;
    return slowed(before, piece.segment->speed);
}

pugi::xml_node append_clip(pugi::xml_node parent, const Piece& piece, ClipPlace place, FrameRate rate,
                           XmlResources& resources) {
    if (piece.is_gap()) {
        pugi::xml_node gap = parent.append_child("gap");
        set(gap, "name", "Gap");
        set_place(gap, piece, place, rate, 0);
        return gap;
    }
    const Segment& segment = *piece.segment;
    const bool sound_only = place.lane < 0;
    pugi::xml_node clip = parent.append_child(piece.is_still() ? "video" : "asset-clip");
    set(clip, "ref", resources.asset(piece));
    set(clip, "name", piece_name(piece));
    set_place(clip, piece, place, rate, clip_start(piece, rate));
    if (!piece.is_still() && piece.source.has_sound) {
        if (sound_only && piece.source.has_video) set(clip, "srcEnable", "audio");
        if (!sound_only && segment.volume == 0) set(clip, "srcEnable", "video");
        set(clip, "audioRole", sound_only ? "music" : "dialogue");
    }
    if (!segment.reason.empty()) clip.append_child("note").text() = one_line(segment.reason).c_str();
    if (!piece.is_still()) append_conform_rate(clip, piece, rate);
    if (is_mapped(piece)) append_time_map(clip, piece, rate);
    if (!sound_only) append_transform(clip, segment);
    if (!piece.is_still() && piece.source.has_sound) append_volume(clip, segment, rate);
    return clip;
}

void append_title(pugi::xml_node parent, const Piece& piece, ClipPlace place, FrameRate rate, int number,
                  XmlResources& resources) {
    constexpr double kUsualSize = 63;  // of the Basic Title
    const std::string id = fmt::format("ts{}", number);
    const TextStyle& style = piece.segment->style;
    pugi::xml_node title = parent.append_child("title");
    set(title, "ref", resources.title_effect());
    set(title, "name", one_line(piece.segment->text));
    set_place(title, piece, place, rate, 0);
    pugi::xml_node words = title.append_child("text").append_child("text-style");
    set(words, "ref", id);
    words.text() = one_line(piece.segment->text).c_str();
    pugi::xml_node definition = title.append_child("text-style-def");
    set(definition, "id", id);
    pugi::xml_node look = definition.append_child("text-style");
    set(look, "font", "Helvetica");
    set(look, "fontSize", fmt::format("{:.4g}", kUsualSize * style.size));
    set(look, "fontColor", xml_colour(style.colour));
    if (style.bold) set(look, "bold", "1");
    if (style.italic) set(look, "italic", "1");
    set(look, "alignment", "center");
}

}  // namespace takt::timeline
