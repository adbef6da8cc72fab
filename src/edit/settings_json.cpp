// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/settings_json.h"

#include "takt/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace takt::edit {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Pin& pin) {
    return {{"clip", pin.clip},
            {"time_ms", pin.time.count()},
            {"source_us", pin.source ? Json(pin.source->count()) : Json()}};
}

Json to_json(const Exclusion& exclusion) {
    return {
        {"clip", exclusion.clip}, {"begin_us", exclusion.range.begin.count()}, {"end_us", exclusion.range.end.count()}};
}

Pin pin_from(const Json& json) {
    Pin pin{.clip = json.at("clip"), .time = Ms{json.at("time_ms").get<std::int64_t>()}, .source = {}};
    if (const Json& source = json.at("source_us"); !source.is_null()) pin.source = Us{source.get<std::int64_t>()};
    return pin;
}

Exclusion exclusion_from(const Json& json) {
    return {json.at("clip"), {Us{json.at("begin_us").get<std::int64_t>()}, Us{json.at("end_us").get<std::int64_t>()}}};
}

template <typename Enum>
void read_enum(const Json& json, const char* key, Enum& value) {
    if (json.contains(key)) value = static_cast<Enum>(json.at(key).get<int>());
}

template <typename Duration>
void read_time(const Json& json, const char* key, Duration& value) {
    if (json.contains(key)) value = Duration{json.at(key).get<std::int64_t>()};
}

EditSettings settings_of(const Json& json) {
    EditSettings settings;
    read_enum(json, "aspect", settings.aspect);
    read_enum(json, "pace", settings.pace);
    read_enum(json, "fit", settings.fit);
    read_enum(json, "length_from", settings.length_from);
    read_enum(json, "song_start", settings.song_start);
    read_time(json, "song_at_us", settings.song_at);
    read_time(json, "min_shot_ms", settings.min_shot);
    read_time(json, "still_ms", settings.still_length);
    settings.song = json.value("song", settings.song);
    settings.title = json.value("title", settings.title);
    settings.seed = json.value("seed", settings.seed);
    if (const Json rate = json.value("rate", Json()); !rate.is_null()) {
        settings.rate = FrameRate{rate.at(0).get<int>(), rate.at(1).get<int>()};
    }
    if (const Json length = json.value("length_ms", Json()); !length.is_null()) {
        settings.length = Ms{length.get<std::int64_t>()};
    }
    for (const Json& pin : json.value("pins", Json::array())) settings.pins.push_back(pin_from(pin));
    for (const Json& each : json.value("excluded", Json::array())) settings.excluded.push_back(exclusion_from(each));
    return settings;
}

}  // namespace

std::string settings_to_json(const EditSettings& settings) {
    Json json{{"aspect", static_cast<int>(settings.aspect)},
              {"pace", static_cast<int>(settings.pace)},
              {"fit", static_cast<int>(settings.fit)},
              {"length_from", static_cast<int>(settings.length_from)},
              {"song", settings.song},
              {"song_start", static_cast<int>(settings.song_start)},
              {"song_at_us", settings.song_at.count()},
              {"min_shot_ms", settings.min_shot.count()},
              {"still_ms", settings.still_length.count()},
              {"title", settings.title},
              {"seed", settings.seed}};
    json["rate"] = settings.rate ? Json{settings.rate->num, settings.rate->den} : Json();
    json["length_ms"] = settings.length ? Json(settings.length->count()) : Json();
    json["pins"] = Json::array();
    for (const Pin& pin : settings.pins) json["pins"].push_back(to_json(pin));
    json["excluded"] = Json::array();
    for (const Exclusion& each : settings.excluded) json["excluded"].push_back(to_json(each));
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

EditSettings settings_from_json(const std::string& text) {
    try {  // a parser's boundary: its exceptions end here, as ours
        return settings_of(Json::parse(text));
    } catch (const Json::exception& why) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("edit settings: not readable ({}); run the command again", why.what()));
    }
}

}  // namespace takt::edit
