// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments_parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

namespace takt::cli {
namespace {

void add_chat(CLI::App& app, SessionCommands& commands) {
    commands.chat_command = app.add_subcommand("chat", "Edit turn by turn in the project's session");
    commands.chat_command->add_option(
        "message", commands.chat_words,
        "One turn, then the end; - reads a turn a line from stdin. Without it: a conversation, on a terminal");
}

void add_serve(CLI::App& app, SessionCommands& commands) {
    CLI::App* serve = app.add_subcommand("serve", "The service's API over HTTP, made by this machine");
    commands.serve_command = serve;
    serve->add_option("--listen", commands.listen, "ADDRESS:PORT [127.0.0.1:8787]; port 0: any free one")
        ->type_name("WHERE");
    serve
        ->add_option("--token-file", commands.serve.token_file,
                     "The only token that is accepted stands in FILE; else in TAKT_SERVE_TOKEN. Needed for any address "
                     "but loopback; without it tokens are given out anonymously")
        ->type_name("FILE");
    serve->add_option("--allow-host", commands.serve.hosts, "A further name by which the server may be called")
        ->type_name("HOST");
    serve->add_option("--allow-url-host", commands.serve.url_hosts, "Where uploads by address may be fetched from")
        ->type_name("HOST");
    serve
        ->add_option("--faults", commands.serve.faults,
                     "Misbehave as this script says, to test a client; see the manual")
        ->type_name("FILE");
}

void add_history(CLI::App& app, SessionCommands& commands) {
    constexpr int kMostSteps = 1000;
    const auto add_steps = [](CLI::App& command, int& steps, bool back) {
        command
            .add_option_function<int>(
                "steps", [&steps, back](const int& count) { steps = back ? -count : count; }, "How many edits [1]")
            ->check(CLI::Range(1, kMostSteps))
            ->type_name("N");
    };
    commands.undo_command = app.add_subcommand("undo", "Take the last edit back");
    add_steps(*commands.undo_command, commands.undo.steps, true);
    commands.redo_command = app.add_subcommand("redo", "Do again what was taken back");
    add_steps(*commands.redo_command, commands.redo.steps, false);
    commands.history_command = app.add_subcommand("history", "Every edit of the session, and which one it stands at");
    commands.diff_command = app.add_subcommand("diff", "What changed from one revision to another");
    commands.diff_command->add_option("before", commands.diff.before, "A number from `takt history` [the one before]");
    commands.diff_command->add_option("after", commands.diff.after, "[the present one]");
}

/// "127.0.0.1:8787", "[::1]:0", ":8080", "8080".
void read_listen(const std::string& text, ServeArguments& serve) {
    if (text.empty()) return;
    const auto colon = text.rfind(':');
    const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
    const auto [end, failed] = std::from_chars(port.data(), port.data() + port.size(), serve.port);
    if (failed != std::errc{} || end != port.data() + port.size()) {
        throw Error(ErrorCode::Usage, fmt::format("--listen {}: no port; write e.g. 127.0.0.1:8787", text));
    }
    std::string address = colon == std::string::npos ? "" : text.substr(0, colon);
    if (address.size() > 2 && address.front() == '[' && address.back() == ']')
        address = address.substr(1, address.size() - 2);
    if (!address.empty()) serve.address = address == "localhost" ? "127.0.0.1" : address;
}

}  // namespace

void add_render_options(CLI::App& app, RenderOptions& options, std::optional<std::filesystem::path>& output,
                        bool& fallback_local, RenderWords& words) {
    app.add_option("-o,--output", output, "The finished file [render/takt-….mp4 in the project]")->type_name("FILE");
    app.add_option("--quality", words.quality, "What the time is spent on")
        ->check(CLI::IsMember(kQualities))
        ->capture_default_str();
    app.add_option("--lufs", options.integrated_lufs, "Loudness of the whole, LUFS; of a local render")
        ->check(CLI::Range(-30.0, -9.0))
        ->capture_default_str();
    app.add_option_function<std::string>(
           "--fallback", [&fallback_local](const std::string&) { fallback_local = true; },
           "Render the same draft here when the service's plan or credits do not allow it there")
        ->check(CLI::IsMember({"local"}))
        ->type_name("local");
}

void add_session_commands(CLI::App& app, SessionCommands& commands) {
    add_chat(app, commands);
    commands.export_command = app.add_subcommand("export", "Render the session's draft as it is, fetch and prove it");
    add_render_options(*commands.export_command, commands.exporting.options, commands.exporting.output,
                       commands.exporting.fallback_local, commands.export_words);
    commands.export_command
        ->add_option("--timeline", commands.exporting.timeline,
                     "The timeline with cuts and beats for another editor, instead of the video: on stdout, or in the "
                     "file that -o names")
        ->check(CLI::IsMember({"otio", "fcpxml", "edl", "csv"}));
    commands.status_command = app.add_subcommand("status", "The session's timeline, and what is unfinished");
    commands.credits_command = app.add_subcommand("credits", "What is left to spend");
    commands.upload_command =
        app.add_subcommand("upload", "Prepare files, and add them to the project and its session");
    commands.upload_command->add_option("files", commands.upload.files, "Files, or https addresses (cloud)")
        ->required()
        ->type_name("FILE");
    commands.resume_command =
        app.add_subcommand("resume", "Finish what was asked for and is not done: nothing is sent or paid twice");
    add_history(app, commands);
    add_serve(app, commands);
}

std::optional<Command> named_session_command(SessionCommands& commands, const Globals& globals) {
    if (*commands.chat_command) {
        commands.chat.from_stdin = commands.chat_words == std::vector<std::string>{"-"};
        if (!commands.chat.from_stdin) commands.chat.message = fmt::format("{}", fmt::join(commands.chat_words, " "));
        return commands.chat;
    }
    if (*commands.export_command) {
        commands.exporting.options.quality = kQualities.at(commands.export_words.quality);
        commands.exporting.options.threads = globals.jobs;
        return commands.exporting;
    }
    if (*commands.status_command) return StatusArguments{};
    if (*commands.credits_command) return CreditsArguments{};
    if (*commands.upload_command) return commands.upload;
    if (*commands.resume_command) return ResumeArguments{};
    if (*commands.undo_command) return commands.undo;
    if (*commands.redo_command) return commands.redo;
    if (*commands.history_command) return HistoryArguments{};
    if (*commands.diff_command) return commands.diff;
    if (*commands.serve_command) {
        read_listen(commands.listen, commands.serve);
        return commands.serve;
    }
    return std::nullopt;
}

}  // namespace takt::cli
