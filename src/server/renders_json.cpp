// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/renders.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace takt::server {
namespace {

using Json = nlohmann::json;

bool holds_a_segment(const Json& track) {
    if (!track.is_object()) return false;
    const auto segments = track.find("sg");
    return segments != track.end() && segments->is_array() && !segments->empty();
}

}  // namespace

std::string render_paper_to_json(const RenderPaper& paper) {
    return Json{{"key", paper.key}, {"quality", paper.quality}, {"failure", paper.failure}}.dump(
        -1, ' ', false, Json::error_handler_t::replace);
}

std::optional<RenderPaper> render_paper_from_json(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    for (const char* key : {"key", "quality", "failure"}) {
        if (!json.value(key, Json()).is_string()) return std::nullopt;
    }
    return RenderPaper{.key = json["key"], .quality = json["quality"], .failure = json["failure"]};
}

std::optional<Draft> readable_draft(const std::string& draft_json) {
    try {  // a parser's boundary
        return draft_from_json(draft_json);
    } catch (const Error&) {
        return std::nullopt;
    }
}

bool is_renderable(std::string_view draft_json) {
    const Json draft = Json::parse(draft_json, nullptr, false);
    if (!draft.is_object()) return false;
    const auto tracks = draft.find("t");
    return tracks != draft.end() && tracks->is_array() && std::ranges::any_of(*tracks, holds_a_segment);
}

std::optional<double> draft_duration_s(std::string_view draft_json) {
    const Json draft = Json::parse(draft_json, nullptr, false);
    if (!draft.is_object()) return std::nullopt;
    const auto duration = draft.find("d");
    if (duration == draft.end() || !duration->is_number() || duration->get<double>() < 0) return std::nullopt;
    return duration->get<double>() / 1000;
}

}  // namespace takt::server
