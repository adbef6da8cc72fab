// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/turn_writer.h"

#include "api/json_reading.h"
#include "api/raw_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace takt::api {
namespace {

double now_s() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<double>(std::chrono::duration_cast<std::chrono::microseconds>(now).count()) / 1e6;
}

OrderedJson text_part(std::string_view text) {
    return {{"text", text}};
}

OrderedJson call_part(std::string_view call_id, std::string_view tool) {
    return {{"functionCall", {{"id", call_id}, {"name", tool}, {"args", OrderedJson::object()}}}};
}

OrderedJson content(OrderedJson parts, std::string_view role = "model") {
    return {{"content", {{"parts", std::move(parts)}, {"role", role}}}};
}

/// `draft_json` on one line: outside of strings JSON has line ends only between its parts.
std::string actions(std::string_view draft_json) {
    std::string state_delta = "{}";
    if (!draft_json.empty()) {
        std::string draft(draft_json);
        std::ranges::replace_if(
            draft, [](char c) { return c == '\n' || c == '\r'; }, ' ');
        add_raw_member(state_delta, "draft", draft);
    }
    std::string json = "{}";
    add_member(json, "stateDelta", state_delta);
    for (const char* empty : {"artifactDelta", "requestedAuthConfigs", "requestedToolConfirmations"}) {
        add_member(json, empty, "{}");
    }
    return json;
}

/// Python's spelling: a space behind the colon, nothing but ASCII.
std::string ascii(const OrderedJson& json) {
    return json.dump(-1, ' ', true, OrderedJson::error_handler_t::replace);
}

}  // namespace

/// What is special about one event.
struct TurnWriter::Event {
    OrderedJson head;  ///< its first fields
    std::string_view draft_json = {};
};

TurnWriter::TurnWriter(std::string invocation_id) : invocation_id_(std::move(invocation_id)) {}

std::string TurnWriter::frame(const Event& event) {
    std::string json = dumped(event.head);
    add_member(json, "invocationId", json_string(invocation_id_));
    add_member(json, "author", json_string("nemo_agent"));
    add_member(json, "actions", actions(event.draft_json));
    // Unique in its turn; eight characters, like the ids of the servers that this one stands for.
    add_member(json, "id", json_string(fmt::format("e{:07}", ++events_)));
    add_member(json, "timestamp", dumped(OrderedJson(now_s())));
    return json;
}

std::string TurnWriter::text(std::string_view text) {
    return frame({.head = content(OrderedJson::array({text_part(text)}))});
}

std::string TurnWriter::partial_text(std::string_view text) {
    OrderedJson head = content(OrderedJson::array({text_part(text)}));
    head["partial"] = true;
    return frame({.head = std::move(head)});
}

std::string TurnWriter::thought(std::string_view text) {
    OrderedJson part = text_part(text);
    part["thought"] = true;
    return frame({.head = content(OrderedJson::array({std::move(part)}))});
}

std::string TurnWriter::tool_call(std::string_view call_id, std::string_view tool) {
    OrderedJson head = content(OrderedJson::array({call_part(call_id, tool)}));
    head["longRunningToolIds"] = OrderedJson::array();
    return frame({.head = std::move(head)});
}

std::string TurnWriter::text_and_call(std::string_view text, std::string_view call_id, std::string_view tool) {
    OrderedJson head = content(OrderedJson::array({text_part(text), call_part(call_id, tool)}));
    head["longRunningToolIds"] = OrderedJson::array();
    return frame({.head = std::move(head)});
}

std::string TurnWriter::tool_response(std::string_view call_id, std::string_view tool, std::string_view draft_json,
                                      std::string_view error) {
    const OrderedJson response = error.empty() ? OrderedJson{{"status", "success"}} : OrderedJson{{"error", error}};
    const OrderedJson part{{"functionResponse", {{"id", call_id}, {"name", tool}, {"response", response}}}};
    return frame({.head = content(OrderedJson::array({part}), "user"), .draft_json = draft_json});
}

std::string TurnWriter::error_event(std::string_view code, std::string_view message) {
    return frame({.head = {{"errorCode", code}, {"errorMessage", message}}});
}

std::string error_frame(std::string_view message) {
    return fmt::format(R"({{"error": {}}})", ascii(OrderedJson(message)));
}

std::string detailed_error_frame(std::string_view type, std::string_view message) {
    return ascii({{"error", fmt::format("{}: {}", type, message)},
                  {"error_details", {{"error_type", type}, {"error_message", message}, {"timestamp", now_s()}}}});
}

std::string unescaped_error_frame(std::string_view message) {
    return fmt::format(R"({{"error": "{}"}})", message);
}

std::string typed_text_frame(std::string_view text) {
    return dumped({{"type", "text"}, {"content", text}});
}

}  // namespace takt::api
