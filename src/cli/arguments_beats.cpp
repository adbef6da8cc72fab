// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/beat_correction.h"

#include "cli/arguments_parts.h"
#include "cli/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace takt::cli {
namespace {

constexpr const char* kFooter =
    "A correction is kept for the song's content, and holds in every project; what is given replaces what was said\n"
    "before, --half and --double add up. With -n nothing is kept or written.\n"
    "  takt beats song.mp3 --click check.wav        # listen first: every beat clicks, bars click higher\n"
    "  takt beats song.mp3 --half --downbeat 0:07.5 # twice too fast, and a bar begins there\n"
    "  takt beats song.mp3 --midi song.mid --labels song.txt --csv song.csv --json > song.beats.json";

/// stdout is the summary's, or the document's.
std::string refuse_stdout(const std::string& file) {
    return file == "-" ? "stdout is taken by the result; name a file" : "";
}

}  // namespace

void add_beats(CLI::App& app, BeatsArguments& beats, BeatWords& words) {
    CLI::App* command = app.add_subcommand("beats", "Tempo, beats, bars and sections of a song: see, hear, correct");
    words.command = command;
    command->add_option("song", beats.song, "A song, or a video with sound")->required()->type_name("SONG");
    const auto file = [&](const char* name, std::optional<std::filesystem::path>& path, const char* what,
                          const char* type) {
        command->add_option(name, path, what)
            ->type_name(type)
            ->check(CLI::Validator(refuse_stdout, ""))
            ->group("Outputs");
    };
    file("--svg", beats.svg, "Draw waveform, spectrogram, onsets, beats and sections", "FILE");
    file("--png", beats.png, "The same as pixels, 1200 wide", "FILE");
    file("--click", beats.click, "Mix clicks into the song, to hear whether the beats are right", "OUT.wav");
    file("--csv", beats.csv, "A table of the beats", "FILE");
    file("--labels", beats.labels, "An Audacity label track", "FILE");
    file("--midi", beats.midi, "A MIDI file whose tempo map follows the song", "FILE");
    const auto say = [&](CLI::Option* option) { return option->group("Corrections"); };
    CLI::Option* half = say(command->add_flag("--half", words.half, "The beats are twice too fast"));
    say(command->add_flag("--double", words.twice, "The beats are twice too slow"))->excludes(half);
    say(command->add_option("--offset", words.offset_ms, "Move every beat; < 0: earlier"))
        ->type_name("MS")
        ->check(CLI::Range(-seconds(kLargestOffset) * 1e3, seconds(kLargestOffset) * 1e3));
    say(command->add_option("--bpm", beats.change.bpm, "The tempo, 20 to 400; half and double are counted from it"))
        ->type_name("N")
        ->check(CLI::Range(kSlowestBpm, kFastestBpm));
    say(command->add_option("--downbeat", words.downbeat, "A bar begins on the beat nearest to this time"))
        ->type_name("TIME");
    say(command->add_flag("--forget", beats.change.forget, "Drop what was said about this song before"));
    command->footer(kFooter);
}

void read_beat_words(const BeatWords& words, BeatsArguments& beats) {
    beats.change.level = (words.twice ? 1 : 0) - (words.half ? 1 : 0);
    if (words.offset_ms) beats.change.offset = from_seconds(*words.offset_ms / 1e3);
    if (!words.downbeat.empty()) beats.change.downbeat = parse_time(words.downbeat);
}

}  // namespace takt::cli
