// SPDX-License-Identifier: GPL-3.0-or-later
// The operations of a revision or a turn, for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace takt::cli {

/// `lines` as a revision keeps them. Each operation as words, and as fields where this version of takt reads the words.
[[nodiscard]] nlohmann::ordered_json operations_of(const std::string& lines);

}  // namespace takt::cli
