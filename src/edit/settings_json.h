// SPDX-License-Identifier: GPL-3.0-or-later
// Edit settings as orders and sessions keep them in the journal.
#pragma once

#include "takt/edit.h"

#include <string>

namespace takt::edit {

/// A JSON object; the same settings give the same text.
[[nodiscard]] std::string settings_to_json(const EditSettings& settings);
/// What an older takt did not write is as by default. Throws Corrupt.
[[nodiscard]] EditSettings settings_from_json(const std::string& text);

}  // namespace takt::edit
