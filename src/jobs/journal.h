// SPDX-License-Identifier: GPL-3.0-or-later
// The project's memory, `<project>/journal.db`: which steps are finished with what output, and which sessions, messages
// and renders exist. A row is on the disk when the call that wrote it returns, so what is written before it is done or
// sent is known after any crash. Paths inside the project are stored relative to it: a project folder may be moved.
#pragma once

#include "takt/backend.h"

#include "jobs/project_lock.h"
#include "jobs/sqlite.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace takt::jobs {

/// A step is the same step when its name and everything that went into it are the same.
struct StepKey {
    std::string step;
    std::string input_fingerprint;
};

struct StepOutput {
    std::filesystem::path path;
    std::int64_t size_bytes = 0;
    std::string hash;
    bool operator==(const StepOutput&) const = default;
};

struct SessionRow {
    std::string id;
    std::string backend;  ///< "local" or "cloud"
    std::string json;     ///< the backend's own document
    bool operator==(const SessionRow&) const = default;
};

struct MessageRow {
    enum class State { Sent, Answered };
    std::int64_t id = 0;
    std::string session;
    std::string text;
    State state = State::Sent;  ///< Sent after a crash: it may or may not have been understood, so never send it again
    std::string at;             ///< UTC, "2024-05-01 12:00:00"
};

struct RenderRow {
    std::string id;
    std::string session;
    RenderStatus::Phase phase = RenderStatus::Phase::Pending;
    std::string draft_json;
    std::optional<std::filesystem::path> output;  ///< absent until the finished file is in place
    bool operator==(const RenderRow&) const = default;
};

/// Any thread may call. Every call may throw Corrupt, DiskFull or Permission.
class Journal {
public:
    /// Opens or creates the journal of `project` (a folder, created when missing) and holds the project until
    /// destroyed. Throws Busy when another takt holds it, Corrupt when the journal is damaged, UnsupportedFormat when a
    /// newer takt wrote it.
    explicit Journal(const std::filesystem::path& project);

    /// The recorded output of a finished step; whether the file is still there is `run_step`'s question.
    [[nodiscard]] std::optional<StepOutput> finished(const StepKey& key) const;
    /// What the step said about itself when it was recorded.
    [[nodiscard]] std::optional<std::string> detail(const StepKey& key) const;
    /// Replaces an earlier record of the same key.
    void record(const StepKey& key, const StepOutput& output, std::string_view detail_json);

    /// Adds the session, or replaces its document.
    void put_session(const SessionRow& row);
    [[nodiscard]] std::optional<SessionRow> session(std::string_view id) const;
    /// The session that was added last.
    [[nodiscard]] std::optional<SessionRow> latest_session() const;

    /// Call before sending. Returns the message's id. The session must exist.
    std::int64_t add_message(std::string_view session, std::string_view text);
    void mark_answered(std::int64_t message);
    /// In the order they were added.
    [[nodiscard]] std::vector<MessageRow> messages(std::string_view session) const;

    /// Adds the render or replaces it; call before submitting. The session must exist.
    void put_render(const RenderRow& row);
    [[nodiscard]] std::optional<RenderRow> render(std::string_view id) const;
    /// Pending, processing, or completed but not yet in place; in the order they were added.
    [[nodiscard]] std::vector<RenderRow> open_renders() const;

private:
    [[nodiscard]] std::string stored(const std::filesystem::path& path) const;
    [[nodiscard]] RenderRow render_row(const Statement& row) const;

    ProjectLock lock_;
    std::filesystem::path project_;
    Database database_;
};

}  // namespace takt::jobs
