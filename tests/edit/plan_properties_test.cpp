// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of every plan, tried on random footage, songs and settings.
#include "random_job.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace takt {
namespace {

using namespace edit_tests;

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
        const Job job = RandomJob(seed).make();
        const Draft draft = plan(job).draft;
        const auto beats = heard_beats(draft, job.inputs);
        const auto& shots = segments(draft, TrackType::Video);
        for (std::size_t i = 1; i < shots.size() && !beats.empty(); ++i) {
            if (shots[i].reason.find("beside the beat") != std::string::npos) continue;
            const bool on_beat = std::any_of(beats.begin(), beats.end(), [&](Us beat) {
                const std::int64_t frame = nearest_frame(beat + job.plan.offset, draft.rate);
                return shots[i].start == std::chrono::floor<Ms>(frame_time(frame, draft.rate));
            });
            ASSERT_TRUE(on_beat) << "seed " << seed << " shot " << i << ": " << shots[i].reason;
        }
    }
}

TEST(EveryMusicVideo, KeepsToTheShortestShotUnlessAClipIsShorter) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        const Job job = RandomJob(seed).make();
        const Draft draft = plan(job).draft;
        const auto& shots = segments(draft, TrackType::Video);
        for (std::size_t i = 0; i < shots.size(); ++i) {
            // A clip that is too short ends its shot early, and the next one says so.
            const Segment& next = shots[std::min(i + 1, shots.size() - 1)];
            if (next.reason.find("no clip is longer") != std::string::npos || shots.size() == 1) break;
            ASSERT_GE(shots[i].duration, job.settings.min_shot) << "seed " << seed << ": " << shots[i].reason;
        }
    }
}

TEST(EveryPlan, ShowsNothingThatIsExcluded) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        const Job job = RandomJob(seed).make();
        const Draft draft = plan(job).draft;
        for (const Segment& shot : segments(draft, TrackType::Video)) {
            for (const Exclusion& exclusion : job.settings.excluded) {
                const bool apart = shot.name != exclusion.clip || shot.source_begin >= exclusion.range.end ||
                                   shot.source_begin + shot.duration <= exclusion.range.begin;
                ASSERT_TRUE(apart) << "seed " << seed << ": " << shot.reason;
            }
        }
    }
}

TEST(EveryPlan, ObeysAPinAndKeepsItsOtherRules) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        SCOPED_TRACE(seed);
        Job job = RandomJob(seed).make();
        const Ms duration = plan(job).draft.duration;
        const std::string& clip = job.inputs.clips[seed % job.inputs.clips.size()].name;
        job.settings.pins = {{clip, duration * static_cast<int>(seed % 10) / 10, {}}};
        const Draft draft = plan(job).draft;
        const auto& shots = segments(draft, TrackType::Video);
        const Ms time = job.settings.pins[0].time;
        const auto shown = std::find_if(shots.begin(), shots.end(), [&](const Segment& s) { return time < s.end(); });
        // Where nothing is shown twice, a pin's own footage may be what is missing.
        const bool never_twice = job.plan.no_repeats || job.settings.length_from == LengthFrom::Video;
        if (never_twice && shown == shots.end()) continue;
        ASSERT_NE(shown, shots.end());
        ASSERT_EQ(shown->name, clip);
        ASSERT_EQ(broken_invariants(draft), std::vector<std::string>{});
        expect_gapless(shots, draft.duration);
        expect_footage(shots, limits(job.inputs));
        if (HasFailure()) return;
    }
}

TEST(EveryPlan, ShowsNothingTwiceWhenAskedNotTo) {
    for (unsigned seed = 0; seed < kJobs; ++seed) {
        Job job = RandomJob(seed).make();
        job.plan.no_repeats = true;
        const Draft draft = plan(job).draft;
        const auto& shots = segments(draft, TrackType::Video);
        for (std::size_t i = 0; i < shots.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const bool apart = shots[i].source != shots[j].source ||
                                   shots[i].source_begin >= shots[j].source_begin + shots[j].duration ||
                                   shots[j].source_begin >= shots[i].source_begin + shots[i].duration;
                ASSERT_TRUE(apart) << "seed " << seed << ": " << i << " and " << j;
            }
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
