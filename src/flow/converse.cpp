// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/converse.h"

#include "flow/changes.h"
#include "flow/readings.h"
#include "flow/utc.h"
#include "flow/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

namespace takt::flow {
namespace {

using State = jobs::MessageRow::State;
using How = TurnEnded::How;

// How the outcome of a message begins that nobody has read.
constexpr std::string_view kRefused = "refused before any work: ";

bool is_refusal(ErrorCode code) {
    switch (code) {
        case ErrorCode::Credits:
        case ErrorCode::RateLimited:
        case ErrorCode::Auth:
        case ErrorCode::Plan:
        case ErrorCode::Network: return true;
        default: return false;
    }
}

/// A turn as it was heard.
struct Heard {
    std::string text;
    std::optional<TurnEnded> end;
    bool began = false;
};

/// The message stays in doubt unless it is certain that nothing came of it.
Heard say(const Conversation& with, const std::string& text, std::int64_t message,
          const std::function<void(const ChatEvent&)>& on_event, const std::stop_token& stop) {
    Heard heard;
    try {
        with.backend.say(
            with.session, text,
            [&](const ChatEvent& event) {
                heard.began = true;
                if (const auto* delta = std::get_if<TextDelta>(&event)) heard.text += delta->text;
                if (const auto* end = std::get_if<TurnEnded>(&event)) heard.end = *end;
                if (on_event) on_event(event);
            },
            stop);
    } catch (const Error& error) {
        const bool in_doubt = heard.began || error.code() == ErrorCode::Interrupted;
        const std::string_view why = !in_doubt && is_refusal(error.code()) ? kRefused : "";
        if (!with.lives_on || !in_doubt) {
            with.journal.end_message(message, State::Failed, fmt::format("{}{}", why, error.what()));
        }
        throw;
    }
    return heard;
}

/// What the journal tells of the turn to later runs.
std::string outcome_of(const TurnReport& report) {
    std::vector<std::string> lines = report.changes;
    if (!report.said.empty()) lines.insert(lines.begin(), report.said);
    return lines.empty() ? "no change" : fmt::format("{}", fmt::join(lines, "\n"));
}

/// A report of what can be seen from the words and the states.
TurnReport report_of(const Conversation& with, const std::string& request, const std::string& words,
                     const SessionState& before, SessionState after) {
    TurnReport report;
    const PlainReply plain = without_interface(words);
    report.said = plain.text;
    for (const std::string& action : plain.actions) {
        report.remarks.push_back(fmt::format("there are no buttons here: use `{}`", action));
    }
    report.changes = changes_between(before, after);
    const std::string& asked = with.request.empty() ? request : with.request;
    if (with.lives_on) {  // our own editor adds nothing of its own accord
        for (std::string& line : unasked_additions(asked, before, after)) report.remarks.push_back(std::move(line));
    }
    report.state = std::move(after);
    return report;
}

TurnReport answered(const Conversation& with, const jobs::MessageRow& message, const Heard& heard,
                    const SessionState& before, const std::stop_token& stop) {
    const bool silent = heard.text.find_first_not_of(" \n\r\t") == std::string::npos;
    // From here on nothing has to be asked again, whatever becomes of the reading.
    with.journal.end_message(message.id, State::Answered, silent ? "answered without words" : heard.text);
    SessionState after = silent ? settled_state(with, before, stop) : with.backend.state(with.session);
    TurnReport report = report_of(with, message.text, heard.text, before, std::move(after));
    if (silent && report.changes.empty()) {
        report.remarks.emplace_back("the editor answered without words, and no change was found");
    }
    if (heard.end && !heard.end->why.empty()) report.remarks.push_back("the editor mentions: " + heard.end->why);
    with.journal.end_message(message.id, State::Answered, outcome_of(report));
    return report;
}

TurnReport failed(const Conversation& with, const jobs::MessageRow& message, const Heard& heard,
                  const SessionState& before) {
    TurnReport report = report_of(with, message.text, heard.text, before, with.backend.state(with.session));
    const std::string why = heard.end->why.empty() ? "no reason given" : heard.end->why;
    if (report.changes.empty()) {
        with.journal.end_message(message.id, State::Failed, why);
        throw Error(ErrorCode::RenderFailed,
                    fmt::format("editor: the turn failed ({}) and nothing changed; say it again", why));
    }
    report.remarks.push_back(fmt::format("the editor reports a failure ({}), but this changed", why));
    with.journal.end_message(message.id, State::Answered, outcome_of(report));
    return report;
}

TurnReport after_loss(const Conversation& with, const jobs::MessageRow& message, const Heard& heard,
                      const SessionState& before, Ms since, const std::stop_token& stop) {
    std::optional<SessionState> after = state_after_loss(with, before, since, stop);
    if (!after) {
        with.journal.end_message(message.id, State::Failed, "the answer was lost, and no change was found");
        throw Error(ErrorCode::Network,
                    "editor: the answer was lost, and five readings of the session show no change; say it again, or "
                    "look with `takt status`");
    }
    TurnReport report = report_of(with, message.text, heard.text, before, std::move(*after));
    report.recovered = true;
    report.remarks.emplace_back("the answer was lost on the way; the session shows what came of it");
    with.journal.end_message(message.id, State::Answered, outcome_of(report));
    return report;
}

std::int64_t last_number(const Conversation& with) {
    const auto last = with.journal.last_revision(with.session.value);
    return last ? last->number : 0;
}

TurnReport with_operations(TurnReport report, const Conversation& with, std::int64_t before) {
    const auto last = with.journal.last_revision(with.session.value);
    if (last && last->number > before) report.operations = last->operations;
    return report;
}

}  // namespace

TurnReport converse(const Conversation& with, const std::string& text, const std::string& order,
                    const std::function<void(const ChatEvent&)>& on_event, const std::stop_token& stop) {
    const SessionState before = with.backend.state(with.session);
    jobs::MessageRow message{
        .session = with.session.value, .order = order, .text = text, .baseline_json = baseline_to_json(before)};
    message.id = with.journal.add_message(message);
    const std::int64_t revision = last_number(with);
    const Heard heard = say(with, text, message.id, on_event, stop);
    switch (heard.end ? heard.end->how : How::Lost) {
        case How::Answered: return with_operations(answered(with, message, heard, before, stop), with, revision);
        case How::Failed: return failed(with, message, heard, before);
        case How::Lost: break;
    }
    return after_loss(with, message, heard, before, Ms{0}, stop);
}

bool was_refused(const jobs::MessageRow& message) {
    return message.state == State::Failed && message.outcome.starts_with(kRefused);
}

TurnReport recover(const Conversation& with, const jobs::MessageRow& message, const std::stop_token& stop) {
    const auto sent = time_from_utc(message.at);
    const Ms since = std::max(Ms{0}, std::chrono::duration_cast<Ms>(with.clock.today() - sent));
    // In this process nothing goes on: one reading tells all.
    return after_loss(with, message, {}, baseline_from_json(message.baseline_json),
                      with.lives_on ? since : std::chrono::hours{1}, stop);
}

}  // namespace takt::flow
