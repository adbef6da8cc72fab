// SPDX-License-Identifier: GPL-3.0-or-later
// Small but real footage for whole runs: numbered clips of different colours and a song that clicks at 120 BPM.
#pragma once

#include "support/make_media.h"
#include "support/temp_dir.h"

#include <filesystem>
#include <string>
#include <vector>

namespace takt::test {

struct Footage {
    TempDir folder;
    std::string project = folder / "project";
    std::vector<std::string> clips;
    std::string song = folder / "song.wav";

    explicit Footage(int clip_count = 3, double song_seconds = 12) {
        for (int i = 0; i < clip_count; ++i) {
            clips.push_back(folder / ("clip" + std::to_string(i) + ".mov"));
            ClipSpec spec{
                .size = {640, 360}, .frames = 180, .first_number = 1000 * i, .clicks_s = std::vector<double>{}};
            spec.background =
                samples::Yuv{static_cast<std::uint8_t>(60 + 50 * i), static_cast<std::uint8_t>(90 + 30 * i), 128};
            spec.metadata = {{"location", "+48.8577+002.295/"}, {"make", "Phone"}};
            make_clip(clips.back(), spec);
        }
        make_sound(song, {.seconds = song_seconds, .tempo_bpm = 120, .first_beat_s = 0.25, .tone_level = 0.05});
    }

    /// Options of every command on this project.
    [[nodiscard]] std::vector<std::string> words(const std::vector<std::string>& command) const {
        std::vector<std::string> all{"-C", project, "--progress", "none"};
        all.insert(all.end(), command.begin(), command.end());
        return all;
    }
    [[nodiscard]] std::vector<std::string> prep() const {
        std::vector<std::string> all = words({"prep"});
        all.insert(all.end(), clips.begin(), clips.end());
        all.push_back(song);
        return all;
    }
    [[nodiscard]] std::vector<std::string> render() const { return words({"render", "--quality", "draft"}); }
};

}  // namespace takt::test
