// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_table.h"
#include "cli/lines.h"

#include <nlohmann/json.hpp>

namespace takt::cli {
namespace {

using Json = nlohmann::ordered_json;

/// File names may hold any bytes; what is not UTF-8 becomes the replacement character.
std::string text_of(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string progress_line(std::string_view event, std::string_view phase, std::int64_t done, std::int64_t total,
                          std::string_view unit) {
    return text_of({{"event", event}, {"phase", phase}, {"done", done}, {"total", total}, {"unit", unit}}, -1);
}

std::string error_document(const Error& error) {
    const ErrorRow& row = error_row(error.code());
    return text_of({{"schema", "takt.error/1"},
                    {"code", row.name},
                    {"message", error.what()},
                    {"next_step", next_step(error)},
                    {"exit_status", row.exit_status},
                    {"retry", retry_name(row.retry)}},
                   2) +
           "\n";
}

std::string doctor_document(const std::vector<Finding>& findings) {
    Json json{{"schema", "takt.doctor/1"}, {"checks", Json::array()}};
    for (const Finding& finding : findings) {
        json["checks"].push_back(
            {{"name", finding.name}, {"ok", finding.ok}, {"value", finding.value}, {"next_step", finding.next_step}});
    }
    return text_of(json, 2) + "\n";
}

}  // namespace takt::cli
