// SPDX-License-Identifier: GPL-3.0-or-later
// The tool frames of the other stream dialect (contract, section 6.7), which only the fault mode writes. Pure.
#pragma once

#include <string>
#include <string_view>

namespace takt::server {

/// {"type":"tool_call","name":…,"args":{}}
[[nodiscard]] std::string typed_call_frame(std::string_view tool);
/// {"type":"tool_result","name":…,"result":{}}
[[nodiscard]] std::string typed_result_frame(std::string_view tool);

}  // namespace takt::server
