// SPDX-License-Identifier: GPL-3.0-or-later
// Operations on transitions, text and picture.
#include "edit/operation_fields_json.h"

#include <array>
#include <cstddef>

namespace takt::edit {
namespace {

const char* name_of(TransitionKind kind) {
    constexpr std::array kNames{"cut", "crossfade", "fade_black", "fade_white", "wipe", "push"};
    return kNames[static_cast<std::size_t>(kind)];
}
const char* name_of(Side side) {
    constexpr std::array kNames{"left", "right", "top", "bottom"};
    return kNames[static_cast<std::size_t>(side)];
}
const char* name_of(Fit fit) {
    constexpr std::array kNames{"crop", "pad", "blur"};
    return kNames[static_cast<std::size_t>(fit)];
}
const char* name_of(TextPlace place) {
    constexpr std::array kNames{"top", "centre", "bottom"};
    return kNames[static_cast<std::size_t>(place)];
}

Json json_of(const op::Where& where) {
    Json json = Json::object();
    if (where.at) json["at"] = edit::json_of(*where.at);
    if (where.before_clip) json["before_clip"] = *where.before_clip;
    return json;
}
Json json_of(const op::StyleChange& style) {
    Json json = Json::object();
    if (style.place) json["place"] = name_of(*style.place);
    if (style.size) json["size"] = *style.size;
    if (style.scale) json["scale"] = *style.scale;
    if (style.colour) json["colour"] = *style.colour;
    if (style.bold) json["bold"] = *style.bold;
    if (style.italic) json["italic"] = *style.italic;
    if (style.box) json["box"] = *style.box;
    return json;
}
Json json_of(const Look& look) {
    return {{"brightness", look.brightness},
            {"contrast", look.contrast},
            {"saturation", look.saturation},
            {"temperature", look.temperature},
            {"vignette", look.vignette}};
}

}  // namespace

Json fields_of(const op::SetTransition& op) {
    return object("set_transition", {{"kind", name_of(op.kind)},
                                     {"length_ms", json_of(op.length)},
                                     {"from", name_of(op.from)},
                                     {"where", json_of(op.where)}});
}
Json fields_of(const op::RemoveTransitions& op) {
    return object("remove_transitions", {{"where", json_of(op.where)}});
}
Json fields_of(const op::AddText& op) {
    return object("add_text", {{"text", op.text},
                               {"stretch", op.stretch ? json_of(*op.stretch) : Json()},
                               {"caption", op.caption},
                               {"style", json_of(op.style)}});
}
Json fields_of(const op::ChangeText& op) {
    return object("change_text", {{"target", json_of(op.target)},
                                  {"text", json_of(op.text)},
                                  {"begin", op.begin ? json_of(*op.begin) : Json()},
                                  {"end", op.end ? json_of(*op.end) : Json()},
                                  {"style", json_of(op.style)}});
}
Json fields_of(const op::RemoveText& op) {
    return object("remove_text", {{"target", json_of(op.target)}});
}
Json fields_of(const op::AddCaptions& op) {
    return object("add_captions", {{"file", op.file}});
}
Json fields_of(const op::SetAspect& op) {
    return object(
        "set_aspect",
        {{"width", op.ratio.width}, {"height", op.ratio.height}, {"fit", op.fit ? Json(name_of(*op.fit)) : Json()}});
}
Json fields_of(const op::SetFit& op) {
    return object("set_fit", {{"fit", name_of(op.fit)}, {"target", json_of(op.target)}});
}
Json fields_of(const op::SetLetterbox& op) {
    return object("set_letterbox", {{"ratio", op.ratio}});
}
Json fields_of(const op::FollowSubject& op) {
    return object("follow_subject", {{"target", json_of(op.target)}});
}
Json fields_of(const op::Rotate& op) {
    return object("rotate", {{"target", json_of(op.target)}, {"degrees", op.degrees}});
}
Json fields_of(const op::Flip& op) {
    return object("flip", {{"target", json_of(op.target)}, {"vertical", op.vertical}});
}
Json fields_of(const op::Zoom& op) {
    return object("zoom", {{"target", json_of(op.target)}, {"factor", op.factor}, {"gradual", op.gradual}});
}
Json fields_of(const op::KenBurns& op) {
    return object("ken_burns", {{"target", json_of(op.target)}, {"on", op.on}});
}
Json fields_of(const op::AdjustLook& op) {
    return object("adjust_look", {{"target", json_of(op.target)}, {"by", json_of(op.by)}, {"plain", op.plain}});
}
Json fields_of(const op::Stabilise& op) {
    return object("stabilise", {{"target", json_of(op.target)}, {"on", op.on}});
}

}  // namespace takt::edit
