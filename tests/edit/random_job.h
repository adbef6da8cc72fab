// SPDX-License-Identifier: GPL-3.0-or-later
// Random footage, songs, plans and settings for the planner, the same for the same number.
#pragma once

#include "support/edit_inputs.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace takt::edit_tests {

struct Job {
    CutPlan plan;
    EditInputs inputs;
    EditSettings settings;
};

class RandomJob {
public:
    explicit RandomJob(unsigned seed) : random_(seed) {}

    Job make() {
        Job job;
        job.plan.transitions = number(2) == 1;
        for (int i = 1 + number(6); i > 0; --i) job.inputs.clips.push_back(source(i));
        for (int i = 1 + number(2); i > 0; --i) job.inputs.songs.push_back(song(grid(), "song" + std::to_string(i)));
        if (number(8) == 0) job.inputs.songs.clear();
        constexpr FrameRate kRates[] = {{24000, 1001}, {25, 1}, {30000, 1001}, {60, 1}};
        if (number(2) == 1) job.settings.rate = kRates[number(4)];
        if (number(2) == 1) job.settings.length = Ms{1 + number(90'000)};
        if (number(2) == 1) {
            job.plan.unit = static_cast<CutUnit>(number(4));
            job.plan.every = 1 + number(4);
            job.plan.offset = Ms{number(200) - 100};
        }
        job.plan.no_repeats = number(4) == 0;
        job.plan.pace = number(3);
        if (number(4) == 0) job.settings.length_from = LengthFrom::Video;
        job.settings.song_start = static_cast<SongStart>(number(3));
        for (const ClipSource& clip : job.inputs.clips) {
            const bool long_enough = clip.kind == MediaKind::Video && clip.duration > std::chrono::seconds(3);
            const Us from{number(2'000'000)};
            if (long_enough && number(3) == 0) job.settings.excluded.push_back({clip.name, {from, from + Us{700'123}}});
        }
        job.settings.min_shot = Ms{number(1000)};
        job.settings.title = number(2) == 1 ? "title" : "";
        job.settings.seed = random_();
        return job;
    }

private:
    ClipSource source(int i) {
        if (number(4) == 0) return still("still" + std::to_string(i));
        ClipSource made = clip("clip" + std::to_string(i), 0.2 + number(20'000) / 1000.0);
        for (PictureSecond& second : made.measures.seconds) {
            second.black = number(8) == 0;
            second.sharpness = number(100) / 100.0;
            second.motion = number(100) / 100.0;
            second.scene_change = number(10) == 0;
            second.shake = number(100) / 100.0;
        }
        return made;
    }
    BeatGrid grid() {
        const double duration = 0.3 + number(100'000) / 1000.0;
        if (number(4) == 0) return beatless_grid(duration);
        std::vector<double> energies;
        for (int i = 1 + number(6); i > 0; --i) energies.push_back(number(100) / 100.0);
        return steady_grid(50 + number(150), duration, energies, 2 + number(4));
    }
    int number(unsigned below) { return static_cast<int>(random_() % below); }

    std::mt19937 random_;
};

}  // namespace takt::edit_tests
