// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/journal.h"

#include "takt/error.h"

#include "jobs/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace takt::jobs {
namespace {

using Phase = RenderStatus::Phase;

struct PhaseName {
    Phase phase;
    std::string_view name;
};
constexpr std::array kPhaseNames = {
    PhaseName{Phase::Pending, "pending"},     PhaseName{Phase::Processing, "processing"},
    PhaseName{Phase::Completed, "completed"}, PhaseName{Phase::Failed, "failed"},
    PhaseName{Phase::Cancelled, "cancelled"},
};

std::string_view name_of(Phase phase) {
    return std::ranges::find(kPhaseNames, phase, &PhaseName::phase)->name;
}

Phase phase_of(std::string_view name) {
    const auto* found = std::ranges::find(kPhaseNames, name, &PhaseName::name);
    if (found == kPhaseNames.end()) {
        throw Error(
            ErrorCode::Corrupt,
            fmt::format("journal.db: a render has the unknown state '{}'; move the file away and run again", name));
    }
    return found->phase;
}

SessionRow session_row(const Statement& row) {
    return {.id = row.text(0), .backend = row.text(1), .json = row.text(2)};
}

constexpr std::string_view kSelectRender = "SELECT id, session, phase, draft, output_path FROM renders ";

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

std::optional<SessionRow> Journal::latest_session() const {
    Statement row = database_.prepare("SELECT id, backend, json FROM sessions ORDER BY number DESC LIMIT 1");
    if (!row.step()) return std::nullopt;
    return session_row(row);
}

std::int64_t Journal::add_message(std::string_view session, std::string_view text) {
    Statement row = database_.prepare("INSERT INTO messages (session, text) VALUES (?, ?) RETURNING id");
    row.bind(session).bind(text).step();
    const std::int64_t id = row.number(0);
    row.step();  // the row commits when the statement has run to its end
    return id;
}

void Journal::mark_answered(std::int64_t message) {
    database_.prepare("UPDATE messages SET answered = 1 WHERE id = ?").bind(message).step();
}

std::vector<MessageRow> Journal::messages(std::string_view session) const {
    Statement row =
        database_.prepare("SELECT id, session, text, answered, at FROM messages WHERE session = ? ORDER BY id");
    row.bind(session);
    std::vector<MessageRow> found;
    while (row.step()) {
        found.push_back({.id = row.number(0),
                         .session = row.text(1),
                         .text = row.text(2),
                         .state = row.number(3) != 0 ? MessageRow::State::Answered : MessageRow::State::Sent,
                         .at = row.text(4)});
    }
    return found;
}

void Journal::put_render(const RenderRow& row) {
    database_
        .prepare(
            "INSERT INTO renders (id, session, phase, draft, output_path) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET session = excluded.session, phase = excluded.phase,"
            " draft = excluded.draft, output_path = excluded.output_path")
        .bind(row.id)
        .bind(row.session)
        .bind(name_of(row.phase))
        .bind(row.draft_json)
        .bind(row.output ? stored(*row.output) : std::string{})
        .step();
}

RenderRow Journal::render_row(const Statement& row) const {
    RenderRow render{
        .id = row.text(0), .session = row.text(1), .phase = phase_of(row.text(2)), .draft_json = row.text(3)};
    if (const std::string output = row.text(4); !output.empty()) render.output = project_ / output;
    return render;
}

std::optional<RenderRow> Journal::render(std::string_view id) const {
    Statement row = database_.prepare(fmt::format("{} WHERE id = ?", kSelectRender));
    if (!row.bind(id).step()) return std::nullopt;
    return render_row(row);
}

std::vector<RenderRow> Journal::open_renders() const {
    Statement row = database_.prepare(fmt::format(
        "{} WHERE phase IN ('pending', 'processing') OR (phase = 'completed' AND output_path = '') ORDER BY number",
        kSelectRender));
    std::vector<RenderRow> found;
    while (row.step()) found.push_back(render_row(row));
    return found;
}

}  // namespace takt::jobs
