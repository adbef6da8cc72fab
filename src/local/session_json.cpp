// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/session_document.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace takt::local {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const EditSettings& settings) {
    Json json{{"aspect", static_cast<int>(settings.aspect)},
              {"pace", static_cast<int>(settings.pace)},
              {"fit", static_cast<int>(settings.fit)},
              {"min_shot_ms", settings.min_shot.count()},
              {"still_length_ms", settings.still_length.count()},
              {"title", settings.title},
              {"seed", settings.seed}};
    if (settings.rate) json["rate"] = {settings.rate->num, settings.rate->den};
    if (settings.length) json["length_ms"] = settings.length->count();
    return json;
}

EditSettings settings_from(const Json& json) {
    EditSettings settings;
    settings.aspect = static_cast<Aspect>(json.at("aspect").get<int>());
    settings.pace = static_cast<Pace>(json.at("pace").get<int>());
    settings.fit = static_cast<Fit>(json.at("fit").get<int>());
    settings.min_shot = Ms{json.at("min_shot_ms").get<std::int64_t>()};
    settings.still_length = Ms{json.at("still_length_ms").get<std::int64_t>()};
    settings.title = json.at("title").get<std::string>();
    settings.seed = json.at("seed").get<std::uint64_t>();
    if (json.contains("rate")) settings.rate = FrameRate{json["rate"].at(0).get<int>(), json["rate"].at(1).get<int>()};
    if (json.contains("length_ms")) settings.length = Ms{json["length_ms"].get<std::int64_t>()};
    return settings;
}

Json to_json(const Asset& asset) {
    return {{"name", asset.name},
            {"address", asset.address},
            {"kind", static_cast<int>(asset.kind)},
            {"hash", asset.hash},
            {"duration_us", asset.duration.count()},
            {"width", asset.display.width},
            {"height", asset.display.height},
            {"fps", asset.fps}};
}

/// Sessions of an older takt do not tell an asset's measures.
Asset asset_from(const Json& json) {
    return {.name = json.at("name"),
            .address = json.at("address"),
            .kind = static_cast<MediaKind>(json.at("kind").get<int>()),
            .hash = json.at("hash"),
            .duration = Us{json.value("duration_us", std::int64_t{0})},
            .display = {json.value("width", 0), json.value("height", 0)},
            .fps = json.value("fps", 0.0)};
}

SessionDocument session_from(const Json& json) {
    SessionDocument session;
    session.settings = settings_from(json.at("settings"));
    for (const Json& asset : json.at("assets")) session.state.assets.push_back(asset_from(asset));
    if (!json.at("draft").is_null()) session.state.draft = draft_from_json(json.at("draft").dump());
    return session;
}

}  // namespace

std::string session_to_json(const SessionDocument& session) {
    Json json{{"schema", "takt.session/1"}, {"settings", to_json(session.settings)}, {"assets", Json::array()}};
    for (const Asset& asset : session.state.assets) json["assets"].push_back(to_json(asset));
    json["draft"] = session.state.draft ? Json::parse(draft_to_json(*session.state.draft)) : Json();
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

SessionDocument session_from_json(const std::string& text) {
    try {  // a parser's boundary: its exceptions end here, as ours
        return session_from(Json::parse(text));
    } catch (const Json::exception& why) {
        throw Error(
            ErrorCode::Corrupt,
            fmt::format("session: not readable ({}); delete the project's journal.db and run again", why.what()));
    }
}

}  // namespace takt::local
