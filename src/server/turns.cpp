// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/turns.h"

#include "api/problem.h"
#include "base/fingerprint.h"
#include "base/log.h"

#include <fmt/format.h>

#include <exception>
#include <utility>

namespace takt::server {
namespace {

using State = jobs::MessageRow::State;

constexpr std::string_view kMark = "server.turn";
constexpr int kThreads = 2;

bool is_about_the_request(const Error& error) {
    return error.code() == ErrorCode::EditUnclear || error.code() == ErrorCode::EditUnsupported;
}

}  // namespace

struct Turns::Outcome {
    std::optional<std::string> failure;
    std::string changed_draft;  ///< empty: it is what it was
};

/// Frames on their way to the client, in the manner of the turn.
class Turns::Output {
public:
    explicit Output(const Turn& turn) : turn_(turn) {
        if (!turn.manner.keep_alive.empty()) turn.stream->write(turn.manner.keep_alive);
        if (!turn.manner.resets_mid_frame) return;
        turn.stream->write("data: {\"content\":{\"parts\":[{\"text\":\"Work");
        turn.stream->abort();
    }

    void send(const TurnTelling::Frames& frames) {
        std::string bytes;
        for (const std::string& frame : frames) bytes += framed(frame, turn_.manner.crlf);
        if (turn_.manner.in_one_write) {
            held_ += bytes;
        } else if (!bytes.empty()) {
            turn_.stream->write(bytes);
        }
    }

    void end() {
        if (!held_.empty()) turn_.stream->write(held_);
        turn_.stream->close();
    }

private:
    const Turn& turn_;
    std::string held_;
};

Turns::Turns(Backend& backend, jobs::Journal& journal, Sessions& sessions)
    : backend_(backend), journal_(journal), queue_(kThreads) {
    for (const jobs::MessageRow& row : journal_.open_messages()) {
        const std::optional<Session> session = sessions.find(row.session);
        if (!session) continue;  // a message of the backend's own
        auto nobody = std::make_shared<EventStream>();
        nobody->notify({});
        add({.message = row.id, .session = *session, .text = row.text, .stream = std::move(nobody), .manner = {}});
    }
}

std::shared_ptr<EventStream> Turns::accept(const Session& session, const std::string& text, TurnManner manner) {
    const std::lock_guard accepting(accepting_);
    if (!queue_.has_room(session.id)) {
        throw Error(ErrorCode::RateLimited, "turn: too many wait in this session; send it when they are done");
    }
    auto stream = std::make_shared<EventStream>();
    const std::int64_t message = journal_.add_message({.session = session.id, .text = text});
    add({.message = message, .session = session, .text = text, .stream = stream, .manner = std::move(manner)});
    return stream;
}

std::string Turns::in_words(const Outcome& outcome) {
    if (outcome.failure) return *outcome.failure;
    return outcome.changed_draft.empty() ? "the draft did not change" : "the draft changed";
}

void Turns::add(Turn turn) {
    const std::string line = turn.session.id;
    queue_.add(line, [this, turn = std::move(turn)](const std::stop_token& stop) { carry_out(turn, stop); });
}

/// A turn that is stopped stays open in the journal: the next start carries it out.
void Turns::carry_out(const Turn& turn, const std::stop_token& stop) {
    if (stop.stop_requested()) return turn.stream->abort();
    Output output(turn);
    try {
        TurnTelling telling(turn.manner);
        const Outcome outcome = ask(turn, telling, output, stop);
        output.send(outcome.failure ? telling.failed(*outcome.failure) : telling.edited(outcome.changed_draft));
        journal_.end_message(turn.message, outcome.failure ? State::Failed : State::Answered, in_words(outcome));
        output.end();
    } catch (const std::exception& error) {
        if (!stop.stop_requested()) log::warning(fmt::format("a turn broke off: {}", error.what()));
        turn.stream->abort();
    }
}

Turns::Outcome Turns::ask(const Turn& turn, TurnTelling& telling, Output& output, const std::stop_token& stop) {
    Outcome outcome;
    try {
        const std::string before = backend_.state(turn.session.behind).draft_json;
        if (!turn.manner.edits || is_done_already(turn, before)) return outcome;
        say(turn, before, telling, output, outcome, stop);
        const std::string after = backend_.state(turn.session.behind).draft_json;
        if (after != before) outcome.changed_draft = after;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Interrupted) throw;
        const std::string text = api::problem_of(error).text;
        if (is_about_the_request(error)) {
            telling.words("\n" + text + "\n");  // an agent answers in words what it does not understand
        } else {
            outcome.failure = text;
        }
    }
    return outcome;
}

bool Turns::is_done_already(const Turn& turn, const std::string& draft_json) const {
    const auto record = journal_.record_of(kMark, turn.session.id);
    const auto mark = record ? turn_mark_from_json(*record) : std::nullopt;
    if (!mark) return false;
    const bool overtaken = mark->message > turn.message;  // a later turn was carried out on what this one made
    return overtaken || (mark->message == turn.message && mark->draft_fingerprint != fingerprint(draft_json));
}

void Turns::say(const Turn& turn, const std::string& draft_json, TurnTelling& telling, Output& output, Outcome& outcome,
                const std::stop_token& stop) {
    const auto on_event = [&](const ChatEvent& event) {
        if (const auto* text = std::get_if<TextDelta>(&event)) telling.words(text->text);
        if (const auto* tool = std::get_if<ToolActivity>(&event)) output.send(telling.tool_begun(tool->name));
        if (const auto* end = std::get_if<TurnEnded>(&event); end && end->how != TurnEnded::How::Answered) {
            outcome.failure = end->why.empty() ? "the editor reports a failure" : end->why;
        }
    };
    journal_.put_record(kMark, turn.session.id,
                        turn_mark_to_json({.message = turn.message, .draft_fingerprint = fingerprint(draft_json)}));
    backend_.say(turn.session.behind, turn.text, on_event, stop);
}

}  // namespace takt::server
