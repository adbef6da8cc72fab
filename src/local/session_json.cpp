// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/settings_json.h"
#include "local/session_document.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace takt::local {
namespace {

using Json = nlohmann::ordered_json;

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
    session.settings = edit::settings_from_json(json.at("settings").dump());
    for (const Json& asset : json.at("assets")) session.state.assets.push_back(asset_from(asset));
    session.revision = json.value("revision", std::int64_t{0});
    session.undone = json.value("undone", std::vector<std::int64_t>{});
    if (!json.at("draft").is_null()) session.state.draft = draft_from_json(json.at("draft").dump());
    return session;
}

}  // namespace

std::string session_to_json(const SessionDocument& session) {
    Json json{{"schema", "takt.session/1"},
              {"settings", Json::parse(edit::settings_to_json(session.settings))},
              {"assets", Json::array()}};
    for (const Asset& asset : session.state.assets) json["assets"].push_back(to_json(asset));
    json["revision"] = session.revision;
    json["undone"] = session.undone;
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
