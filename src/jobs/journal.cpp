// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/journal.h"

#include "jobs/schema.h"

namespace takt::jobs {
namespace {

SessionRow session_row(const Statement& row) {
    return {.id = row.text(0), .backend = row.text(1), .json = row.text(2)};
}

}  // namespace

Journal::Journal(const std::filesystem::path& project)
    : lock_(project), project_(std::filesystem::canonical(project)), database_(project / "journal.db") {
    migrate(database_, (project / "journal.db").string());
}

std::string Journal::stored(const std::filesystem::path& path) const {
    const std::filesystem::path absolute = std::filesystem::weakly_canonical(path);
    const std::filesystem::path relative = absolute.lexically_relative(project_);
    const bool inside = !relative.empty() && *relative.begin() != "..";
    return (inside ? relative : absolute).string();
}

std::optional<StepOutput> Journal::finished(const StepKey& key) const {
    Statement row = database_.prepare(
        "SELECT output_path, output_size_bytes, output_hash FROM steps WHERE step = ? AND input_fingerprint = ?");
    if (!row.bind(key.step).bind(key.input_fingerprint).step()) return std::nullopt;
    return StepOutput{.path = project_ / row.text(0), .size_bytes = row.number(1), .hash = row.text(2)};
}

std::optional<std::string> Journal::detail(const StepKey& key) const {
    Statement row = database_.prepare("SELECT detail FROM steps WHERE step = ? AND input_fingerprint = ?");
    if (!row.bind(key.step).bind(key.input_fingerprint).step()) return std::nullopt;
    return row.text(0);
}

void Journal::record(const StepKey& key, const StepOutput& output, std::string_view detail_json) {
    database_
        .prepare(
            "INSERT OR REPLACE INTO steps (step, input_fingerprint, output_path, output_size_bytes, output_hash, "
            "detail)"
            " VALUES (?, ?, ?, ?, ?, ?)")
        .bind(key.step)
        .bind(key.input_fingerprint)
        .bind(stored(output.path))
        .bind(output.size_bytes)
        .bind(output.hash)
        .bind(detail_json)
        .step();
}

void Journal::put_session(const SessionRow& row) {
    database_
        .prepare(
            "INSERT INTO sessions (id, backend, json) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET backend = excluded.backend, json = excluded.json")
        .bind(row.id)
        .bind(row.backend)
        .bind(row.json)
        .step();
}

std::optional<SessionRow> Journal::session(std::string_view id) const {
    Statement row = database_.prepare("SELECT id, backend, json FROM sessions WHERE id = ?");
    if (!row.bind(id).step()) return std::nullopt;
    return session_row(row);
}

std::optional<SessionRow> Journal::latest_session(std::string_view backend) const {
    Statement row =
        database_.prepare("SELECT id, backend, json FROM sessions WHERE backend = ? ORDER BY number DESC LIMIT 1");
    if (!row.bind(backend).step()) return std::nullopt;
    return session_row(row);
}

void Journal::put_record(std::string_view kind, std::string_view key, std::string_view json) {
    database_
        .prepare(
            "INSERT INTO records (kind, key, json) VALUES (?, ?, ?)"
            " ON CONFLICT (kind, key) DO UPDATE SET json = excluded.json")
        .bind(kind)
        .bind(key)
        .bind(json)
        .step();
}

std::optional<std::string> Journal::record_of(std::string_view kind, std::string_view key) const {
    Statement row = database_.prepare("SELECT json FROM records WHERE kind = ? AND key = ?");
    if (!row.bind(kind).bind(key).step()) return std::nullopt;
    return row.text(0);
}

std::vector<std::pair<std::string, std::string>> Journal::records(std::string_view kind) const {
    Statement row = database_.prepare("SELECT key, json FROM records WHERE kind = ? ORDER BY number");
    row.bind(kind);
    std::vector<std::pair<std::string, std::string>> found;
    while (row.step()) found.emplace_back(row.text(0), row.text(1));
    return found;
}

}  // namespace takt::jobs
