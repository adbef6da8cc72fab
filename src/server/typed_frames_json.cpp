// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/typed_frames.h"

#include <nlohmann/json.hpp>

namespace takt::server {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string typed_call_frame(std::string_view tool) {
    return text_of(Json{{"type", "tool_call"}, {"name", tool}, {"args", Json::object()}});
}

std::string typed_result_frame(std::string_view tool) {
    return text_of(Json{{"type", "tool_result"}, {"name", tool}, {"result", Json::object()}});
}

}  // namespace takt::server
