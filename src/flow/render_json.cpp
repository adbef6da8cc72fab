// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/documents.h"

#include <nlohmann/json.hpp>

namespace takt::flow {

std::string render_to_json(const RenderedProject& rendered) {
    using Json = nlohmann::ordered_json;
    Json json{{"schema", "takt.render/1"}, {"prompt", rendered.prompt}, {"reused", rendered.reused}};
    json["file"] = rendered.file ? Json(rendered.file->string()) : Json();
    json["report"] = rendered.report.empty() ? Json() : Json(rendered.report.string());
    json["notes"] = rendered.notes;
    json["summary"] = rendered.draft ? Json(summary(*rendered.draft)) : Json();
    json["draft"] = rendered.draft ? Json::parse(draft_to_json(*rendered.draft)) : Json();
    json["verification"] = rendered.verification ? Json::parse(verification_to_json(*rendered.verification)) : Json();
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace takt::flow
