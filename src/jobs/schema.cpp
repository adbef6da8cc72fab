// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/schema.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace takt::jobs {
namespace {

// Append only: entry n takes a journal from version n to n + 1.
constexpr std::array kMigrations = {
    R"(
CREATE TABLE steps (
    step TEXT NOT NULL,
    input_fingerprint TEXT NOT NULL,
    output_path TEXT NOT NULL,
    output_size_bytes INTEGER NOT NULL,
    output_hash TEXT NOT NULL,
    detail TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (step, input_fingerprint)
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    backend TEXT NOT NULL,
    json TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    session TEXT NOT NULL REFERENCES sessions (id),
    text TEXT NOT NULL,
    answered INTEGER NOT NULL DEFAULT 0,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE TABLE renders (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    session TEXT NOT NULL REFERENCES sessions (id),
    phase TEXT NOT NULL CHECK (phase IN ('pending', 'processing', 'completed', 'failed', 'cancelled')),
    draft TEXT NOT NULL,
    output_path TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
)",
};

std::int64_t version_of(const Database& database) {
    Statement version = database.prepare("PRAGMA user_version");
    version.step();
    return version.number(0);
}

}  // namespace

void migrate(Database& database, const std::string& subject) {
    const std::int64_t version = version_of(database);
    constexpr auto kNewest = static_cast<std::int64_t>(kMigrations.size());
    if (version < 0 || version > kNewest) {
        throw Error(ErrorCode::UnsupportedFormat,
                    fmt::format("{}: was written by a newer takt (version {}, this one knows {}); update takt", subject,
                                version, kNewest));
    }
    if (version == kNewest) return;
    std::string sql = "BEGIN IMMEDIATE;";
    for (auto next = static_cast<std::size_t>(version); next < kMigrations.size(); ++next) sql += kMigrations[next];
    database.execute(fmt::format("{} PRAGMA user_version = {}; COMMIT;", sql, kNewest));
}

}  // namespace takt::jobs
