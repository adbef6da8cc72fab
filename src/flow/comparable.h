// SPDX-License-Identifier: GPL-3.0-or-later
// JSON made fit for comparison: a state read twice differs in time stamps, signatures and the order of keys, although
// nothing was edited.
#pragma once

#include "takt/draft.h"

#include <map>
#include <optional>
#include <string>

namespace takt::flow {

/// `text` without time stamps and the queries of addresses, its keys sorted; text that is no JSON stays as it is.
[[nodiscard]] std::string comparable(const std::string& text);

/// The fields of an object, each as comparable JSON, without empty ones; other JSON is one field without a name.
[[nodiscard]] std::map<std::string, std::string> comparable_fields(const std::string& text);

/// Our view of a draft; absent when another writer made what is beyond us: that can only be compared as JSON.
[[nodiscard]] std::optional<Draft> readable_draft(const std::string& draft_json);

}  // namespace takt::flow
