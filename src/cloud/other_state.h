// SPDX-License-Identifier: GPL-3.0-or-later
// What a session holds beside its draft, in a form that is equal exactly when the values are: to see whether a silent
// turn changed anything.
#pragma once

#include <string>

namespace takt::cloud {

/// Both as JSON, or empty. The order of keys and blanks make no difference.
[[nodiscard]] std::string other_state(const std::string& generated_json, const std::string& canvas_json);

}  // namespace takt::cloud
