// SPDX-License-Identifier: GPL-3.0-or-later
// The project's memory, `<project>/journal.db`: which steps are finished with what output, and which sessions, messages
// and renders exist. A row is on the disk when the call that wrote it returns, so what is written before it is done or
// sent is known after any crash. Paths inside the project are stored relative to it: a project folder may be moved.
#pragma once

#include "takt/backend.h"

#include "jobs/orders.h"
#include "jobs/project_lock.h"
#include "jobs/revisions.h"
#include "jobs/sqlite.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
    /// The session that was added last for this backend.
    [[nodiscard]] std::optional<SessionRow> latest_session(std::string_view backend) const;

    /// Adds the order, or replaces everything but its place among the others.
    void put_order(const OrderRow& row);
    [[nodiscard]] std::optional<OrderRow> order(std::string_view key) const;
    /// Not finished; in the order they were added.
    [[nodiscard]] std::vector<OrderRow> open_orders(std::string_view backend) const;
    /// As above, at every place.
    [[nodiscard]] std::vector<OrderRow> open_orders() const;
    /// The backends that have open orders, by the first of them.
    [[nodiscard]] std::vector<std::string> order_places() const;

    /// Adds or replaces. The session must exist.
    void put_upload(const UploadRow& row);
    [[nodiscard]] std::vector<UploadRow> uploads(std::string_view session) const;

    /// Call before sending; `row.id`, `state`, `outcome` and `at` are set here. Returns the id. The session must exist.
    std::int64_t add_message(const MessageRow& row);
    void end_message(std::int64_t message, MessageRow::State state, std::string_view outcome);
    /// In the order they were added.
    [[nodiscard]] std::vector<MessageRow> messages(std::string_view session) const;
    /// The last one that was said for this order.
    [[nodiscard]] std::optional<MessageRow> message_of(std::string_view order) const;
    /// Sent and without an outcome, in every session; in the order they were added.
    [[nodiscard]] std::vector<MessageRow> open_messages() const;

    /// Adds the render or replaces it; call before submitting. The session must exist.
    void put_render(const RenderRow& row);
    [[nodiscard]] std::optional<RenderRow> render(std::string_view id) const;
    /// The last one that was submitted for this order.
    [[nodiscard]] std::optional<RenderRow> render_of(std::string_view order) const;
    /// Pending, processing, or completed but not yet in place; in the order they were added.
    [[nodiscard]] std::vector<RenderRow> open_renders() const;

    /// Adds the revision under the next number of its session, which must exist, and replaces the session's document by
    /// what `session_json` makes of that number: both, or neither. Returns the number. `row.number` and `at` are set
    /// here.
    std::int64_t add_revision(const RevisionRow& row,
                              const std::function<std::string(std::int64_t number)>& session_json);
    [[nodiscard]] std::optional<RevisionRow> revision(std::string_view session, std::int64_t number) const;
    /// The one that was made last, wherever the session stands.
    [[nodiscard]] std::optional<RevisionRow> last_revision(std::string_view session) const;
    /// In the order they were made.
    [[nodiscard]] std::vector<RevisionRow> revisions(std::string_view session) const;

    /// Small documents of other owners (the server's accounts), by kind and key. Adds or replaces.
    void put_record(std::string_view kind, std::string_view key, std::string_view json);
    [[nodiscard]] std::optional<std::string> record_of(std::string_view kind, std::string_view key) const;
    /// All of a kind, in the order they were added first.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> records(std::string_view kind) const;

private:
    [[nodiscard]] std::string stored(const std::filesystem::path& path) const;
    [[nodiscard]] RenderRow render_row(const Statement& row) const;

    ProjectLock lock_;
    std::filesystem::path project_;
    Database database_;
};

}  // namespace takt::jobs
