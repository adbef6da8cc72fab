// SPDX-License-Identifier: GPL-3.0-or-later
// `takt chat`: at a terminal, from stdin, or one turn.
#include "base/error_table.h"
#include "cli/chat.h"
#include "cli/interrupt.h"
#include "cli/line_editor.h"

#include <fmt/format.h>

#include <iostream>
#include <unistd.h>

namespace takt::cli {
namespace {

/// A conversation goes on after what went wrong in it.
void take_or_say_why(Chat& chat, const std::string& line) {
    try {  // the conversation's own job runner
        chat.take(line);
    } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.code() == ErrorCode::Interrupted ? "stopped" : error.what());
    }
}

void converse_at_terminal(Chat& chat, const Surroundings& with) {
    LineEditor editor(with.environment.state_home / "takt/chat_history");
    std::atomic<bool> in_line = false;
    with.interrupts.divert([&] {
        if (in_line) return chat.interrupt();
        editor.interrupt();
        return true;
    });
    chat.greet();
    while (!with.stop.stop_requested()) {
        const auto line = editor.read("takt> ");
        if (!line) break;
        if (*line == "/quit" || *line == "/exit") break;
        if (line->find_first_not_of(" \t") == std::string::npos) continue;
        in_line = true;
        take_or_say_why(chat, *line);
        in_line = false;
    }
    with.interrupts.divert({});
}

}  // namespace

int run(const ChatArguments& arguments, const Surroundings& with) {
    const bool alone = arguments.message.empty() && !arguments.from_stdin;
    if (alone && (::isatty(STDIN_FILENO) == 0 || ::isatty(STDOUT_FILENO) == 0)) {
        throw Error(ErrorCode::Usage, "chat: there is no terminal; give one message, or - to read them from stdin");
    }
    flow::Project project = open_project(with);
    jobs::Journal journal(project.root);
    const Workplace workplace = open_workplace(project.root, journal, with, arguments.message);
    Chat chat(std::move(project), journal, workplace, with);
    if (alone) {
        converse_at_terminal(chat, with);
    } else if (!arguments.from_stdin) {
        chat.take(arguments.message);
    } else {
        for (std::string line; std::getline(std::cin, line);) {
            if (!line.empty()) chat.take(line);
        }
    }
    return 0;
}

}  // namespace takt::cli
