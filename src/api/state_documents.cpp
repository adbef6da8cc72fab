// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a session: what we know is read, what belongs to the editor is cut out of the text untouched.
#include "api/documents.h"
#include "api/json_reading.h"
#include "api/media_documents.h"
#include "api/raw_json.h"

#include <algorithm>
#include <array>
#include <vector>

namespace takt::api {
namespace {

constexpr Names kOfState{"video_infos", "draft", "canvas_config", "video_analyses", "generated_media"};

/// Where the state stands in the body: under "state", or its fields stand right in the payload.
std::vector<std::string_view> path_of_state(const Json& body) {
    if (payload(body).contains("state") && &payload(body) != &body) return {"data", "state"};
    if (body.contains("state")) return {"state"};
    if (&payload(body) != &body) return {"data"};
    return {};
}

const Json& at(const Json& body, const std::vector<std::string_view>& path) {
    const Json* json = &body;
    for (const std::string_view key : path) json = &field(*json, {std::string(key).c_str()});
    return *json;
}

/// Exactly as it stands in the body; empty for what is blank.
std::string raw_field(std::string_view body, std::vector<std::string_view> path, std::string_view key) {
    path.push_back(key);
    const std::string_view raw = raw_member(body, path).value_or("");
    return is_blank(raw) ? std::string() : std::string(raw);
}

std::string answer_text(const Json& body, const Json& state, Names names) {
    const std::string text = as_text(answer_field(body, names)).value_or("");
    return text.empty() ? text_in(state, names) : text;
}

}  // namespace

std::string state_answer_to_json(const StateAnswer& answer) {
    std::string state = dumped(OrderedJson{{"video_infos", media_to_json(answer.media)}});
    if (!answer.draft_json.empty()) add_raw_member(state, "draft", answer.draft_json);
    if (!answer.canvas_json.empty()) add_raw_member(state, "canvas_config", answer.canvas_json);
    if (!answer.generated_json.empty()) add_raw_member(state, "generated_media", answer.generated_json);
    OrderedJson head{{"session_id", answer.session_id}, {"task_id", answer.task_id}, {"task_name", answer.task_name}};
    if (!answer.user_id.empty()) head["user_id"] = answer.user_id;
    std::string data = dumped(head);
    add_member(data, "state", state);
    return enveloped(data);
}

StateAnswer state_answer_from_json(std::string_view body) {
    const Json json = parse_answer(body, "state");
    const std::vector<std::string_view> path = path_of_state(json);
    const Json& state = at(json, path);
    StateAnswer answer{.session_id = answer_text(json, state, {"session_id"}),
                       .task_id = answer_text(json, state, {"task_id"}),
                       .task_name = answer_text(json, state, {"task_name"}),
                       .user_id = answer_text(json, state, {"user_id"}),
                       .media = media_from_json(field(state, {"video_infos"}))};
    // A session without a state is new; an answer with neither is none, and must not read as "the draft is gone".
    const bool has_state = std::ranges::any_of(kOfState, [&](const char* name) { return state.contains(name); }) ||
                           answer_field(json, {"state"}).is_object();
    if (!has_state && answer.session_id.empty()) throw_missing("state", "state");
    answer.draft_json = raw_field(body, path, "draft");
    answer.generated_json = raw_field(body, path, "generated_media");
    answer.canvas_json = raw_field(body, path, "canvas_config");
    return answer;
}

}  // namespace takt::api
