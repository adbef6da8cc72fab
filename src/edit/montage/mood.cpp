// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/mood.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace takt {
namespace {

double mean_section_energy(const BeatGrid& grid) {
    double sum = 0;
    double time = 0;
    for (const Section& section : grid.sections()) {
        sum += section.energy * seconds(section.range.duration());
        time += seconds(section.range.duration());
    }
    return time > 0 ? sum / time : 0.5;
}

double mean_strength(const BeatGrid& grid) {
    double sum = 0;
    for (const Beat& beat : grid.beats()) sum += beat.strength;
    return grid.beats().empty() ? 0 : sum / static_cast<double>(grid.beats().size());
}

}  // namespace

Mood mood_of(const BeatGrid& song) {
    constexpr double kSlowBpm = 60;
    constexpr double kFastBpm = 180;
    const double tempo =
        song.musical() ? std::clamp((song.tempo().bpm - kSlowBpm) / (kFastBpm - kSlowBpm), 0.0, 1.0) : 0;
    const double loudness = mean_section_energy(song);
    const double strength = std::min(1.0, mean_strength(song));
    const std::string beat = song.musical() ? fmt::format("{:.0f} BPM", song.tempo().bpm) : "no beat";
    return {0.6 * tempo + 0.25 * loudness + 0.15 * strength, 0.5 * tempo + 0.5 * strength,
            fmt::format("{}, loudness {:.2f}, strength of beats {:.2f}", beat, loudness, strength)};
}

Mood mood_of(const std::vector<ClipSource>& clips) {
    double motion = 0;
    double brightness = 0;
    int count = 0;
    for (const ClipSource& clip : clips) {
        for (const PictureSecond& second : clip.measures.seconds) {
            if (second.black) continue;
            motion += second.motion;
            brightness += second.brightness;
            ++count;
        }
    }
    if (count == 0) return {0.5, 0.5, "nothing was measured"};
    motion /= count;
    brightness /= count;
    // Motion is felt by its square root: twice the pixels moved is not twice the action; 0.25 is as wild as it gets.
    const double action = std::min(1.0, 2 * std::sqrt(motion));
    // Between a night street and a beach: 0.15 to 0.65 of full brightness.
    const double valence = std::clamp((brightness - 0.15) / 0.5, 0.0, 1.0);
    return {0.75 * action + 0.25 * brightness, valence,
            fmt::format("motion {:.2f}, brightness {:.2f}", motion, brightness)};
}

double mood_distance(const Mood& a, const Mood& b) {
    constexpr double kValence = 0.5;
    return std::hypot(a.energy - b.energy, kValence * (a.valence - b.valence)) / std::hypot(1, kValence);
}

namespace edit {

MoodChoice choose_by_mood(const std::vector<ClipSource>& clips, const std::vector<SongSource>& songs) {
    constexpr std::size_t kTold = 3;
    if (songs.size() == 1) return {0, fmt::format("{}: the only song, so it is taken", songs.front().name)};
    const Mood picture = mood_of(clips);
    std::vector<Mood> moods;
    for (const SongSource& song : songs) moods.push_back(mood_of(song.grid));
    std::vector<std::size_t> order(songs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return mood_distance(moods[a], picture) < mood_distance(moods[b], picture);
    });
    std::string note =
        fmt::format("picked {} of {} songs for clips of energy {:.2f} and valence {:.2f} ({})",
                    songs[order.front()].name, songs.size(), picture.energy, picture.valence, picture.because);
    for (std::size_t i = 0; i < std::min(kTold, order.size()); ++i) {
        const Mood& mood = moods[order[i]];
        note += fmt::format("; {}: distance {:.2f} (energy {:.2f}, valence {:.2f}: {})", songs[order[i]].name,
                            mood_distance(mood, picture), mood.energy, mood.valence, mood.because);
    }
    return {order.front(), std::move(note)};
}

}  // namespace edit
}  // namespace takt
