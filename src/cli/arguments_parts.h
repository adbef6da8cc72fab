// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of the command table that more than one command uses. Only the arguments*.cpp files include the parser.
#pragma once

#include "takt/error.h"

#include "cli/invocation.h"

#include <CLI/CLI.hpp>

#include <map>
#include <string>
#include <vector>

namespace takt::cli {

template <typename Value>
using Choices = std::map<std::string, Value>;

inline const Choices<Quality> kQualities{{"draft", Quality::Draft}, {"high", Quality::High}, {"max", Quality::Max}};

/// The options of every command that renders.
struct RenderWords {
    std::string quality = "high";
};
void add_render_options(CLI::App& app, RenderOptions& options, std::optional<std::filesystem::path>& output,
                        bool& fallback_local, RenderWords& words);

/// What `render` is asked for, as it was written.
struct MontageWords {
    std::vector<std::string> prompt;
    std::string aspect = "auto";
    std::string pace = "normal";
    std::vector<std::string> fit;
    std::string fps;
    std::string length;
    std::string lengths;
    std::string start;
    std::vector<std::string> pins;
    std::vector<std::string> excluded;
    RenderWords render;
};
void add_render(CLI::App& app, RenderArguments& render, MontageWords& words);
/// Turns the words into settings; reads the request from stdin for "-". Throws Usage.
void read_render_words(const MontageWords& words, const Globals& globals, RenderArguments& render);

/// What `prep` is asked for beside files, range and size: sound, motion, background, metadata, report.
struct PrepWords {
    std::string slow_motion = "auto";
    std::string background = "black";
};
void add_prep_wishes(CLI::App& app, PrepArguments& prep, PrepWords& words);
/// Turns the words into wishes. Throws Usage.
void read_prep_wishes(const PrepWords& words, PrepArguments& prep);

/// How `beats` is corrected, as it was written.
struct BeatWords {
    CLI::App* command = nullptr;
    bool half = false;
    bool twice = false;
    std::optional<double> offset_ms;
    std::string downbeat;
};
void add_beats(CLI::App& app, BeatsArguments& beats, BeatWords& words);
/// Turns the words into a change. Throws Usage.
void read_beat_words(const BeatWords& words, BeatsArguments& beats);

/// The commands that keep up a session, here or at a service, and `serve`.
struct SessionCommands {
    ChatArguments chat;
    ExportArguments exporting;
    UploadArguments upload;
    ServeArguments serve;
    RenderWords export_words;
    std::vector<std::string> chat_words;
    std::string listen;
    MoveArguments undo{.steps = -1};
    MoveArguments redo{.steps = 1};
    DiffArguments diff;
    CLI::App* chat_command = nullptr;
    CLI::App* export_command = nullptr;
    CLI::App* status_command = nullptr;
    CLI::App* credits_command = nullptr;
    CLI::App* upload_command = nullptr;
    CLI::App* resume_command = nullptr;
    CLI::App* undo_command = nullptr;
    CLI::App* redo_command = nullptr;
    CLI::App* history_command = nullptr;
    CLI::App* diff_command = nullptr;
    CLI::App* serve_command = nullptr;
};
void add_session_commands(CLI::App& app, SessionCommands& commands);
/// The one of them that was named; absent when it is another. Throws Usage.
[[nodiscard]] std::optional<Command> named_session_command(SessionCommands& commands, const Globals& globals);

}  // namespace takt::cli
