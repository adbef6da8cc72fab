// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lines.h"
#include "cli/operations_json.h"

#include <nlohmann/json.hpp>

namespace takt::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string history_document(const std::vector<jobs::RevisionRow>& revisions, std::int64_t current) {
    Json rows = Json::array();
    for (const jobs::RevisionRow& row : revisions) {
        rows.push_back({{"number", row.number},
                        {"parent", row.parent},
                        {"at", row.at},
                        {"request", row.request},
                        {"operations", operations_of(row.operations)},
                        {"timeline", summary(draft_from_json(row.draft_json))}});
        const std::string& parent =
            row.parent > 0 ? revisions[static_cast<std::size_t>(row.parent - 1)].draft_json : "";
        rows.back()["changes"] =
            diff(parent.empty() ? Draft{} : draft_from_json(parent), draft_from_json(row.draft_json));
    }
    return text_of({{"schema", "takt.history/1"}, {"current", current}, {"revisions", std::move(rows)}});
}

std::string diff_document(std::int64_t before, std::int64_t after, const std::vector<std::string>& changes) {
    return text_of({{"schema", "takt.diff/1"}, {"before", before}, {"after", after}, {"changes", changes}});
}

}  // namespace takt::cli
