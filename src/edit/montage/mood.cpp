// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/mood.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace takt::edit {
namespace {

/// Mean motion and brightness over the seconds that show something.
struct Look {
    double motion = 0;
    double brightness = 0;
    int seconds = 0;

    /// Motion is felt by its square root: twice the pixels moved is not twice the action; 0.25 is as wild as it gets.
    [[nodiscard]] double energy() const {
        if (seconds == 0) return 0.5;
        return 0.75 * std::min(1.0, 2 * std::sqrt(motion)) + 0.25 * brightness;
    }
};

Look look_of(const std::vector<ClipSource>& clips) {
    Look look;
    for (const ClipSource& clip : clips) {
        for (const PictureSecond& second : clip.measures.seconds) {
            if (second.black) continue;
            look.motion += second.motion;
            look.brightness += second.brightness;
            ++look.seconds;
        }
    }
    if (look.seconds > 0) {
        look.motion /= look.seconds;
        look.brightness /= look.seconds;
    }
    return look;
}

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

double energy_of(const SongSource& song) {
    constexpr double kSlowBpm = 60;
    constexpr double kFastBpm = 180;
    const BeatGrid& grid = song.grid;
    const double tempo =
        grid.musical() ? std::clamp((grid.tempo().bpm - kSlowBpm) / (kFastBpm - kSlowBpm), 0.0, 1.0) : 0;
    return 0.6 * tempo + 0.25 * mean_section_energy(grid) + 0.15 * mean_strength(grid);
}

MoodChoice choose_by_mood(const std::vector<ClipSource>& clips, const std::vector<SongSource>& songs) {
    if (songs.size() == 1) return {0, fmt::format("{}: the only song, so it is taken", songs.front().name)};
    const Look look = look_of(clips);
    const auto distance = [&](const SongSource& song) { return std::abs(energy_of(song) - look.energy()); };
    const auto nearest = std::min_element(songs.begin(), songs.end(), [&](const SongSource& a, const SongSource& b) {
        return distance(a) < distance(b);
    });
    const std::string picture = look.seconds == 0 ? "a picture that was not measured, taken as 0.50"
                                                  : fmt::format("the clip's {:.2f} (motion {:.2f}, brightness {:.2f})",
                                                                look.energy(), look.motion, look.brightness);
    return {static_cast<std::size_t>(nearest - songs.begin()),
            fmt::format("picked {} ({:.0f} BPM, energy {:.2f}) for {}: distance {:.2f}, the least of {} songs",
                        nearest->name, nearest->grid.tempo().bpm, energy_of(*nearest), picture, distance(*nearest),
                        songs.size())};
}

}  // namespace takt::edit
