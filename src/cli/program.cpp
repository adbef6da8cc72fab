// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include "base/error_table.h"
#include "base/log.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/lines.h"
#include "cli/progress_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>

namespace takt::cli {
namespace {

/// Known before the line is parsed, because a parse may fail too.
bool wants_json(const std::vector<std::string>& words) {
    return std::find(words.begin(), words.end(), "--json") != words.end();
}

int fail(const Error& error, bool json) {
    if (json) fmt::print("{}", error_document(error));
    std::string message = error.what();
    // Say the next step once: in the message, or after it.
    if (message.find("; ") == std::string::npos) message += fmt::format("; {}", next_step(error));
    fmt::print(stderr, "takt: {}\n", message);
    return error_row(error.code()).exit_status;
}

int run_line(const std::vector<std::string>& words, InterruptWatch& interrupts) {
    const auto parsed = parse_arguments(words);
    if (const int* answered = std::get_if<int>(&parsed)) return *answered;
    const auto& invocation = std::get<Invocation>(parsed);
    const Globals& globals = invocation.globals;
    log::set_level(globals.quiet            ? log::Level::Off
                   : globals.verbosity >= 2 ? log::Level::Debug
                   : globals.verbosity == 1 ? log::Level::Info
                                            : log::Level::Warning);
    const auto progress = make_progress(globals.progress, globals.quiet);
    const Environment environment = read_environment();
    return std::visit(
        [&](const auto& arguments) {
            return run(arguments, Surroundings{globals, environment, *progress, interrupts, interrupts.token()});
        },
        invocation.command);
}

}  // namespace

int run_program(const std::vector<std::string>& words) {
    const bool json = wants_json(words);
    try {
        InterruptWatch interrupts;
        const int status = run_line(words, interrupts);
        // The result may still sit in a buffer that cannot be written.
        if (std::fflush(stdout) != 0) throw Error(ErrorCode::DiskFull, "stdout: cannot be written; free some space");
        return status;
    } catch (const Error& error) {
        return fail(error, json);
    } catch (const std::exception& error) {
        return fail(Error(ErrorCode::Internal, fmt::format("internal: {}", error.what())), json);
    }
}

}  // namespace takt::cli
