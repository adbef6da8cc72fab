// SPDX-License-Identifier: GPL-3.0-or-later
// A local session as it stands in the journal: settings, assets and the draft.
#pragma once

#include "takt/backend.h"

#include <string>

namespace takt::local {

struct SessionDocument {
    EditSettings settings;
    SessionState state;
};

[[nodiscard]] std::string session_to_json(const SessionDocument& session);
/// Throws Corrupt.
[[nodiscard]] SessionDocument session_from_json(const std::string& text);

}  // namespace takt::local
