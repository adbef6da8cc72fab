// SPDX-License-Identifier: GPL-3.0-or-later
// A command line, understood: the global options and one command's arguments, as plain values.
// Only arguments.cpp knows the parser.
#pragma once

#include "takt/edit.h"
#include "takt/preparation.h"
#include "takt/preset.h"
#include "takt/render.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace takt::cli {

enum class ProgressStyle { Auto, Bar, Plain, Ndjson, None };

struct Globals {
    std::filesystem::path project = "takt-project";
    std::string backend = "local";  ///< or "cloud"
    std::string skill;              ///< name or file of the skill on whose behalf a service is asked; empty: takt's own
    std::string language;           ///< of the service's replies, BCP 47; empty: the request's own
    bool json = false;
    ProgressStyle progress = ProgressStyle::Auto;
    bool dry_run = false;
    bool force = false;
    int jobs = 0;  ///< threads at most; 0: every core
    bool quiet = false;
    int verbosity = 0;
    std::uint64_t seed = 0;
};

struct PrepArguments {
    std::vector<std::filesystem::path> files;
    Limits limits;
    Wishes wishes;
    bool proxy = false;
    std::optional<std::filesystem::path> report;  ///< an HTML page for people, written there
};

struct RenderArguments {
    std::string prompt;
    EditSettings settings;
    RenderOptions options;
    std::optional<std::filesystem::path> output;
    bool fallback_local = false;  ///< render here when the plan or the credits do not allow it there
    bool new_session = false;     ///< leave the project's session behind, and begin another
    std::vector<Ms> lengths;      ///< several videos; empty: one
    std::optional<std::filesystem::path> music_folder;
    std::optional<std::filesystem::path> storyboard;
};

struct ChatArguments {
    std::string message;      ///< one turn, then the end; empty: a conversation
    bool from_stdin = false;  ///< one turn a line
};

struct ExportArguments {
    std::string timeline;  ///< otio, fcpxml, edl or csv: the timeline instead of the video; empty: the video
    RenderOptions options;
    std::optional<std::filesystem::path> output;
    bool fallback_local = false;
};

struct StatusArguments {};
struct CreditsArguments {};

struct UploadArguments {
    std::vector<std::string> files;  ///< paths, or https addresses that the service fetches by itself
};

struct ResumeArguments {};

struct MoveArguments {
    int steps = -1;  ///< among the revisions: < 0 back, > 0 forth
};
struct HistoryArguments {};
/// As History::number_of takes them.
struct DiffArguments {
    int before = -1;
    std::optional<int> after;  ///< absent: the present one
};

struct ServeArguments {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8787;
    std::vector<std::string> hosts;      ///< further names by which it may be called
    std::vector<std::string> url_hosts;  ///< where "upload by address" may fetch from
    std::optional<std::filesystem::path> token_file;
    std::optional<std::filesystem::path> faults;
};

struct ProbeArguments {
    std::vector<std::filesystem::path> files;
};

/// What was said about the beats: fields that were named replace the stored ones, half and double add to its level.
struct BeatChange {
    bool forget = false;  ///< begin from no correction
    int level = 0;
    std::optional<double> bpm;
    std::optional<Us> offset;
    std::optional<Us> downbeat;  ///< < 0 counts from the end
    [[nodiscard]] bool any() const { return forget || level != 0 || bpm || offset || downbeat; }
};

struct BeatsArguments {
    std::filesystem::path song;
    std::optional<std::filesystem::path> svg;
    std::optional<std::filesystem::path> png;
    std::optional<std::filesystem::path> click;
    std::optional<std::filesystem::path> csv;
    std::optional<std::filesystem::path> labels;
    std::optional<std::filesystem::path> midi;
    BeatChange change;
};

struct VerifyArguments {
    std::filesystem::path video;
    std::optional<std::filesystem::path> beats;  ///< takt.beats/1; absent: the video's own sound is analysed
    std::optional<Preset> preset;                ///< where the video is to be shown
};

struct DoctorArguments {};

using Command =
    std::variant<PrepArguments, RenderArguments, ChatArguments, ExportArguments, StatusArguments, CreditsArguments,
                 UploadArguments, ResumeArguments, MoveArguments, HistoryArguments, DiffArguments, ServeArguments,
                 ProbeArguments, BeatsArguments, VerifyArguments, DoctorArguments>;

struct Invocation {
    Globals globals;
    Command command;
};

/// Either what to do, or the exit status of a line that is already answered (--help, --version).
/// `prep` and `render` as program names stand for the commands. Throws Usage.
[[nodiscard]] std::variant<Invocation, int> parse_arguments(std::vector<std::string> words);

}  // namespace takt::cli
