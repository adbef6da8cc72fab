// SPDX-License-Identifier: GPL-3.0-or-later
// takt-samples FOLDER: five clips as a phone leaves them, a song, and the song's true beats. What is there is kept.
#include "takt/error.h"

#include "base/atomic_file.h"
#include "base/error_table.h"
#include "generator/footage.h"
#include "generator/instruments.h"
#include "generator/song.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>

namespace takt::samples {
namespace {

template <typename Make>
void make_once(const std::filesystem::path& path, const std::string& about, Make make) {
    const bool kept = std::filesystem::exists(path);
    if (!kept) make(path);
    fmt::print("{}  {}{}\n", path.string(), about, kept ? " (kept)" : "");
    std::fflush(stdout);
}

void write_song(const Song& song, const std::filesystem::path& path) {
    ClipFormat format;
    format.sound.emplace();
    format.sound->sample_rate_hz = kSongRate_hz;
    format.metadata = {{"title", "Takt"}};
    ClipWriter writer(path, format);
    writer.sound(song.samples);
    writer.finish();
}

void write_beats(const Song& song, const std::filesystem::path& path) {
    std::string lines;
    for (const double beat : song.beats_s) lines += fmt::format("{:.6f}\n", beat);
    write_file(path, lines);
}

void make_samples(const std::filesystem::path& folder) {
    make_folder(folder);
    for (const Footage& footage : all_footage()) {
        make_once(folder / footage.name, footage.about, [&](const auto& path) { film(footage, path); });
    }
    const Song song = compose_song();
    make_once(folder / "song.m4a", fmt::format("a minute at {} beats a minute", kSongTempo_bpm),
              [&](const auto& path) { write_song(song, path); });
    make_once(folder / "song.beats", "its true beats, in seconds", [&](const auto& path) { write_beats(song, path); });
}

}  // namespace
}  // namespace takt::samples

int main(int argc, char** argv) {
    if (argc != 2 || argv[1][0] == '-') {
        fmt::print(stderr, "usage: takt-samples FOLDER\n");
        return takt::error_row(takt::ErrorCode::Usage).exit_status;
    }
    try {
        takt::samples::make_samples(argv[1]);
        return 0;
    } catch (const takt::Error& error) {
        fmt::print(stderr, "takt-samples: {}\n", error.what());
        return takt::error_row(error.code()).exit_status;
    } catch (const std::exception& error) {
        fmt::print(stderr, "takt-samples: {}\n", error.what());
        return takt::error_row(takt::ErrorCode::Internal).exit_status;
    }
}
