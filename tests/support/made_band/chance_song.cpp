// SPDX-License-Identifier: GPL-3.0-or-later
#include "chance_song.h"

#include "chance_band.h"
#include "chance_plan.h"
#include "dice.h"
#include "studio.h"

#include <algorithm>
#include <cmath>

namespace takt::band {
namespace {

constexpr double kLongestNote_s = 4;

class ChancePerformance {
public:
    // The players' luck is not the plan's, or more of the one would change the other.
    explicit ChancePerformance(const ChancePlan& plan) : plan_(plan), dice_(plan.seed + 977) {}

    std::vector<float> sound() {
        Studio studio(kChanceSongSeconds, dice_);
        for (const Player& player : chance_band(dice_, studio, plan_)) play(player);
        return studio.mixed();
    }

private:
    [[nodiscard]] double at(double beat) const {
        const auto index = std::min(static_cast<std::size_t>(beat), plan_.beats_s.size() - 2);
        const double part = beat - static_cast<double>(index);
        return plan_.beats_s[index] + part * (plan_.beats_s[index + 1] - plan_.beats_s[index]);
    }

    /// What a player plays in the whole song, the pickup as the end of a bar before the first.
    [[nodiscard]] std::vector<Stroke> line_of(const Player& player) const {
        std::vector<Stroke> line;
        const auto patterns = player.pattern.size();
        for (int bar = plan_.pickup_beats > 0 ? -1 : 0; bar < plan_.bars(); ++bar) {
            if (bar >= 0 && !player.plays[static_cast<std::size_t>(bar / kBarsPerEntry)]) continue;
            const auto nth = (static_cast<std::size_t>(bar + 1) + patterns - 1) % patterns;
            for (const Stroke& stroke : player.pattern[nth]) {
                const double beat = plan_.pickup_beats + bar * plan_.grid.meter + stroke.beat;
                if (beat < 0 || beat > static_cast<double>(plan_.beats_s.size() - 1)) continue;
                line.push_back({beat, stroke.velocity});
            }
        }
        return line;
    }

    void play(const Player& player) {
        const std::vector<Stroke> line = line_of(player);
        for (std::size_t i = 0; i < line.size(); ++i) {
            const double begin_s = at(line[i].beat);
            Note note;
            note.at_s = std::max(0.0, begin_s + plan_.looseness_s * dice_.about());
            note.velocity = player.gain * line[i].velocity * (1 + 0.1 * dice_.about());
            const double until_s = i + 1 < line.size() ? at(line[i + 1].beat) : begin_s + 0.8;
            note.length_s = std::min(until_s - begin_s, kLongestNote_s);
            note.beat = line[i].beat;
            note.count = static_cast<int>(i);
            player.sound(note);
        }
    }

    const ChancePlan& plan_;
    Dice dice_;
};

}  // namespace

Song chance_song(std::uint32_t seed) {
    const ChancePlan plan = chance_plan(seed);
    Song song;
    song.name = "chance at " + std::to_string(std::lround(plan.bpm)) + ", seed " + std::to_string(seed);
    song.sound = ChancePerformance(plan).sound();
    song.beats_s = plan.beats_s;
    song.meter = plan.grid.meter;
    for (int i = -plan.pickup_beats; i < static_cast<int>(plan.beats_s.size()) - plan.pickup_beats; ++i) {
        song.downbeats.push_back(i >= 0 && i % song.meter == 0);
    }
    return song;
}

}  // namespace takt::band
