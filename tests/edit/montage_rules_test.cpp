// SPDX-License-Identifier: GPL-3.0-or-later
// Every rule of the montage over ten projects that are unlike each other.
#include "support/edit_inputs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <ostream>

namespace takt {
namespace {

using namespace edit_tests;

struct Project {
    const char* name;
    std::function<EditInputs()> inputs;
    EditSettings settings{};
    CutPlan plan{};
};

void PrintTo(const Project& project, std::ostream* out) {
    *out << project.name;
}

ClipSource shaped(ClipSource clip, Size display, FrameRate rate) {
    clip.display = display;
    clip.rate = rate;
    return clip;
}

/// Twenty clips of 4 to 23 s, with black, frozen, shaky and blurred seconds and scene changes among them.
EditInputs holiday() {
    EditInputs inputs{{}, {song(steady_grid(124, 190, {0.2, 0.5, 0.9, 0.4, 1, 0.3}))}, {}};
    for (int i = 0; i < 20; ++i) {
        ClipSource made = clip("IMG_" + std::to_string(100 + i) + ".MOV", 4 + i);
        for (std::size_t s = 0; s < made.measures.seconds.size(); ++s) {
            PictureSecond& second = made.measures.seconds[s];
            const std::size_t kind = (s + static_cast<std::size_t>(i)) % 9;
            second.black = kind == 3;
            second.frozen = kind == 5;
            second.shake = kind == 7 ? 0.9 : 0.1;
            second.sharpness = kind == 1 ? 0.02 : 0.3;
            second.motion = 0.02 * static_cast<double>(kind);
        }
        inputs.clips.push_back(std::move(made));
    }
    return inputs;
}

EditInputs photos() {
    EditInputs inputs{{}, {song(steady_grid(90, 60, {0.3, 0.8}))}, {}};
    for (int i = 0; i < 12; ++i) inputs.clips.push_back(still("photo" + std::to_string(i) + ".jpg"));
    return inputs;
}

EditInputs mixed() {
    return {{shaped(clip("tall", 20), {1080, 1920}, {30, 1}), shaped(clip("wide", 12), {3840, 2160}, {60000, 1001}),
             shaped(clip("slow", 30), {1920, 1080}, {240, 1}), still("photo.jpg"),
             shaped(clip("film", 9), {1920, 1080}, {24000, 1001})},
            {song(steady_grid(101.3, 75, {0.6, 0.9, 0.2}, 3))},
            {}};
}

const std::vector<Project>& projects() {
    static const std::vector<Project> all{
        {"one clip",
         [] {
             return EditInputs{{clip("a", 240)}, {song(steady_grid(120, 180, {0.2, 0.9, 0.5}))}, {}};
         }},
        {"twenty clips", holiday},
        {"photos", photos},
        {"3 s of footage for a song of 3 min",
         [] {
             return EditInputs{{clip("a", 3)}, {song(steady_grid(128, 180, {0.4, 1}))}, {}};
         }},
        {"an hour of footage for 15 s",
         [] {
             return EditInputs{{clip("a", 3600)}, {song(steady_grid(120, 200, {0.2, 1, 0.5}))}, {}};
         },
         {.length = Ms{15'000}}},
        {"speech under a song",
         [] {
             EditInputs inputs{{clip("talk", 60)}, {song(steady_grid(110, 30))}, {}};
             inputs.clips[0].sound.speech = {{Us{0}, Us{50'000'000}}};
             return inputs;
         }},
        {"no beats",
         [] {
             return EditInputs{{clip("a", 60), clip("b", 60)}, {song(beatless_grid(45))}, {}};
         }},
        {"portrait and landscape, mixed rates, a waltz", mixed},
        {"a short song, looped",
         [] {
             return EditInputs{{clip("a", 90), clip("b", 90)}, {song(steady_grid(96, 21))}, {}};
         },
         {.length = Ms{60'000}}},
        {"every beat of a fast song",
         [] {
             return EditInputs{{clip("a", 90), clip("b", 90)}, {song(steady_grid(178, 40))}, {}};
         },
         {},
         {.unit = CutUnit::Beat}},
    };
    return all;
}

std::size_t longest_run(const std::vector<bool>& flags) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const bool flag : flags) longest = std::max(longest, run = flag ? run + 1 : 0);
    return longest;
}

class MontageOf : public testing::TestWithParam<Project> {
protected:
    EditInputs inputs = GetParam().inputs();
    EditSettings settings = GetParam().settings;
    PlannedDraft planned = plan_music_video(inputs, settings, GetParam().plan);
    const Draft& draft = planned.draft;
    const std::vector<Segment>& shots = segments(draft, TrackType::Video);

    [[nodiscard]] const ClipSource& clip_of(const Segment& shot) const {
        return *std::find_if(inputs.clips.begin(), inputs.clips.end(),
                             [&](const ClipSource& clip) { return clip.path == shot.source; });
    }
    [[nodiscard]] bool near_bar_line(Ms time) const {
        for (const Segment& music : segments(draft, TrackType::Audio)) {
            for (const Beat& beat : inputs.songs[0].grid.beats()) {
                const Us heard = beat.time - music.source_begin + music.start;
                if (beat.downbeat && std::chrono::abs(heard - time) <= frame_time(1, draft.rate)) return true;
            }
        }
        return false;
    }
};

TEST_P(MontageOf, IsASoundDraftWithoutGaps) {
    EXPECT_EQ(broken_invariants(draft), std::vector<std::string>{});
    Ms end{};
    for (const Segment& shot : shots) {
        EXPECT_EQ(shot.start, end);
        end = shot.end();
    }
    EXPECT_EQ(end, draft.duration);
}

TEST_P(MontageOf, CutsOnBeats) {
    const std::vector<Us> beats = heard_beats(draft, inputs);
    if (beats.empty()) GTEST_SKIP() << "skipped: the song has no beats";
    for (std::size_t i = 1; i < shots.size(); ++i) {
        const bool on_beat = std::any_of(beats.begin(), beats.end(), [&](Us beat) {
            return std::chrono::abs(beat - shots[i].start) <= frame_time(1, draft.rate);
        });
        EXPECT_TRUE(on_beat) << i << ": " << shots[i].reason;
    }
}

TEST_P(MontageOf, HasNoShotBelowTheShortest) {
    for (const Segment& shot : shots) EXPECT_GE(shot.duration, settings.min_shot) << shot.reason;
}

TEST_P(MontageOf, RepeatsNoShotWhileUnusedFootageRemains) {
    std::map<std::string, std::vector<bool>> unused;  // by tenth of a second
    for (const ClipSource& clip : inputs.clips) {
        const bool is_still = clip.kind == MediaKind::Still;
        unused[clip.path] =
            std::vector<bool>(is_still ? 1 : static_cast<std::size_t>(seconds(clip.duration) * 10) - 1, true);
        for (std::size_t s = 0; s < clip.measures.seconds.size(); ++s) {
            const PictureSecond& second = clip.measures.seconds[s];
            for (std::size_t i = 10 * s; i < 10 * s + 10 && (second.black || second.frozen); ++i) {
                if (i < unused[clip.path].size()) unused[clip.path][i] = false;
            }
        }
    }
    for (const Segment& shot : shots) {
        const bool is_still = clip_of(shot).kind == MediaKind::Still;
        if (shot.reason.find("shown again") != std::string::npos) {
            for (const auto& [path, tenths] : unused) {
                EXPECT_LT(longest_run(tenths), static_cast<std::size_t>(shot.duration.count() / 100)) << path;
            }
            return;
        }
        std::vector<bool>& tenths = unused[shot.source];
        const auto begin = is_still ? 0 : static_cast<std::size_t>((shot.source_begin.count() + 99) / 100);
        const auto end = is_still ? 1 : static_cast<std::size_t>((shot.source_begin + shot.duration).count() / 100);
        for (std::size_t i = begin; i < end && i < tenths.size(); ++i) {
            EXPECT_TRUE(tenths[i]) << shot.reason;
            tenths[i] = false;
        }
    }
}

TEST_P(MontageOf, AvoidsBlackAndFrozenStretches) {
    for (const Segment& shot : shots) {
        const auto& measured = clip_of(shot).measures.seconds;
        for (std::size_t s = 0; s < measured.size(); ++s) {
            const Ms begin{1000 * static_cast<int>(s)};
            const bool apart = shot.source_begin >= begin + Ms{1000} || shot.source_begin + shot.duration <= begin;
            EXPECT_TRUE(apart || (!measured[s].black && !measured[s].frozen)) << shot.reason;
        }
    }
}

TEST_P(MontageOf, EndsOnABarWithAFadeOfSound) {
    const Segment& music = segments(draft, TrackType::Audio).back();
    EXPECT_EQ(music.end(), draft.duration);
    EXPECT_GT(music.fade_out, Ms{500});
    if (!inputs.songs[0].grid.musical()) return;
    // A song that ends with its last bar has no beat there any more.
    const Us left = inputs.songs[0].grid.duration() - music.source_begin - music.duration;
    EXPECT_TRUE(near_bar_line(draft.duration) || left < from_seconds(1)) << draft.duration.count();
}

TEST_P(MontageOf, GivesAReasonForEachCut) {
    for (const Segment& shot : shots) {
        EXPECT_NE(shot.reason.find(" of " + shot.name), std::string::npos) << shot.reason;
        EXPECT_NE(shot.reason.find("; "), std::string::npos) << shot.reason;
    }
}

TEST_P(MontageOf, IsTheSameAgain) {
    EXPECT_EQ(plan_music_video(inputs, settings, GetParam().plan).draft, draft);
}

TEST_P(MontageOf, IsSilentButForTheSong) {
    for (const Segment& shot : shots) EXPECT_EQ(shot.volume, 0);
}

INSTANTIATE_TEST_SUITE_P(TenProjects, MontageOf, testing::ValuesIn(projects()));

TEST(MontageOfManyClips, GivesBlurredAndShakySecondsUpFirst) {
    // Half of the footage is enough.
    EditInputs inputs = holiday();
    const Draft draft = plan_music_video(inputs, {.length = Ms{40'000}}, {}).draft;
    double flawed = 0;
    for (const Segment& shot : segments(draft, TrackType::Video)) {
        for (const ClipSource& clip : inputs.clips) {
            if (clip.path != shot.source) continue;
            const PictureSecond& second =
                clip.measures.seconds[static_cast<std::size_t>((shot.source_begin + shot.duration / 2) / Ms{1000})];
            flawed += second.shake > 0.5 || second.sharpness < 0.1 ? 1 : 0;
        }
    }
    EXPECT_LE(flawed, 1);
}

}  // namespace
}  // namespace takt
