// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/documents.h"

#include <nlohmann/json.hpp>

namespace takt::flow {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

}  // namespace

std::string delivered_to_json(const Delivered& delivered, const Order& order) {
    Json json{{"schema", "takt.render/1"}, {"prompt", order.prompt}, {"reused", delivered.reused}};
    json["session"] = text_or_null(delivered.session.value);
    json["render_id"] = text_or_null(delivered.render_id);
    json["file"] = delivered.file ? Json(delivered.file->string()) : Json();
    json["report"] = text_or_null(delivered.report.string());
    json["notes"] = delivered.notes;
    json["changes"] = delivered.changes;
    json["summary"] = delivered.draft ? Json(summary(*delivered.draft)) : Json();
    json["draft"] = delivered.draft ? Json::parse(draft_to_json(*delivered.draft)) : Json();
    json["verification"] = delivered.verification ? Json::parse(verification_to_json(*delivered.verification)) : Json();
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace takt::flow
