// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/journal.h"

#include <fmt/format.h>

namespace takt::jobs {
namespace {

constexpr const char* kSelectRevision =
    "SELECT session, number, parent, request, operations, draft, at FROM revisions WHERE session = ?";

RevisionRow revision_row(const Statement& row) {
    return {.session = row.text(0),
            .number = row.number(1),
            .parent = row.number(2),
            .request = row.text(3),
            .operations = row.text(4),
            .draft_json = row.text(5),
            .at = row.text(6)};
}

/// 0 without revisions.
std::int64_t last_number(const Database& database, const std::string& session) {
    Statement last = database.prepare("SELECT coalesce(max(number), 0) FROM revisions WHERE session = ?");
    last.bind(session).step();
    return last.number(0);
}

}  // namespace

std::int64_t Journal::add_revision(const RevisionRow& row,
                                   const std::function<std::string(std::int64_t number)>& session_json) {
    Transaction both(database_);
    const std::int64_t number = last_number(database_, row.session) + 1;
    database_
        .prepare(
            "INSERT INTO revisions (session, number, parent, request, operations, draft) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(row.session)
        .bind(number)
        .bind(row.parent)
        .bind(row.request)
        .bind(row.operations)
        .bind(row.draft_json)
        .step();
    database_.prepare("UPDATE sessions SET json = ? WHERE id = ?").bind(session_json(number)).bind(row.session).step();
    both.commit();
    return number;
}

std::optional<RevisionRow> Journal::revision(std::string_view session, std::int64_t number) const {
    Statement row = database_.prepare(fmt::format("{} AND number = ?", kSelectRevision));
    if (!row.bind(session).bind(number).step()) return std::nullopt;
    return revision_row(row);
}

std::optional<RevisionRow> Journal::last_revision(std::string_view session) const {
    Statement row = database_.prepare(fmt::format("{} ORDER BY number DESC LIMIT 1", kSelectRevision));
    if (!row.bind(session).step()) return std::nullopt;
    return revision_row(row);
}

std::vector<RevisionRow> Journal::revisions(std::string_view session) const {
    Statement row = database_.prepare(fmt::format("{} ORDER BY number", kSelectRevision));
    row.bind(session);
    std::vector<RevisionRow> rows;
    while (row.step()) rows.push_back(revision_row(row));
    return rows;
}

}  // namespace takt::jobs
