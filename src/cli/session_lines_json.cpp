// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lines.h"
#include "cli/operations_json.h"

#include <nlohmann/json.hpp>

#include <array>

namespace takt::cli {
namespace {

using Json = nlohmann::ordered_json;

const char* kind_name(MediaKind kind) {
    static constexpr std::array kNames = {"video", "audio", "still", "animation"};
    return kNames.at(static_cast<std::size_t>(kind));
}

Json to_json(const std::vector<Asset>& assets) {
    Json json = Json::array();
    for (const Asset& asset : assets) {
        json.push_back({{"name", asset.name},
                        {"kind", kind_name(asset.kind)},
                        {"address", asset.address},
                        {"hash", asset.hash},
                        {"duration_ms", to_ms(asset.duration).count()}});
    }
    return json;
}

std::string text_of(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// A draft as it was received; null when there is none, or none that is JSON.
Json draft_value(const std::string& draft_json) {
    Json draft = Json::parse(draft_json, nullptr, false);
    return draft.is_discarded() ? Json() : draft;
}

}  // namespace

std::string status_document(const std::optional<SessionId>& session, const SessionState& state,
                            const std::vector<std::string>& unfinished, const std::optional<std::string>& link) {
    return text_of({{"schema", "takt.status/1"},
                    {"session", session ? Json(session->value) : Json()},
                    {"timeline", state.draft ? Json(summary(*state.draft)) : Json()},
                    {"draft", draft_value(state.draft_json)},
                    {"assets", to_json(state.assets)},
                    {"unfinished", unfinished},
                    {"link", link ? Json(*link) : Json()}},
                   2);
}

std::string credits_document(const std::string& place, const Credits& credits) {
    return text_of({{"schema", "takt.credits/1"},
                    {"place", place},
                    {"unlimited", credits.unlimited},
                    {"available", credits.available},
                    {"frozen", credits.frozen},
                    {"total", credits.available + credits.frozen}},
                   2);
}

std::string upload_document(const SessionId& session, const std::vector<Asset>& assets) {
    return text_of({{"schema", "takt.upload/1"}, {"session", session.value}, {"assets", to_json(assets)}}, 2);
}

std::string turn_document(const flow::TurnReport& report) {
    return text_of({{"schema", "takt.turn/1"},
                    {"said", report.said},
                    {"operations", operations_of(report.operations)},
                    {"changes", report.changes},
                    {"remarks", report.remarks},
                    {"recovered", report.recovered},
                    {"timeline", report.state.draft ? Json(summary(*report.state.draft)) : Json()}},
                   -1);
}

std::string hand_off_document(const flow::HandOffEstimate& estimate, const std::string& service) {
    return text_of({{"schema", "takt.handoff/1"},
                    {"service", service},
                    {"message", estimate.message},
                    {"files", estimate.files},
                    {"upload_bytes", estimate.bytes},
                    {"media_s", estimate.media_s},
                    {"credits", estimate.credits},
                    {"advice", estimate.advice}},
                   2);
}

}  // namespace takt::cli
