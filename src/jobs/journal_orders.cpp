// SPDX-License-Identifier: GPL-3.0-or-later
// The journal's rows of a hand-off: orders, uploads, messages, renders.
#include "takt/error.h"

#include "jobs/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace takt::jobs {
namespace {

template <typename Value>
struct Name {
    Value value;
    std::string_view text;
};

using Phase = RenderStatus::Phase;
constexpr std::array kPhases = {
    Name<Phase>{Phase::Pending, "pending"},     Name<Phase>{Phase::Processing, "processing"},
    Name<Phase>{Phase::Completed, "completed"}, Name<Phase>{Phase::Failed, "failed"},
    Name<Phase>{Phase::Cancelled, "cancelled"},
};

using State = MessageRow::State;
constexpr std::array kStates = {
    Name<State>{State::Sent, "sent"},
    Name<State>{State::Answered, "answered"},
    Name<State>{State::Failed, "failed"},
};

template <typename Names, typename Value>
std::string_view text_of(const Names& names, Value value) {
    return std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.value == value; })->text;
}

template <typename Names>
auto value_of(const Names& names, std::string_view text) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.text == text; });
    if (found == names.end()) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("journal.db: '{}' is no known state; move the file away and run again", text));
    }
    return found->value;
}

constexpr std::string_view kSelectOrder = "SELECT key, backend, json, ifnull(session, ''), finished FROM orders ";
constexpr std::string_view kSelectMessage =
    "SELECT id, session, for_order, text, baseline, state, outcome, at FROM messages ";
constexpr std::string_view kSelectRender = "SELECT id, session, for_order, phase, draft, output_path FROM renders ";

OrderRow order_row(const Statement& row) {
    OrderRow order{.key = row.text(0), .backend = row.text(1), .json = row.text(2), .finished = row.number(4) != 0};
    if (std::string session = row.text(3); !session.empty()) order.session = std::move(session);
    return order;
}

MessageRow message_row(const Statement& row) {
    return {.id = row.number(0),
            .session = row.text(1),
            .order = row.text(2),
            .text = row.text(3),
            .baseline_json = row.text(4),
            .state = value_of(kStates, row.text(5)),
            .outcome = row.text(6),
            .at = row.text(7)};
}

template <typename Read>
auto all(Statement& row, Read read) {
    std::vector<decltype(read(row))> found;
    while (row.step()) found.push_back(read(row));
    return found;
}

}  // namespace

void Journal::put_order(const OrderRow& row) {
    database_
        .prepare(
            "INSERT INTO orders (key, backend, json, session, finished) VALUES (?, ?, ?, nullif(?, ''), ?)"
            " ON CONFLICT (key) DO UPDATE SET backend = excluded.backend, json = excluded.json,"
            " session = excluded.session, finished = excluded.finished")
        .bind(row.key)
        .bind(row.backend)
        .bind(row.json)
        .bind(row.session.value_or(""))
        .bind(static_cast<std::int64_t>(row.finished))
        .step();
}

std::optional<OrderRow> Journal::order(std::string_view key) const {
    Statement row = database_.prepare(fmt::format("{} WHERE key = ?", kSelectOrder));
    if (!row.bind(key).step()) return std::nullopt;
    return order_row(row);
}

std::vector<OrderRow> Journal::open_orders(std::string_view backend) const {
    Statement row =
        database_.prepare(fmt::format("{} WHERE backend = ? AND finished = 0 ORDER BY number", kSelectOrder));
    row.bind(backend);
    return all(row, order_row);
}

std::vector<OrderRow> Journal::open_orders() const {
    Statement row = database_.prepare(fmt::format("{} WHERE finished = 0 ORDER BY number", kSelectOrder));
    return all(row, order_row);
}

void Journal::put_upload(const UploadRow& row) {
    database_
        .prepare(
            "INSERT INTO uploads (session, hash, name, address) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (session, hash) DO UPDATE SET name = excluded.name, address = excluded.address")
        .bind(row.session)
        .bind(row.hash)
        .bind(row.name)
        .bind(row.address)
        .step();
}

std::vector<UploadRow> Journal::uploads(std::string_view session) const {
    Statement row =
        database_.prepare("SELECT session, hash, name, address FROM uploads WHERE session = ? ORDER BY number");
    row.bind(session);
    return all(row, [](const Statement& upload) {
        return UploadRow{upload.text(0), upload.text(1), upload.text(2), upload.text(3)};
    });
}

std::int64_t Journal::add_message(const MessageRow& message) {
    Statement row =
        database_.prepare("INSERT INTO messages (session, for_order, text, baseline) VALUES (?, ?, ?, ?) RETURNING id");
    row.bind(message.session).bind(message.order).bind(message.text).bind(message.baseline_json).step();
    const std::int64_t id = row.number(0);
    row.step();  // the row commits when the statement has run to its end
    return id;
}

void Journal::end_message(std::int64_t message, MessageRow::State state, std::string_view outcome) {
    database_.prepare("UPDATE messages SET state = ?, outcome = ? WHERE id = ?")
        .bind(text_of(kStates, state))
        .bind(outcome)
        .bind(message)
        .step();
}

std::vector<MessageRow> Journal::messages(std::string_view session) const {
    Statement row = database_.prepare(fmt::format("{} WHERE session = ? ORDER BY id", kSelectMessage));
    row.bind(session);
    return all(row, message_row);
}

std::optional<MessageRow> Journal::message_of(std::string_view order) const {
    Statement row = database_.prepare(fmt::format("{} WHERE for_order = ? ORDER BY id DESC LIMIT 1", kSelectMessage));
    if (order.empty() || !row.bind(order).step()) return std::nullopt;
    return message_row(row);
}

std::vector<MessageRow> Journal::open_messages() const {
    Statement row = database_.prepare(fmt::format("{} WHERE state = 'sent' ORDER BY id", kSelectMessage));
    return all(row, message_row);
}

void Journal::put_render(const RenderRow& row) {
    database_
        .prepare(
            "INSERT INTO renders (id, session, for_order, phase, draft, output_path) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET session = excluded.session, for_order = excluded.for_order,"
            " phase = excluded.phase, draft = excluded.draft, output_path = excluded.output_path")
        .bind(row.id)
        .bind(row.session)
        .bind(row.order)
        .bind(text_of(kPhases, row.phase))
        .bind(row.draft_json)
        .bind(row.output ? stored(*row.output) : std::string{})
        .step();
}

RenderRow Journal::render_row(const Statement& row) const {
    RenderRow render{.id = row.text(0),
                     .session = row.text(1),
                     .order = row.text(2),
                     .phase = value_of(kPhases, row.text(3)),
                     .draft_json = row.text(4)};
    if (const std::string output = row.text(5); !output.empty()) render.output = project_ / output;
    return render;
}

std::optional<RenderRow> Journal::render(std::string_view id) const {
    Statement row = database_.prepare(fmt::format("{} WHERE id = ?", kSelectRender));
    if (!row.bind(id).step()) return std::nullopt;
    return render_row(row);
}

std::optional<RenderRow> Journal::render_of(std::string_view order) const {
    Statement row =
        database_.prepare(fmt::format("{} WHERE for_order = ? ORDER BY number DESC LIMIT 1", kSelectRender));
    if (order.empty() || !row.bind(order).step()) return std::nullopt;
    return render_row(row);
}

std::vector<RenderRow> Journal::open_renders() const {
    Statement row = database_.prepare(fmt::format(
        "{} WHERE phase IN ('pending', 'processing') OR (phase = 'completed' AND output_path = '') ORDER BY number",
        kSelectRender));
    return all(row, [this](const Statement& render) { return render_row(render); });
}

}  // namespace takt::jobs
