// SPDX-License-Identifier: GPL-3.0-or-later
// The body of one turn (contract, section 6.1).
#include "api/documents.h"
#include "api/json_reading.h"

namespace takt::api {

std::string turn_order_to_json(const TurnOrder& order) {
    OrderedJson json{
        {"app_name", "nemo_agent"},
        {"user_id", "me"},
        {"session_id", order.session_id},
        {"new_message", {{"parts", OrderedJson::array({{{"text", order.text}}})}}},
    };
    if (order.streaming) json["streaming"] = true;
    return dumped(json);
}

TurnOrder turn_order_from_json(std::string_view body) {
    const Json json = parse_order(body, "turn");
    TurnOrder order{.session_id = text_in(json, {"session_id", "sessionId"}), .text = {}};
    const Json& streaming = field(json, {"streaming"});
    order.streaming = streaming.is_boolean() && streaming.get<bool>();
    if (order.session_id.empty()) throw_bad_field("session_id", "a text");
    const Json& message = field(json, {"new_message", "newMessage"});
    if (!message.is_object()) throw_bad_field("new_message", "an object");
    const Json& parts = field(message, {"parts"});
    if (!parts.is_array() || parts.empty()) throw_bad_field("new_message.parts", "a list that is not empty");
    for (const Json& part : parts) {
        const Json& text = field(part, {"text"});
        if (text.is_string()) order.text += text.get_ref<const std::string&>();
    }
    if (order.text.empty()) throw_bad_field("new_message.parts[0].text", "a text that is not empty");
    return order;
}

}  // namespace takt::api
