// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation about the project's video: what is typed is routed (export, credits, status, upload) or said to the
// editor, one turn at a time. A turn goes on when its display is stopped.
#pragma once

#include "cli/commands.h"
#include "cli/reply_printer.h"
#include "cli/workplace.h"
#include "flow/converse.h"

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>

namespace takt::cli {

class Chat {
public:
    /// All outlive the chat.
    Chat(flow::Project project, jobs::Journal& journal, const Workplace& workplace, const Surroundings& with);

    /// Carries out one line; a turn is shown as it comes. Errors are thrown.
    void take(const std::string& line);
    /// Ctrl-C during a turn: its display ends, `take` returns, the turn goes on. Any thread may call.
    void stop_display();
    /// Says what there is to try. On stderr.
    void greet() const;
    [[nodiscard]] static std::string help();

private:
    struct Turn {
        std::shared_ptr<ReplyPrinter> printer;
        std::future<flow::TurnReport> report;
    };

    void say(const std::string& text);
    void command(const std::string& line);
    void export_video();
    /// Waits for a turn that is no longer shown.
    void await_turn();
    [[nodiscard]] flow::TurnReport take_report();
    [[nodiscard]] const SessionId& session();
    /// What was said in a chat that was killed: it is never said again, only what came of it is shown.
    void recover_messages(const flow::Conversation& conversation) const;
    void show_report(const flow::TurnReport& report) const;

    flow::Project project_;
    jobs::Journal& journal_;
    const Workplace& workplace_;
    const Surroundings& with_;
    std::optional<SessionId> session_;
    std::optional<Turn> turn_;
    std::atomic<bool> display_stopped_ = false;
};

}  // namespace takt::cli
