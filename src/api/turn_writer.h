// SPDX-License-Identifier: GPL-3.0-or-later
// The frames of a turn as the agent server writes them (contract, section 6.4, dialect A), each one line of JSON
// without the "data: " around it.
#pragma once

#include <string>
#include <string_view>

namespace takt::api {

class TurnWriter {
public:
    explicit TurnWriter(std::string invocation_id);  ///< "e-<uuid>"

    [[nodiscard]] std::string text(std::string_view text);
    [[nodiscard]] std::string partial_text(std::string_view text);
    [[nodiscard]] std::string thought(std::string_view text);
    [[nodiscard]] std::string tool_call(std::string_view call_id, std::string_view tool);
    /// Text and call in one event.
    [[nodiscard]] std::string text_and_call(std::string_view text, std::string_view call_id, std::string_view tool);
    /// `draft_json` becomes actions.stateDelta.draft; empty: no change. `error` non-empty: the tool failed.
    [[nodiscard]] std::string tool_response(std::string_view call_id, std::string_view tool,
                                            std::string_view draft_json, std::string_view error = {});
    [[nodiscard]] std::string error_event(std::string_view code, std::string_view message);

private:
    struct Event;
    std::string frame(const Event& event);

    std::string invocation_id_;
    int events_ = 0;
};

/// {"error": "…"}
[[nodiscard]] std::string error_frame(std::string_view message);
/// {"error":…,"error_details":{…}}
[[nodiscard]] std::string detailed_error_frame(std::string_view type, std::string_view message);
/// Not JSON when `message` holds quotes or line feeds: the oldest servers wrote it so.
[[nodiscard]] std::string unescaped_error_frame(std::string_view message);
/// Dialect B: {"type":"text","content":…}
[[nodiscard]] std::string typed_text_frame(std::string_view text);

}  // namespace takt::api
