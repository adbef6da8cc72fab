// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of every plan, tried on random footage, songs and settings.
#include "support/edit_inputs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace takt {
namespace {

using namespace edit_tests;

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
        job.settings.pace = static_cast<Pace>(number(3));
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

PlannedDraft plan(const Job& job) {
    return plan_music_video(job.inputs, job.settings, job.plan);
}

/// The end of what a renderer may ask of each source.
std::map<std::string, Us> limits(const EditInputs& inputs) {
    std::map<std::string, Us> ends;
    for (const ClipSource& clip : inputs.clips) {
        ends[clip.path] = clip.kind == MediaKind::Still ? Us::max() : clip.duration - frame_time(1, clip.rate);
    }
    for (const SongSource& song : inputs.songs) ends[song.path] = song.grid.duration();
    return ends;
}

void expect_gapless(const std::vector<Segment>& video, Ms duration) {
    Ms end{};
    for (const Segment& segment : video) {
        EXPECT_EQ(segment.start, end);
        end = segment.end();
    }
    EXPECT_EQ(end, duration);
}

/// Both ends of a segment are rounded down to a millisecond, so its length may be rounded up.
constexpr Us kRounding{999};

/// No shot, nor the half of a crossfade it reaches into, asks for footage that is not there.
void expect_footage(const std::vector<Segment>& all, const std::map<std::string, Us>& ends) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Ms head = all[i].transition.duration / 2;
        const Ms tail = i + 1 < all.size() ? all[i + 1].transition.duration / 2 : Ms{0};
        const Us end = ends.at(all[i].source);
        EXPECT_LE(Us{all[i].source_begin + all[i].duration + tail} - kRounding, end) << all[i].source;
        EXPECT_TRUE(end == Us::max() || all[i].source_begin >= head) << all[i].source;
    }
}

constexpr unsigned kJobs = 400;

TEST(EveryPlan, IsASoundDraftWithoutGaps) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        SCOPED_TRACE(seed);
        const Job job = RandomJob(seed).make();
        const Draft draft = plan(job).draft;
        ASSERT_EQ(broken_invariants(draft), std::vector<std::string>{});
        ASSERT_GT(draft.duration, Ms{0});
        expect_gapless(segments(draft, TrackType::Video), draft.duration);
        if (HasFailure()) return;
    }
}

TEST(EveryPlan, AsksOnlyForFootageThatIsThere) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        SCOPED_TRACE(seed);
        const Job job = RandomJob(seed).make();
        const Draft draft = plan(job).draft;
        const auto ends = limits(job.inputs);
        expect_footage(segments(draft, TrackType::Video), ends);
        expect_footage(segments(draft, TrackType::Audio), ends);
        if (HasFailure()) return;
    }
}

TEST(EveryPlan, SurvivesJson) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        const Draft draft = plan(RandomJob(seed).make()).draft;
        ASSERT_EQ(draft_from_json(draft_to_json(draft)), draft) << "seed " << seed;
    }
}

TEST(EveryPlan, IsTheSameForTheSameSeed) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        const Job job = RandomJob(seed).make();
        ASSERT_EQ(plan(job).draft, plan(job).draft) << "seed " << seed;
    }
}

TEST(EveryPlan, StaysWithinTheLengthAskedFor) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        const Job job = RandomJob(seed).make();
        // One frame is the least a video can have.
        constexpr Ms kFrame{42};
        if (job.settings.length && *job.settings.length > kFrame) {
            ASSERT_LE(plan(job).draft.duration, *job.settings.length) << "seed " << seed;
        }
    }
}

TEST(EveryPlan, CoversItsEndWithMusicThatFades) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        const Job job = RandomJob(seed).make();
        const Draft draft = plan(job).draft;
        const auto& music = segments(draft, TrackType::Audio);
        // A song of less than a second is not repeated.
        if (music.empty() || music.back().source_begin + music.back().duration < Ms{1000}) continue;
        ASSERT_EQ(music.back().end(), draft.duration) << "seed " << seed;
        ASSERT_GT(music.back().fade_out, Ms{0}) << "seed " << seed;
    }
}

TEST(EveryMusicVideo, CutsInTheFrameNearestToABeatWhereverTheFootageAllows) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        const PlannedDraft planned = plan(RandomJob(seed).make());
        const auto& shots = segments(planned.draft, TrackType::Video);
        for (std::size_t i = 1; i < shots.size() && !planned.beats.empty(); ++i) {
            if (shots[i].reason.find("beside the beat") != std::string::npos) continue;
            const bool on_beat = std::any_of(planned.beats.begin(), planned.beats.end(), [&](Us beat) {
                const std::int64_t frame = nearest_frame(beat, planned.draft.rate);
                return shots[i].start == std::chrono::floor<Ms>(frame_time(frame, planned.draft.rate));
            });
            ASSERT_TRUE(on_beat) << "seed " << seed << " shot " << i << ": " << shots[i].reason;
        }
    }
}

TEST(AnotherSeed, GivesAnotherChoiceOfFootage) {
    Job job{{}, {{clip("a", 120), clip("b", 120)}, {song(steady_grid(120, 20))}}, {}};
    const Draft first = plan(job).draft;
    job.settings.seed = 1;
    EXPECT_NE(plan(job).draft, first);
    EXPECT_EQ(planned_cuts(plan(job).draft), planned_cuts(first));
}

}  // namespace
}  // namespace takt
