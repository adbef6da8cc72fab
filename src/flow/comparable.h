// SPDX-License-Identifier: GPL-3.0-or-later
// JSON made fit for comparison: a state read twice differs in time stamps, signatures and the order of keys, although
// nothing was edited.
#pragma once

#include <map>
#include <string>

namespace takt::flow {

/// `text` without time stamps and the queries of addresses, its keys sorted; text that is no JSON stays as it is.
[[nodiscard]] std::string comparable(const std::string& text);

/// The fields of an object, each as comparable JSON, without empty ones; other JSON is one field without a name.
[[nodiscard]] std::map<std::string, std::string> comparable_fields(const std::string& text);

}  // namespace takt::flow
