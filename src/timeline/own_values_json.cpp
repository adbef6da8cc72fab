// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/own_values_json.h"

#include <cmath>
#include <string_view>
#include <utility>

namespace takt::timeline {
namespace {

constexpr std::array<Named<TransitionKind>, 5> kTransitions{{{TransitionKind::Crossfade, "crossfade"},
                                                             {TransitionKind::FadeBlack, "fade_black"},
                                                             {TransitionKind::FadeWhite, "fade_white"},
                                                             {TransitionKind::Wipe, "wipe"},
                                                             {TransitionKind::Push, "push"}}};
constexpr std::array<Named<Side>, 4> kSides{
    {{Side::Left, "left"}, {Side::Right, "right"}, {Side::Top, "top"}, {Side::Bottom, "bottom"}}};
constexpr std::array<Named<TextPlace>, 3> kPlaces{
    {{TextPlace::Top, "top"}, {TextPlace::Centre, "centre"}, {TextPlace::Bottom, "bottom"}}};
constexpr std::array<Named<CutUnit>, 4> kUnits{
    {{CutUnit::Auto, "auto"}, {CutUnit::Beat, "beat"}, {CutUnit::Bar, "bar"}, {CutUnit::Section, "section"}}};

/// One object of ours, read field by field; `ok` tells whether all of it was in our shape.
class Reader {
public:
    explicit Reader(const Json& json) : json_(json), ok_(json.is_object()) {}

    void number(const char* key, double& value, double least, double most) {
        const Json* found = find(key);
        if (found == nullptr) return;
        ok_ = ok_ && found->is_number() && found->get<double>() >= least && found->get<double>() <= most;
        if (ok_) value = found->get<double>();
    }
    void whole(const char* key, int& value, int least, int most) {
        double number_read = value;
        number(key, number_read, least, most);
        ok_ = ok_ && number_read == std::floor(number_read);
        if (ok_) value = static_cast<int>(number_read);
    }
    void ms(const char* key, Ms& value) {
        const Json* found = find(key);
        if (found == nullptr) return;
        ok_ = ok_ && is_ms(*found);
        if (ok_) value = as_ms(*found);
    }
    void flag(const char* key, bool& value) {
        const Json* found = find(key);
        if (found == nullptr) return;
        ok_ = ok_ && found->is_boolean();
        if (ok_) value = found->get<bool>();
    }
    template <typename Value, std::size_t n>
    void choice(const char* key, Value& value, const std::array<Named<Value>, n>& names) {
        const Json* found = find(key);
        if (found == nullptr) return;
        const std::optional<Value> known = named(names, *found);
        ok_ = ok_ && known.has_value();
        if (known) value = *known;
    }
    const Json* find(const char* key) {
        if (!json_.is_object() || !json_.contains(key)) return nullptr;
        ++read_;
        return &json_.at(key);
    }
    void require(bool holds) { ok_ = ok_ && holds; }
    /// Ours, and nothing in it that we do not know.
    [[nodiscard]] bool ok() const { return ok_ && read_ == json_.size(); }

private:
    const Json& json_;
    bool ok_;
    std::size_t read_ = 0;
};

bool read_colour(const Json* json, std::string& colour) {
    if (json == nullptr) return true;
    if (!json->is_string()) return false;
    colour = json->get<std::string>();
    constexpr std::string_view kHex = "0123456789abcdefABCDEF";
    return colour.size() == 7 && colour[0] == '#' && colour.find_first_not_of(kHex, 1) == std::string::npos;
}

}  // namespace

bool read_transition(const Json& json, Transition& transition) {
    Reader reader(json);
    transition.kind = TransitionKind::Crossfade;
    reader.choice("kind", transition.kind, kTransitions);
    reader.ms("d", transition.duration);
    reader.choice("from", transition.from, kSides);
    reader.require(json.is_object() && json.contains("kind") && json.contains("d"));
    return reader.ok();
}

bool read_view(const Json& json, View& view) {
    Reader reader(json);
    reader.number("x", view.x, 0, 1);
    reader.number("y", view.y, 0, 1);
    reader.number("zoom", view.zoom, 1, 10);
    return reader.ok();
}

bool read_look(const Json& json, Look& look) {
    Reader reader(json);
    reader.number("brightness", look.brightness, -1, 1);
    reader.number("contrast", look.contrast, -1, 1);
    reader.number("saturation", look.saturation, -1, 1);
    reader.number("temperature", look.temperature, -1, 1);
    reader.number("vignette", look.vignette, 0, 1);
    return reader.ok();
}

bool read_style(const Json& json, TextStyle& style) {
    Reader reader(json);
    reader.choice("place", style.place, kPlaces);
    reader.number("size", style.size, 0.25, 4);
    reader.require(read_colour(reader.find("colour"), style.colour));
    reader.flag("bold", style.bold);
    reader.flag("italic", style.italic);
    reader.flag("box", style.box);
    reader.flag("caption", style.caption);
    return reader.ok();
}

bool read_plan(const Json& json, std::optional<CutPlan>& plan) {
    Reader reader(json);
    CutPlan read;
    reader.choice("unit", read.unit, kUnits);
    reader.whole("every", read.every, 1, 1000);
    reader.whole("pace", read.pace, 0, 2);
    reader.ms("offset_ms", read.offset);
    reader.flag("transitions", read.transitions);
    reader.flag("no_repeats", read.no_repeats);
    plan = read;
    return reader.ok();
}

bool read_ducking(const Json& json, std::optional<Ducking>& ducking) {
    Reader reader(json);
    Ducking read;
    reader.number("level", read.level, 0, 1);
    const Json* spans = reader.find("speech_ms");
    reader.require(spans != nullptr && spans->is_array());
    for (std::size_t i = 0; spans != nullptr && spans->is_array() && i < spans->size(); ++i) {
        const Json& span = (*spans)[i];
        if (!span.is_array() || span.size() != 2 || !is_ms(span[0]) || !is_ms(span[1])) return false;
        read.speech.push_back({as_ms(span[0]), as_ms(span[1])});
    }
    ducking = std::move(read);
    return reader.ok();
}

Json to_json(const View& view) {
    return {{"x", view.x}, {"y", view.y}, {"zoom", view.zoom}};
}

Json to_json(const Transition& transition) {
    Json json{{"kind", name_of(kTransitions, transition.kind)}, {"d", transition.duration.count()}};
    if (transition.from != Side::Right) json["from"] = name_of(kSides, transition.from);
    return json;
}

Json to_json(const Look& look) {
    return {{"brightness", look.brightness},
            {"contrast", look.contrast},
            {"saturation", look.saturation},
            {"temperature", look.temperature},
            {"vignette", look.vignette}};
}

Json to_json(const TextStyle& style) {
    return {{"place", name_of(kPlaces, style.place)},
            {"size", style.size},
            {"colour", style.colour},
            {"bold", style.bold},
            {"italic", style.italic},
            {"box", style.box},
            {"caption", style.caption}};
}

Json to_json(const CutPlan& plan) {
    return {{"unit", name_of(kUnits, plan.unit)},
            {"every", plan.every},
            {"pace", plan.pace},
            {"offset_ms", plan.offset.count()},
            {"transitions", plan.transitions},
            {"no_repeats", plan.no_repeats}};
}

Json to_json(const Ducking& ducking) {
    Json spans = Json::array();
    for (const Span& span : ducking.speech) spans.push_back(Json::array({span.begin.count(), span.end.count()}));
    return {{"level", ducking.level}, {"speech_ms", std::move(spans)}};
}

}  // namespace takt::timeline
