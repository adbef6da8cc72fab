// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/edit.h"

#include "cli/lines.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace takt::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Each as words, and as fields where this version of takt reads the words.
Json operations_of(const std::string& lines) {
    Json operations = Json::array();
    std::istringstream rest(lines);
    for (std::string line; std::getline(rest, line);) {
        Json operation{{"words", line}};
        try {  // a parser's boundary
            for (const Reading::Read& read : understand(line).read) {
                operation.update(Json::parse(ops_to_json({read.op})).at(0));
            }
        } catch (const Error& error) {
            if (error.code() != ErrorCode::EditUnclear) throw;
        }
        operations.push_back(std::move(operation));
    }
    return operations;
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
