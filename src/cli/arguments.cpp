// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments_parts.h"
#include "cli/time_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

namespace takt::cli {
namespace {

// Of a source whose output is made smaller anyway.
constexpr std::int64_t kMostInput = 64'000'000'000;

constexpr const char* kFooter =
    "Examples:\n"
    "  takt prep IMG_*.MOV song.mp3 && takt render \"create a music video with beat-synced visuals\"\n"
    "  takt prep clip.mov song.mp3 --trim 0:05..0:35 && takt render \"add this background music to my video\"\n"
    "  takt render --backend cloud -n \"make it cinematic\"    # what would leave this machine, and what it costs\n"
    "  takt beats song.mp3 --click check.wav --png beats.png  # hear and see whether the beats are right\n"
    "  takt beats song.mp3 --half                             # they are twice too fast: so from now on, everywhere\n"
    "Exit status: 0 done and proven, 2 usage, 3 input rejected, 4 request unclear, 5 authentication, 6 credits or "
    "plan,\n"
    "  7 rate limited, 8 network (`takt resume` goes on), 9 render failed, 10 output failed verification,\n"
    "  12 disk or permission, 130 interrupted (run again to go on).";

/// Where CLI11 leaves its words, before they are turned into our values.
struct Words {
    std::string progress = "auto";
    std::string trim;
    std::string max_size;
    std::string preset = "upload";
    std::string verify_preset;
    PrepWords prep;
    MontageWords montage;
};

template <typename Value>
Value choose(const Choices<Value>& choices, const std::string& word) {
    return choices.at(word);  // CLI::IsMember has refused the others
}

const Choices<ProgressStyle> kProgress{{"auto", ProgressStyle::Auto},
                                       {"bar", ProgressStyle::Bar},
                                       {"plain", ProgressStyle::Plain},
                                       {"ndjson", ProgressStyle::Ndjson},
                                       {"none", ProgressStyle::None}};
void add_globals(CLI::App& app, Globals& globals, Words& words) {
    app.add_option("-C,--project", globals.project, "Project folder")->capture_default_str()->type_name("DIR");
    app.add_option("--backend", globals.backend, "Where the video is made")
        ->check(CLI::IsMember({"local", "cloud"}))
        ->capture_default_str();
    app.add_option("--skill", globals.skill,
                   "The agent skill on whose behalf the service is asked: a name, or its file")
        ->type_name("NAME|FILE");
    app.add_option("--lang", globals.language, "Language of the service's replies [that of the request]")
        ->type_name("TAG");
    app.add_flag("--json", globals.json, "The result as JSON on stdout");
    app.add_option("--progress", words.progress, "How progress is shown on stderr")
        ->check(CLI::IsMember(kProgress))
        ->capture_default_str();
    app.add_flag("-n,--dry-run", globals.dry_run, "Say what would be done, and do nothing");
    app.add_flag("-y,--force", globals.force, "Do finished steps again");
    app.add_option("-j,--jobs", globals.jobs, "Threads, and files prepared at once, at most; 0: every core")
        ->check(CLI::Range(0, 256))
        ->capture_default_str();
    app.add_flag("-q,--quiet", globals.quiet, "Only the result and errors");
    app.add_flag("-v,--verbose", globals.verbosity, "More on stderr; twice for FFmpeg's own log");
    app.add_option("--seed", globals.seed, "Another choice of shots")->capture_default_str();
    app.set_config("--config", "", "Options from a TOML file")->type_name("FILE");
}

std::vector<std::string> preset_names() {
    std::vector<std::string> names;
    for (const Preset& preset : presets()) names.emplace_back(preset.name);
    return names;
}

void limit_prep(PrepArguments& prep, const Words& words) {
    prep.limits = find_preset(words.preset)->limits;  // CLI::IsMember has refused the others
    if (!words.max_size.empty()) prep.limits.max_size_bytes = parse_size(words.max_size);
    if (!words.max_size.empty() || !words.trim.empty()) {
        prep.limits.max_input_bytes = std::max(prep.limits.max_input_bytes, kMostInput);
    }
}

void add_prep(CLI::App& app, PrepArguments& prep, Words& words) {
    app.add_option("files", prep.files, "Clips, pictures, a song; or a folder of them")->required()->type_name("FILE");
    app.add_option("--trim", words.trim,
                   "Keep this part of every clip and song, exact to the frame: START..END, e.g. 5..1:30 or ..-20s");
    app.add_option("--max-size", words.max_size,
                   "Make every file fit in this, e.g. 10MB, by bit rate, then size and frame rate [the preset's]")
        ->type_name("SIZE");
    app.add_option("--preset", words.preset, "Where the files go: its limits on size, length, rate and shape hold")
        ->check(CLI::IsMember(preset_names()))
        ->capture_default_str();
    add_prep_wishes(app, prep, words.prep);
}

/// The program's own name may be a command: links `prep` and `render` stand beside it.
void name_as_command(std::vector<std::string>& words) {
    const std::string name = words.empty() ? "" : std::filesystem::path(words.front()).filename().string();
    if (name == "prep" || name == "render") words.insert(words.begin() + 1, name);
}

}  // namespace

std::variant<Invocation, int> parse_arguments(std::vector<std::string> arguments) {
    name_as_command(arguments);
    Globals globals;
    Words words;
    PrepArguments prep;
    RenderArguments render;
    ProbeArguments probe;
    BeatsArguments beats;
    VerifyArguments verify;
    SessionCommands session;

    CLI::App app("takt: clips and a song to a beat-synced video, on your own machine", "takt");
    app.set_version_flag("--version", "takt " TAKT_VERSION);
    app.set_help_all_flag("--help-all", "Help for every command");
    app.require_subcommand(1);
    app.fallthrough();
    app.footer(kFooter);
    add_globals(app, globals, words);

    CLI::App* prep_command = app.add_subcommand(
        "prep",
        "Probe, check, trim and convert files into the project; analyse the song. The project then holds these files");
    add_prep(*prep_command, prep, words);
    CLI::App* render_command = app.add_subcommand("render", "Edit by request, render, and prove the result");
    add_render(*render_command, render, words.montage);
    add_session_commands(app, session);
    CLI::App* probe_command = app.add_subcommand("probe", "What files hold");
    probe_command->add_option("files", probe.files)->required()->type_name("FILE");
    BeatWords beat_words;
    add_beats(app, beats, beat_words);
    CLI::App* verify_command = app.add_subcommand("verify", "Measure a finished video");
    verify_command->add_option("video", verify.video)->required()->type_name("VIDEO");
    verify_command
        ->add_option("--beats", verify.beats,
                     "Beats to hold the cuts against, from `takt beats --json` [those of its own sound]")
        ->type_name("FILE");
    verify_command->add_option("--preset", words.verify_preset, "Hold it against the limits of where it goes, too")
        ->check(CLI::IsMember(preset_names()));
    app.add_subcommand("doctor", "What this machine offers takt");

    try {  // the parser's boundary: what it throws ends here, as ours or as an answered line
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend() - 1);
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error);
        throw Error(ErrorCode::Usage, fmt::format("usage: {}; see `takt --help`", error.what()));
    }

    globals.progress = choose(kProgress, words.progress);
    if (!words.trim.empty()) prep.wishes.trim = parse_range(words.trim);
    read_prep_wishes(words.prep, prep);
    read_beat_words(beat_words, beats);
    limit_prep(prep, words);
    if (!words.verify_preset.empty()) verify.preset = *find_preset(words.verify_preset);
    if (*prep_command) return Invocation{globals, prep};
    if (*render_command) {
        read_render_words(words.montage, globals, render);
        return Invocation{globals, render};
    }
    if (auto command = named_session_command(session, globals)) return Invocation{globals, std::move(*command)};
    if (*probe_command) return Invocation{globals, probe};
    if (*beat_words.command) return Invocation{globals, beats};
    if (*verify_command) return Invocation{globals, verify};
    return Invocation{globals, DoctorArguments{}};
}

}  // namespace takt::cli
