// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/turn_reader.h"

#include "api/json_reading.h"
#include "api/plain_text.h"

#include <fmt/format.h>

#include <utility>

namespace takt::api {
namespace {

using Kind = TurnEvent::Kind;

bool is_keep_alive_name(std::string_view name) {
    const std::string lower = lower_case(name);
    return lower == "heartbeat" || lower == "ping";
}

bool is_true(const Json& value) {
    return value.is_boolean() && value.get<bool>();
}

const Json& parts_of(const Json& frame) {
    return field(field(frame, {"content"}), {"parts"});
}

/// `{"error"`, however it is spaced.
bool looks_like_error(std::string_view data) {
    if (!data.starts_with('{')) return false;
    return trimmed(data.substr(1)).starts_with(R"("error")");
}

/// The oldest servers put the text between the quotes as it was, so that it is no JSON.
std::string unescaped_error_text(std::string_view data) {
    std::string_view text = trimmed(data.substr(data.find(R"("error")") + 7));
    const auto drop_front = [&](char c) {
        if (text.starts_with(c)) text = trimmed(text.substr(1));
    };
    const auto drop_back = [&](char c) {
        if (text.ends_with(c)) text = trimmed(text.substr(0, text.size() - 1));
    };
    drop_front(':');
    drop_front('"');
    drop_back('}');
    drop_back('"');
    return message_text(text);
}

std::string failure_text(const Json& frame) {
    const Json& error = field(frame, {"error"});
    std::string text = error.is_object() ? text_in(error, {"message", "msg", "detail"}) : as_text(error).value_or("");
    if (text.empty())
        text = text_in(field(frame, {"error_details", "errorDetails"}), {"error_message", "errorMessage"});
    if (text.empty()) text = text_in(frame, {"message", "msg", "content"});
    return message_text(text);
}

/// An error frame, or the service's envelope where a frame should be.
bool is_error_frame(const Json& frame) {
    const Json& error = field(frame, {"error"});
    if (error.is_string() || error.is_object()) return true;
    return frame.contains("message") && as_integer(field(frame, {"code"})).value_or(0) != 0;
}

/// "model backend unreachable (UNKNOWN_ERROR)"; empty when the event is no error.
std::string event_error(const Json& event) {
    const std::string code = text_in(event, {"errorCode", "error_code"});
    const std::string message = text_in(event, {"errorMessage", "error_message"});
    // An empty answer that ended as it should carries its finish reason here.
    if (message.empty()) return code == "STOP" ? "" : message_text(code);
    return message_text(code.empty() ? message : fmt::format("{} ({})", message, code));
}

}  // namespace

struct TurnReader::Frame {
    const Json& json;
    std::vector<TurnEvent> events;

    void add(Kind kind, std::string text = {}) { events.push_back({.kind = kind, .text = std::move(text)}); }
    void add_pieces(TurnText::Pieces pieces) {
        for (std::string& piece : pieces) add(Kind::Text, std::move(piece));
    }
};

std::vector<TurnEvent> TurnReader::read(std::string_view name, std::string_view data, bool unterminated) {
    data = trimmed(data);
    if (is_keep_alive_name(name) || data.empty() || lower_case(data.substr(0, 10)) == "heartbeat") {
        return {{.kind = Kind::KeepAlive, .text = {}}};
    }
    const std::optional<Json> json = parse_json(data);
    static const Json kNothing;
    Frame frame{.json = json ? *json : kNothing, .events = {}};
    if (!json) {
        const bool error = looks_like_error(data);
        const bool complete = error && data.ends_with('}');
        broken_ = broken_ || (unterminated && !complete);
        if (error) {
            fail(frame, unescaped_error_text(data));
        } else if (lower_case(name) == "error") {
            fail(frame, message_text(data));
        }
    } else if (field(*json, {"type"}).is_string() && !parts_of(*json).is_array()) {
        read_typed(frame);
    } else if (json->is_object()) {
        read_event(frame);
    }
    if (text_.overflowed() || calls_.size() > kMaxCalls) broken_ = true;
    if (frame.events.empty()) frame.add(Kind::Ignored);
    return std::move(frame.events);
}

std::vector<TurnEvent> TurnReader::finish() {
    std::vector<TurnEvent> events;
    TurnText::End end = text_.finish();
    for (std::string& piece : end.pieces) events.push_back({.kind = Kind::Text, .text = std::move(piece)});
    if (!end.apology.empty() && !text_.shown_anything() && !failed_) {
        events.push_back({.kind = Kind::Failure, .text = message_text(end.apology)});
    }
    return events;
}

/// Dialect B: each text is a whole message.
void TurnReader::read_typed(Frame& frame) {
    const std::string type = lower_case(text_in(frame.json, {"type"}));
    const std::string id = text_in(frame.json, {"id", "call_id", "tool_call_id"});
    const std::string name = text_in(frame.json, {"name"});
    if (is_keep_alive_name(type)) {
        frame.add(Kind::KeepAlive);
    } else if (type == "text") {
        frame.add_pieces(text_.whole("", visible_text(text_in(frame.json, {"content", "text"}))));
    } else if (type == "tool_call") {
        tool(frame, Kind::ToolBegun, id, name);
    } else if (type == "tool_result") {
        tool(frame, Kind::ToolEnded, id, name);
    } else if (type == "error" || is_error_frame(frame.json)) {
        fail(frame, failure_text(frame.json));
    }
}

/// Dialect A: an event of the agent server, or an error in its place.
void TurnReader::read_event(Frame& frame) {
    const bool has_parts = parts_of(frame.json).is_array();
    if (!has_parts && is_error_frame(frame.json)) return fail(frame, failure_text(frame.json));
    const std::string author = text_in(frame.json, {"author"});
    const bool partial = is_true(field(frame.json, {"partial"}));
    if (has_parts) {
        if (author != "user") read_text(frame, author, partial);
        read_tools(frame, partial);
    }
    const Json& delta = field(field(frame.json, {"actions"}), {"stateDelta", "state_delta"});
    if (!field(delta, {"draft"}).is_null()) {
        draft_changed_ = true;
        frame.add(Kind::DraftChanged);
    }
    if (std::string why = event_error(frame.json); !why.empty()) fail(frame, std::move(why));
}

void TurnReader::read_text(Frame& frame, const std::string& author, bool partial) {
    std::string text;
    for (const Json& part : parts_of(frame.json)) {
        const Json& words = field(part, {"text"});
        if (words.is_string() && !is_true(field(part, {"thought"}))) text += words.get_ref<const std::string&>();
    }
    text = visible_text(text);
    if (text.empty()) return;
    frame.add_pieces(partial ? text_.delta(author, text) : text_.whole(author, text));
}

void TurnReader::read_tools(Frame& frame, bool partial) {
    for (const Json& part : parts_of(frame.json)) {
        const Json& call = field(part, {"functionCall", "function_call"});
        const Json& response = field(part, {"functionResponse", "function_response"});
        const bool begun = call.is_object();
        if (!begun && !response.is_object()) continue;
        const Json& of = begun ? call : response;
        const std::string id = text_in(of, {"id"});
        // Without an id, the one in the whole message is the one that counts.
        if (id.empty() && partial) continue;
        tool(frame, begun ? Kind::ToolBegun : Kind::ToolEnded, id, text_in(of, {"name"}));
    }
}

void TurnReader::tool(Frame& frame, TurnEvent::Kind kind, const std::string& id, const std::string& name) {
    constexpr std::size_t kMaxIdBytes = 256;
    const std::string key = (kind == Kind::ToolBegun ? "begun " : "ended ") + id.substr(0, kMaxIdBytes);
    if (!id.empty() && (calls_.size() > kMaxCalls || !calls_.insert(key).second)) return;
    frame.add_pieces(text_.interrupted());
    frame.add(kind, message_text(name));
}

void TurnReader::fail(Frame& frame, std::string why) {
    failed_ = true;
    frame.add(Kind::Failure, why.empty() ? "the service reports an error without a text" : std::move(why));
}

}  // namespace takt::api
