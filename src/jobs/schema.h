// SPDX-License-Identifier: GPL-3.0-or-later
// The journal's tables and how an older journal becomes a newer one. The version is SQLite's own `user_version`.
#pragma once

#include "jobs/sqlite.h"

#include <string>

namespace takt::jobs {

/// Brings `database` to the newest version, whole or not at all. Throws UnsupportedFormat, naming `subject`, when it is
/// newer.
void migrate(Database& database, const std::string& subject);

}  // namespace takt::jobs
