// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/answers.h"

#include <nlohmann/json.hpp>

namespace takt::server {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string detail_body(std::string_view text) {
    return text_of(Json{{"detail", text}});
}

std::string validation_body(std::string_view text) {
    const Json complaint{{"type", "value_error"}, {"loc", Json::array({"body"})}, {"msg", text}};
    return text_of(Json{{"detail", Json::array({complaint})}});
}

std::string error_body(std::string_view text) {
    return text_of(Json{{"error", text}});
}

std::string failure_body(std::string_view text) {
    return text_of(Json{{"success", false}, {"error", text}});
}

}  // namespace takt::server
