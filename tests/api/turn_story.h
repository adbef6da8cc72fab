// SPDX-License-Identifier: GPL-3.0-or-later
// A turn told in one line, so that a test can state what a whole stream comes to: texts in quotes, "<tool", ">tool" for
// its begin and end, "draft", "fail: why", "." for a keep-alive, "-" for what is not shown.
#pragma once

#include "api/turn_reader.h"

#include <string>
#include <vector>

namespace takt::api {

inline std::string told(const TurnEvent& event) {
    switch (event.kind) {
        case TurnEvent::Kind::Text: return "'" + event.text + "'";
        case TurnEvent::Kind::ToolBegun: return "<" + event.text;
        case TurnEvent::Kind::ToolEnded: return ">" + event.text;
        case TurnEvent::Kind::KeepAlive: return ".";
        case TurnEvent::Kind::DraftChanged: return "draft";
        case TurnEvent::Kind::Failure: return "fail: " + event.text;
        case TurnEvent::Kind::Ignored: break;
    }
    return "-";
}

inline std::string told(const std::vector<TurnEvent>& events) {
    std::string story;
    for (const TurnEvent& event : events) story += (story.empty() ? "" : " ") + told(event);
    return story;
}

inline std::string shown_text(const std::vector<TurnEvent>& events) {
    std::string text;
    for (const TurnEvent& event : events) {
        if (event.kind == TurnEvent::Kind::Text) text += event.text;
    }
    return text;
}

/// A whole turn, the end included.
inline std::vector<TurnEvent> turn(TurnReader& reader, const std::vector<std::string>& frames) {
    std::vector<TurnEvent> events;
    const auto add = [&](const std::vector<TurnEvent>& more) { events.insert(events.end(), more.begin(), more.end()); };
    for (const std::string& frame : frames) add(reader.read("", frame));
    add(reader.finish());
    return events;
}
inline std::string story(const std::vector<std::string>& frames) {
    TurnReader reader;
    return told(turn(reader, frames));
}

inline std::string whole(const std::string& text, const std::string& author = "nemo_agent") {
    return R"({"author":")" + author + R"(","content":{"role":"model","parts":[{"text":")" + text + R"("}]}})";
}
inline std::string delta(const std::string& text, const std::string& author = "nemo_agent") {
    return R"({"partial":true,"author":")" + author + R"(","content":{"role":"model","parts":[{"text":")" + text +
           R"("}]}})";
}
inline std::string call(const std::string& id, const std::string& tool) {
    return R"({"author":"nemo_agent","content":{"parts":[{"functionCall":{"id":")" + id + R"(","name":")" + tool +
           R"(","args":{}}}]}})";
}
inline std::string response(const std::string& id, const std::string& tool) {
    return R"({"author":"nemo_agent","content":{"role":"user","parts":[{"functionResponse":{"id":")" + id +
           R"(","name":")" + tool + R"(","response":{"ok":true}}}]}})";
}

}  // namespace takt::api
