// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation about the project's video: what is typed is routed (export, credits, status, upload) or said to the
// editor, one turn at a time. A turn goes on when its display is stopped.
#pragma once

#include "cli/commands.h"
#include "cli/reply_printer.h"
#include "cli/workplace.h"
#include "flow/converse.h"

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace takt::cli {

class Chat {
public:
    /// All outlive the chat.
    Chat(flow::Project project, jobs::Journal& journal, const Workplace& workplace, const Surroundings& with);

    /// A turn that still runs is left alone: what came of it is looked up by the next chat.
    ~Chat();
    Chat(const Chat&) = delete;
    Chat& operator=(const Chat&) = delete;

    /// Carries out one line; a turn is shown as it comes. Errors are thrown.
    void take(const std::string& line);
    /// Ctrl-C. While a turn is shown: its display ends, `take` returns, the turn goes on. Else: what the line does is
    /// stopped; false when that was asked for already. Any thread may call.
    [[nodiscard]] bool interrupt();
    /// Says what there is to try. On stderr.
    void greet() const;
    [[nodiscard]] static std::string help();

private:
    struct Turn {
        std::shared_ptr<ReplyPrinter> printer;
        std::stop_source stop;
        std::future<flow::TurnReport> report;
    };

    void say(const std::string& text);
    void command(const std::string& line);
    void export_video();
    /// False when its display was stopped first.
    [[nodiscard]] bool watch_turn();
    /// Waits for a turn that is no longer shown.
    void await_turn();
    [[nodiscard]] flow::TurnReport take_report();
    [[nodiscard]] const SessionId& session();
    /// What was said in a chat that was killed: it is never said again, only what came of it is shown.
    void recover_messages(const flow::Conversation& conversation);
    void show_report(const flow::TurnReport& report) const;
    /// What a command is given, with this line's own stop.
    [[nodiscard]] Surroundings surroundings();

    flow::Project project_;
    jobs::Journal& journal_;
    const Workplace& workplace_;
    const Surroundings& with_;
    std::optional<SessionId> session_;
    std::optional<Turn> turn_;
    std::atomic<bool> shows_turn_ = false;
    std::atomic<bool> display_stopped_ = false;
    std::mutex mutex_;            // of the next
    std::stop_source line_stop_;  // of what the line does, but for a turn
    std::stop_callback<std::function<void()>> on_program_stop_;
};

/// What a turn changed, on stdout (or takt.turn/1); remarks on stderr.
void show_turn(const flow::TurnReport& report, const Globals& globals);

}  // namespace takt::cli
