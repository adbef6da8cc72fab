// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/operations_json.h"

#include "takt/edit.h"
#include "takt/error.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace takt::cli {

using Json = nlohmann::ordered_json;

nlohmann::ordered_json operations_of(const std::string& lines) {
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

}  // namespace takt::cli
