// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/own_fields_json.h"

#include "timeline/own_values_json.h"

#include <utility>

namespace takt::timeline {
namespace {

constexpr std::array<Named<Fit>, 3> kFits{{{Fit::Crop, "crop"}, {Fit::Pad, "pad"}, {Fit::Blur, "blur"}}};

template <typename Value, typename Read>
void take(Fields& meta, const char* key, Value& into, Read read) {
    Value value = into;
    const Json taken = meta.take_if(key, [&](const Json& json) { return read(json, value); });
    if (!taken.is_null()) into = std::move(value);
}

bool read_flag(const Json& json, bool& flag) {
    flag = json.is_boolean() && json.get<bool>();
    return json.is_boolean();
}

}  // namespace

void read_own(Fields& meta, Segment& segment) {
    const auto number = [](double least, double most) {
        return [=](const Json& json, double& value) {
            if (!json.is_number()) return false;
            value = json.get<double>();
            return value >= least && value <= most;
        };
    };
    const auto ms = [](const Json& json, Ms& value) {
        if (is_ms(json)) value = as_ms(json);
        return is_ms(json);
    };
    take(meta, "fade_in", segment.fade_in, ms);
    take(meta, "fade_out", segment.fade_out, ms);
    take(meta, "reason", segment.reason, [](const Json& json, std::string& value) {
        if (json.is_string()) value = json.get<std::string>();
        return json.is_string();
    });
    take(meta, "fit", segment.fit, [](const Json& json, Fit& fit) {
        const auto known = named(kFits, json);
        fit = known.value_or(fit);
        return known.has_value();
    });
    take(meta, "transition", segment.transition, read_transition);
    double boost = 1;
    take(meta, "boost", boost, number(1, kMaxVolume));
    segment.volume *= boost;
    take(meta, "speed", segment.speed, [](const Json& json, double& value) {
        value = json.is_number() ? json.get<double>() : -1;
        return value == 0 || (value >= kMinSpeed && value <= kMaxSpeed);
    });
    take(meta, "keep_pitch", segment.keep_pitch, read_flag);
    take(meta, "reversed", segment.reversed, read_flag);
    take(meta, "denoise", segment.denoise, read_flag);
    take(meta, "rotation", segment.rotation, [](const Json& json, int& value) {
        const bool turned = json == 90 || json == 180 || json == 270;
        if (turned) value = json.get<int>();
        return turned;
    });
    take(meta, "mirrored", segment.mirrored, read_flag);
    take(meta, "flipped", segment.flipped, read_flag);
    take(meta, "view", segment.view_begin, read_view);
    segment.view_end = segment.view_begin;
    take(meta, "view_end", segment.view_end, read_view);
    take(meta, "look", segment.look, read_look);
    take(meta, "stabilised", segment.stabilised, read_flag);
    take(meta, "style", segment.style, read_style);
}

void write_own(const Segment& segment, Json& meta) {
    const Segment plain;
    if (segment.volume > 1) meta["boost"] = segment.volume;
    if (segment.speed != plain.speed) meta["speed"] = segment.speed;
    if (!segment.keep_pitch) meta["keep_pitch"] = false;
    if (segment.reversed) meta["reversed"] = true;
    if (segment.fade_in != Ms{0}) meta["fade_in"] = segment.fade_in.count();
    if (segment.fade_out != Ms{0}) meta["fade_out"] = segment.fade_out.count();
    if (segment.denoise) meta["denoise"] = true;
    if (segment.fit != Fit::Crop) meta["fit"] = name_of(kFits, segment.fit);
    if (segment.transition.kind != TransitionKind::Cut) meta["transition"] = to_json(segment.transition);
    if (segment.rotation != 0) meta["rotation"] = segment.rotation;
    if (segment.mirrored) meta["mirrored"] = true;
    if (segment.flipped) meta["flipped"] = true;
    if (segment.view_begin != plain.view_begin) meta["view"] = to_json(segment.view_begin);
    if (segment.view_end != segment.view_begin) meta["view_end"] = to_json(segment.view_end);
    if (segment.look != plain.look) meta["look"] = to_json(segment.look);
    if (segment.stabilised) meta["stabilised"] = true;
    if (segment.style != plain.style) meta["style"] = to_json(segment.style);
    if (!segment.reason.empty()) meta["reason"] = segment.reason;
}

void read_own(Fields& meta, Draft& draft) {
    take(meta, "ducking", draft.ducking, read_ducking);
    take(meta, "plan", draft.plan, read_plan);
    const auto number = [](double least, double most) {
        return [=](const Json& json, std::optional<double>& value) {
            if (!json.is_number()) return false;
            value = json.get<double>();
            return *value >= least && *value <= most;
        };
    };
    take(meta, "loudness_lufs", draft.loudness_lufs, number(-70, 0));
    take(meta, "letterbox", draft.letterbox, number(0.1, 10));
}

void write_own(const Draft& draft, Json& meta) {
    if (draft.ducking) meta["ducking"] = to_json(*draft.ducking);
    if (draft.plan) meta["plan"] = to_json(*draft.plan);
    if (draft.loudness_lufs) meta["loudness_lufs"] = *draft.loudness_lufs;
    if (draft.letterbox) meta["letterbox"] = *draft.letterbox;
}

}  // namespace takt::timeline
