// SPDX-License-Identifier: GPL-3.0-or-later
// A local session as it stands in the journal: settings, assets, the draft, and
// which revision that is.
#pragma once

#include "takt/backend.h"

#include <cstdint>
#include <string>
#include <vector>

namespace takt::local {

struct SessionDocument {
    EditSettings settings;
    SessionState state;
    std::int64_t revision = 0;         ///< the one whose draft this is; 0: before the first edit
    std::vector<std::int64_t> undone;  ///< what `redo` goes back to, the next one last
};

[[nodiscard]] std::string session_to_json(const SessionDocument& session);
/// Throws Corrupt.
[[nodiscard]] SessionDocument session_from_json(const std::string& text);

}  // namespace takt::local
