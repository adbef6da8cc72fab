// SPDX-License-Identifier: GPL-3.0-or-later
// Operations of the session, and what all operations share.
#include "edit/operation_fields_json.h"

#include <array>
#include <cstddef>

namespace takt::edit {
Json object(const char* op, std::initializer_list<std::pair<const char*, Json>> fields) {
    Json json{{"op", op}};
    for (const auto& [key, value] : fields) {
        if (!value.is_null()) json[key] = value;
    }
    return json;
}

Json json_of(const Moment& moment) {
    Json json{{"ms", moment.at.count()}};
    if (moment.from_end) json["from_end"] = true;
    return json;
}

Json json_of(const Stretch& stretch) {
    return {{"begin", json_of(stretch.begin)}, {"end", json_of(stretch.end)}};
}

Json json_of(const Target& target) {
    constexpr std::array kNames{"picture", "original", "music", "mix", "titles", "captions"};
    Json json{{"kind", kNames[static_cast<std::size_t>(target.kind)]}};
    if (!target.clips.empty()) json["numbers"] = target.clips;
    if (target.stretch) json["stretch"] = json_of(*target.stretch);
    return json;
}

Json json_of(const SongChoice& song) {
    constexpr std::array kNames{"this", "some", "number", "words", "for_clip"};
    Json json{{"how", kNames[static_cast<std::size_t>(song.how)]}};
    if (song.how == SongChoice::How::Number) json["number"] = song.number;
    if (song.how == SongChoice::How::Words) json["words"] = song.words;
    return json;
}

Json json_of(const std::optional<Ms>& time) {
    return time ? Json(time->count()) : Json();
}

Json json_of(const std::vector<Ms>& times) {
    Json list = Json::array();
    for (const Ms time : times) list.push_back(time.count());
    return list;
}

Json fields_of(const op::Undo& op) {
    return object("undo", {{"steps", op.steps}});
}
Json fields_of(const op::Redo& op) {
    return object("redo", {{"steps", op.steps}});
}
Json fields_of(const op::Reset& /*op*/) {
    return object("reset", {});
}
Json fields_of(const op::Show& /*op*/) {
    return object("show", {});
}
Json fields_of(const op::Compare& op) {
    return object("compare", {{"before", op.before}, {"after", json_of(op.after)}});
}
Json fields_of(const op::Export& op) {
    return object("export", {{"preset", op.preset}, {"height", json_of(op.height)}});
}
Json fields_of(const op::ShowCredits& /*op*/) {
    return object("show_credits", {});
}
Json fields_of(const op::ShowStatus& /*op*/) {
    return object("show_status", {});
}
Json fields_of(const op::Upload& op) {
    return object("upload", {{"files", op.files}});
}

}  // namespace takt::edit
