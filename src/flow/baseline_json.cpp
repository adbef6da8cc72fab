// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/changes.h"
#include "flow/comparable.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace takt::flow {
namespace {

using Json = nlohmann::ordered_json;

SessionState state_from(const Json& json) {
    SessionState state;
    for (const Json& asset : json.at("assets")) {
        state.assets.push_back({.name = asset.at("name"),
                                .address = asset.at("address"),
                                .kind = static_cast<MediaKind>(asset.at("kind").get<int>()),
                                .hash = asset.at("hash")});
    }
    state.draft_json = json.at("draft");
    state.other_json = json.at("other");
    // A draft beyond us is seen as one without tracks, as the backend showed it.
    if (json.at("draft_understood").get<bool>()) state.draft = readable_draft(state.draft_json).value_or(Draft{});
    return state;
}

}  // namespace

std::string baseline_to_json(const SessionState& state) {
    Json json{{"schema", "takt.baseline/1"}, {"assets", Json::array()}};
    for (const Asset& asset : state.assets) {
        json["assets"].push_back({{"name", asset.name},
                                  {"address", asset.address},
                                  {"kind", static_cast<int>(asset.kind)},
                                  {"hash", asset.hash}});
    }
    json["draft"] = state.draft_json;
    json["draft_understood"] = state.draft.has_value();
    json["other"] = state.other_json;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

SessionState baseline_from_json(const std::string& text) {
    try {  // a parser's boundary: its exceptions end here, as ours
        return state_from(Json::parse(text));
    } catch (const Json::exception& why) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("journal.db: the state before a message is not readable ({}); look at the session with "
                                "`takt status`, then run again with -y",
                                why.what()));
    }
}

}  // namespace takt::flow
