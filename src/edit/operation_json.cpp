// SPDX-License-Identifier: GPL-3.0-or-later
// Operations as JSON objects: "op" and what was said; absent fields are left out, units stand in the keys.
#include "takt/edit_op.h"

#include "edit/operation_fields_json.h"

#include <variant>

namespace takt {

std::string ops_to_json(const std::vector<EditOp>& ops) {
    edit::Json list = edit::Json::array();
    for (const EditOp& any : ops) {
        list.push_back(std::visit([](const auto& op) { return edit::fields_of(op); }, any));
    }
    // What people type need not be UTF-8, JSON must be.
    return list.dump(-1, ' ', false, edit::Json::error_handler_t::replace);
}

}  // namespace takt
