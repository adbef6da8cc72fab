// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/chat.h"

#include "base/stop.h"
#include "cli/deliveries.h"
#include "cli/lines.h"
#include "cli/session_actions.h"
#include "flow/project_inputs.h"
#include "flow/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace takt::cli {
namespace {

constexpr auto kGlance = std::chrono::milliseconds{50};

/// "/upload a.mp4" → "upload", "a.mp4".
struct Slash {
    std::string name;
    std::string rest;
};

Slash slash_of(const std::string& line) {
    const auto space = line.find(' ');
    if (space == std::string::npos) return {line.substr(1), ""};
    const auto rest = line.find_first_not_of(' ', space);
    return {line.substr(1, space - 1), rest == std::string::npos ? "" : line.substr(rest)};
}

/// "…and export it": beside an edit, which the local editor leaves to us. The turn has understood it already.
bool asks_for_export(const std::string& line) {
    try {  // a parser's boundary: "a little more" is only clear after another request
        const Reading reading = understand(line);
        return std::ranges::any_of(
            reading.read, [](const Reading::Read& read) { return std::holds_alternative<op::Export>(read.op); });
    } catch (const Error& error) {
        if (error.code() != ErrorCode::EditUnclear) throw;
        return false;
    }
}

/// A turn of the past went wrong: that is told, and stops nothing else.
template <typename Show>
void say_why_not(Show show) {
    try {  // a job of its own
        show();
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Interrupted) throw;
        fmt::print(stderr, "the turn before: {}\n", error.what());
    }
}

}  // namespace

Chat::Chat(flow::Project project, jobs::Journal& journal, const Workplace& workplace, const Surroundings& with)
    : project_(std::move(project)),
      journal_(journal),
      workplace_(workplace),
      with_(with),
      on_program_stop_(with.stop, [this] {
          const std::lock_guard lock(mutex_);
          line_stop_.request_stop();
      }) {}

Chat::~Chat() {
    if (turn_) turn_->stop.request_stop();
}

std::string Chat::help() {
    return "Say what to change. These are done at once:\n"
           "  /status    the timeline            (status, 状态, \"show tracks\")\n"
           "  /export    render and fetch it     (export, 导出, \"send me the video\")\n"
           "  /credits   what is left            (credits, 积分, balance)\n"
           "  /upload F  add a file              (upload, 上传)\n"
           "  /help  /quit\n"
           "Ctrl-C stops showing a turn; the turn goes on.\n";
}

void Chat::greet() const {
    fmt::print(stderr,
               "Things to try:\n"
               "  create a music video with beat-synced visuals\n"
               "  add this background music to my video\n"
               "  status\n"
               "/help says more.\n");
}

void Chat::take(const std::string& line) {
    {
        const std::lock_guard lock(mutex_);
        if (!with_.stop.stop_requested()) line_stop_ = std::stop_source();
    }
    display_stopped_ = false;
    await_turn();
    if (!line.empty() && line.front() == '/') return command(line);
    switch (flow::route_of(line)) {
        case flow::Route::Export: return export_video();
        case flow::Route::Credits: return command("/credits");
        case flow::Route::Status: return command("/status");
        case flow::Route::Upload: return command("/upload");
        case flow::Route::Say: break;
    }
    say(line);
    if (!turn_ && workplace_.service == nullptr && asks_for_export(line)) export_video();
}

void Chat::command(const std::string& line) {
    const auto [name, rest] = slash_of(line);
    if (name == "export") return export_video();
    if (name == "status") {
        show_status(project_, journal_, workplace_, surroundings());
    } else if (name == "credits") {
        show_credits(workplace_.service != nullptr ? &workplace_ : nullptr, surroundings());
    } else if (name == "upload" && !rest.empty()) {
        if (!is_address(rest)) project_ = with_files({rest}, journal_, surroundings());
        const std::vector<std::string> addresses = is_address(rest) ? std::vector{rest} : std::vector<std::string>{};
        bring_and_show(project_, addresses, journal_, workplace_, surroundings());
    } else if (name == "upload") {
        throw Error(ErrorCode::Usage, "upload: no file is named; write /upload FILE");
    } else if (name == "help") {
        fmt::print(stderr, "{}", help());
    } else {
        throw Error(ErrorCode::Usage, fmt::format("/{}: no such command; /help lists them", name));
    }
}

void Chat::export_video() {
    const flow::Order order{.again = with_.globals.force};
    show(deliver_or_fall_back(project_, order, workplace_, workplace_.place(journal_), false, surroundings()), order,
         with_.globals);
}

const SessionId& Chat::session() {
    if (!session_) {
        const flow::Place place = workplace_.place(journal_);
        const SessionId session = flow::current_session(project_, place, true).value();
        (void)flow::bring(flow::prepared_files(project_), session, place, with_.progress, surroundings().stop);
        recover_messages(flow::conversation(place, session));
        session_ = session;
    }
    return *session_;
}

void Chat::recover_messages(const flow::Conversation& conversation) {
    for (const jobs::MessageRow& message : journal_.open_messages()) {
        if (message.session != conversation.session.value || !message.order.empty()) continue;
        fmt::print(stderr, "looking what came of \"{}\"…\n", message.text);
        say_why_not([&] { show_report(flow::recover(conversation, message, surroundings().stop)); });
    }
}

void Chat::say(const std::string& text) {
    const flow::Conversation conversation = flow::conversation(workplace_.place(journal_), session());
    Turn turn;
    turn.printer = std::make_shared<ReplyPrinter>(stdout, !with_.globals.json);
    turn.report =
        std::async(std::launch::async, [conversation, text, printer = turn.printer, stop = turn.stop.get_token()] {
            return flow::converse(
                conversation, text, "", [&](const ChatEvent& event) { printer->show(event); }, stop);
        });
    turn_ = std::move(turn);
    shows_turn_ = true;
    const bool ended = watch_turn();
    shows_turn_ = false;
    if (ended) return show_report(take_report());
    turn_->printer->mute();
    fmt::print(stderr, "the turn goes on; the next line waits for it, /quit does not\n");
}

bool Chat::watch_turn() {
    while (turn_->report.wait_for(kGlance) != std::future_status::ready) {
        if (display_stopped_) return false;
        if (with_.stop.stop_requested()) turn_->stop.request_stop();
    }
    return true;
}

void Chat::await_turn() {
    if (!turn_) return;
    const std::stop_token stop = surroundings().stop;
    if (turn_->report.wait_for(Ms{0}) != std::future_status::ready)
        fmt::print(stderr, "waiting for the turn before…\n");
    while (turn_->report.wait_for(kGlance) != std::future_status::ready) throw_if_stopped(stop);
    say_why_not([&] { show_report(take_report()); });
}

flow::TurnReport Chat::take_report() {
    Turn turn = std::move(*turn_);
    turn_.reset();
    turn.report.wait();
    turn.printer->end();  // a turn that was refused ends without saying so
    return turn.report.get();
}

bool Chat::interrupt() {
    if (shows_turn_) {
        display_stopped_ = true;
        return true;
    }
    const std::lock_guard lock(mutex_);
    return line_stop_.request_stop();
}

Surroundings Chat::surroundings() {
    const std::lock_guard lock(mutex_);
    return {with_.globals, with_.environment, with_.progress, with_.interrupts, line_stop_.get_token()};
}

void Chat::show_report(const flow::TurnReport& report) const {
    show_turn(report, with_.globals);
}

void show_turn(const flow::TurnReport& report, const Globals& globals) {
    if (globals.json) {
        fmt::print("{}", turn_document(report));
        return;
    }
    for (const std::string& change : report.changes) fmt::print("· {}\n", change);
    for (const std::string& remark : report.remarks) fmt::print(stderr, "{}\n", remark);
}

}  // namespace takt::cli
