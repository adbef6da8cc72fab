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
    // Version 1 knew the local editor only: what it left unanswered ended with the process that said it.
    R"(
CREATE TABLE orders (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    backend TEXT NOT NULL,
    json TEXT NOT NULL,
    session TEXT REFERENCES sessions (id),
    finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1)),
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE TABLE uploads (
    number INTEGER PRIMARY KEY,
    session TEXT NOT NULL REFERENCES sessions (id),
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (session, hash)
) STRICT;
CREATE TABLE records (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (kind, key)
) STRICT;
ALTER TABLE messages ADD COLUMN for_order TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN baseline TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN state TEXT NOT NULL DEFAULT 'sent' CHECK (state IN ('sent', 'answered', 'failed'));
ALTER TABLE messages ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
UPDATE messages SET state = iif(answered, 'answered', 'failed');
ALTER TABLE messages DROP COLUMN answered;
CREATE INDEX messages_of_order ON messages (for_order);
ALTER TABLE renders ADD COLUMN for_order TEXT NOT NULL DEFAULT '';
CREATE INDEX renders_of_order ON renders (for_order);
)",
    // Which one a session stands at is in its own document.
    R"(
CREATE TABLE revisions (
    session TEXT NOT NULL REFERENCES sessions (id),
    number INTEGER NOT NULL CHECK (number > 0),
    parent INTEGER NOT NULL CHECK (parent >= 0 AND parent < number),
    request TEXT NOT NULL,
    operations TEXT NOT NULL,
    draft TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;
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
