// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/edit_inputs.h"

#include <gtest/gtest.h>

namespace takt {
namespace {

using namespace edit_tests;

TimeRange spoken(double begin_s, double end_s) {
    return {from_seconds(begin_s), from_seconds(end_s)};
}

/// Nobody is interrupted: no shot begins or ends within speech, but where the clip itself does.
void expect_whole_sentences(const Draft& draft, const EditInputs& inputs) {
    for (const Segment& shot : segments(draft, TrackType::Video)) {
        for (const ClipSource& clip : inputs.clips) {
            if (clip.path != shot.source) continue;
            for (const TimeRange& speech : clip.sound.speech) {
                const Us begin = shot.source_begin;
                const Us end = shot.source_begin + shot.duration;
                EXPECT_FALSE(speech.begin < begin && begin < speech.end) << shot.reason;
                const bool clip_ends = clip.duration - end < from_seconds(0.1);
                EXPECT_FALSE(speech.begin < end && end < speech.end && !clip_ends) << shot.reason;
            }
        }
    }
}

EditInputs interview() {
    EditInputs inputs{{clip("a", 20), clip("b", 12)}, {}, {}};
    inputs.clips[0].sound.speech = {spoken(0.5, 3.2), spoken(3.6, 8.1), spoken(9, 9.7), spoken(11, 19.99)};
    inputs.clips[1].sound.speech = {spoken(1.9, 2.1), spoken(5, 11.5)};
    return inputs;
}

TEST(VideoOfSpeech, CutsOnlyInPauses) {
    const EditInputs inputs = interview();
    const Draft draft = plan_music_video(inputs, {}, {}).draft;
    EXPECT_EQ(broken_invariants(draft), std::vector<std::string>{});
    EXPECT_GT(segments(draft, TrackType::Video).size(), 5U);
    EXPECT_GT(draft.duration, Ms{28'000});
    expect_whole_sentences(draft, inputs);
    for (const Segment& shot : segments(draft, TrackType::Video)) EXPECT_EQ(shot.volume, 1);
}

TEST(VideoOfSpeech, KeepsToItsLengthBetweenSentences) {
    const EditInputs inputs = interview();
    for (const int length_s : {3, 6, 10, 20}) {
        const Draft draft = plan_music_video(inputs, {.length = Ms{1000 * length_s}}, {}).draft;
        EXPECT_LE(draft.duration, Ms{1000 * length_s});
        expect_whole_sentences(draft, inputs);
    }
}

TEST(VideoOfSpeech, ShowsEverySentenceOnce) {
    const EditInputs inputs = interview();
    const Draft draft = plan_music_video(inputs, {}, {}).draft;
    for (const ClipSource& clip : inputs.clips) {
        for (const TimeRange& speech : clip.sound.speech) {
            int shown = 0;
            for (const Segment& shot : segments(draft, TrackType::Video)) {
                const bool holds = shot.source == clip.path && shot.source_begin <= speech.begin &&
                                   shot.source_begin + shot.duration + Ms{100} >= speech.end;
                shown += holds ? 1 : 0;
            }
            EXPECT_EQ(shown, 1) << clip.name << " at " << seconds(speech.begin);
        }
    }
}

}  // namespace
}  // namespace takt
