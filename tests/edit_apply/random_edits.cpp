// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_edits.h"

#include <algorithm>
#include <utility>

namespace takt::edit_tests {
namespace {

SoundMeasures random_sound(Dice& dice, double duration_s) {
    SoundMeasures sound;
    for (double at = dice.share(); at + 1 < duration_s; at += 1 + 3 * dice.share()) {
        const TimeRange range{from_seconds(at), from_seconds(at + 0.9)};
        (dice.coin() ? sound.speech : sound.silence).push_back(range);
    }
    sound.loudness_lufs.assign(static_cast<std::size_t>(duration_s), -20);
    return sound;
}

ClipSource random_clip(Dice& dice, int number) {
    const std::string name = "clip" + std::to_string(number);
    if (dice.number(0, 3) == 0) return still(name + ".jpg");
    ClipSource made = clip(name + ".mp4", 0.2 + 12 * dice.share());
    constexpr std::array kRates{FrameRate{30, 1}, FrameRate{24000, 1001}, FrameRate{60, 1}, FrameRate{240, 1}};
    made.rate = kRates[static_cast<std::size_t>(dice.number(0, 3))];
    made.has_sound = dice.coin();
    if (dice.coin()) made.recorded_s = dice.number(0, 1000);
    for (PictureSecond& second : made.measures.seconds) {
        second = {dice.share(), dice.share() / 2, dice.share(), dice.number(0, 9) == 0, dice.number(0, 9) == 0};
    }
    if (made.has_sound) made.sound = random_sound(dice, seconds(made.duration));
    return made;
}

Ms some_time(Dice& dice, Ms length) {
    return Ms{dice.number(0, static_cast<int>(length.count()) + 200)};
}
Moment some_moment(Dice& dice, Ms length) {
    return {some_time(dice, length), dice.number(0, 3) == 0};
}
Stretch some_stretch(Dice& dice, Ms length) {
    const Ms a = some_time(dice, length);
    const Ms b = some_time(dice, length);
    return {{std::min(a, b), false}, {std::max(a, b), false}};
}
Target some_target(Dice& dice, Ms length, Target::Kind kind) {
    Target target{kind, {}, {}};
    for (int i = dice.number(0, 2); i > 0; --i) target.clips.push_back(dice.number(-3, 4));
    if (dice.number(0, 2) == 0) target.stretch = some_stretch(dice, length);
    return target;
}
SongChoice some_song(Dice& dice) {
    return {static_cast<SongChoice::How>(dice.number(0, 4)), dice.number(-2, 2), dice.coin() ? "calm" : "song"};
}
std::optional<Ms> maybe(Dice& dice, int longest) {
    return dice.coin() ? std::optional(Ms{dice.number(0, longest)}) : std::nullopt;
}

EditOp random_sound_op(Dice& dice, Ms length) {
    const auto kind = static_cast<Target::Kind>(dice.number(0, 5));
    const Target target = some_target(dice, length, kind);
    switch (dice.number(0, 11)) {
        case 0: return op::AddMusic{some_song(dice), dice.coin() ? Moment{} : some_moment(dice, length)};
        case 1: return op::ReplaceMusic{some_song(dice)};
        case 2: return op::RemoveMusic{};
        case 3: return op::MusicFrom{some_time(dice, length)};
        case 4: return op::MusicAt{some_moment(dice, length)};
        case 5: return op::FitMusic{dice.coin()};
        case 6:
            return op::ChangeVolume{target, static_cast<op::ChangeVolume::How>(dice.number(0, 3)),
                                    static_cast<double>(dice.number(-60, 120))};
        case 7: return op::Fade{target, dice.coin(), dice.coin(), maybe(dice, 5000)};
        case 8: return op::Duck{dice.number(0, 3) > 0, dice.share()};
        case 9: return op::Mute{target, dice.coin()};
        case 10: return op::SetLoudness{-24.0 + dice.number(0, 14)};
        default: return op::Denoise{target, dice.coin()};
    }
}

EditOp random_cut_op(Dice& dice, Ms length) {
    switch (dice.number(0, 9)) {
        case 0: return op::CutToBeat{static_cast<CutUnit>(dice.number(0, 3)), dice.number(1, 4)};
        case 1: return op::SnapCuts{dice.coin()};
        case 2: return op::ShiftCuts{Ms{dice.number(-300, 300)}};
        case 3: return op::ChangePace{dice.coin() ? 1 : -1};
        case 4: return op::SetTempo{dice.coin() ? std::optional(dice.number(70, 180) * 1.0) : std::nullopt, 1};
        case 5: return op::MusicVideo{dice.coin(), maybe(dice, 20'000)};
        case 6: return op::ShotPolicy{dice.coin(), dice.coin()};
        case 7: return op::EndOnBeat{};
        case 8: return op::FitVideo{};
        default: return op::Highlight{some_time(dice, length)};
    }
}

EditOp random_time_op(Dice& dice, Ms length) {
    const Target target = some_target(dice, length, Target::Kind::Picture);
    switch (dice.number(0, 13)) {
        case 0: return op::RemoveStretches{{some_stretch(dice, length), some_stretch(dice, length)}};
        case 1: return op::KeepStretches{{some_stretch(dice, length)}};
        case 2: return op::TrimClips{target, Ms{dice.number(0, 800)}, Ms{dice.number(0, 800)}};
        case 3: return op::SetClipLength{target, Ms{dice.number(20, 5000)}};
        case 4: return op::Split{{some_moment(dice, length), some_moment(dice, length)}};
        case 5: return op::RemoveSilence{};
        case 6: return op::RemoveFlaws{static_cast<op::Flaw>(dice.number(0, 3))};
        case 7: return op::SetLength{Ms{dice.number(500, 20'000)}, static_cast<op::Bound>(dice.number(0, 3))};
        case 8: return op::Join{maybe(dice, 3000)};
        case 9: return op::ChangeSpeed{target, 0.25 + 4 * dice.share(), dice.coin(), dice.coin()};
        case 10: return op::Reverse{target};
        case 11: return op::Freeze{some_moment(dice, length), Ms{dice.number(10, 3000)}};
        case 12: return op::Slideshow{maybe(dice, 20'000)};
        default: return op::LimitHeight{1080};
    }
}

EditOp random_order_op(Dice& dice, Ms length) {
    const Target target = some_target(dice, length, Target::Kind::Picture);
    switch (dice.number(0, 5)) {
        case 0: return op::DeleteClips{target};
        case 1: return op::KeepClips{target};
        case 2: return op::MoveClip{dice.number(-2, 4), dice.number(-2, 4)};
        case 3: return op::SwapClips{dice.number(-2, 4), dice.number(-2, 4)};
        case 4: return op::DuplicateClips{{Target::Kind::Picture, {dice.number(1, 3)}, {}}};
        default: return op::SortClips{static_cast<op::SortKey>(dice.number(0, 4))};
    }
}

EditOp random_text_op(Dice& dice, Ms length) {
    const auto kind = dice.coin() ? Target::Kind::Titles : Target::Kind::Captions;
    switch (dice.number(0, 3)) {
        case 0: {
            const auto stretch = dice.coin() ? std::optional(some_stretch(dice, length)) : std::nullopt;
            return op::AddText{"Title", stretch, dice.coin(), {}};
        }
        case 1: return op::ChangeText{{kind, {}, {}}, "Other", some_moment(dice, length), {}, {}};
        case 2: return op::RemoveText{{kind, {}, {}}};
        default: return op::AddCaptions{};
    }
}

EditOp random_picture_op(Dice& dice, Ms length) {
    const Target target = some_target(dice, length, Target::Kind::Picture);
    const op::Where where{dice.coin() ? std::optional(some_moment(dice, length)) : std::nullopt, std::nullopt};
    switch (dice.number(0, 11)) {
        case 0:
            return op::SetTransition{static_cast<TransitionKind>(dice.number(0, 5)), maybe(dice, 2000), Side::Left,
                                     where};
        case 1: return op::RemoveTransitions{where};
        case 2: return op::SetAspect{{dice.number(1, 16), dice.number(1, 16)}, Fit::Blur};
        case 3: return op::SetFit{Fit::Pad, target};
        case 4: return op::SetLetterbox{dice.coin() ? 2.39 : 0};
        case 5: return op::FollowSubject{target};
        case 6: return op::Rotate{target, 90 * dice.number(-3, 3)};
        case 7: return op::Flip{target, dice.coin()};
        case 8: return op::Zoom{target, 0.3 + 3 * dice.share(), dice.coin()};
        case 9: return op::KenBurns{target, dice.coin()};
        case 10: return op::AdjustLook{target, {dice.share(), -dice.share(), -1, 0.5, 0.7}, dice.coin()};
        default: return op::Stabilise{target, dice.coin()};
    }
}

}  // namespace

EditInputs random_inputs(Dice& dice) {
    EditInputs inputs;
    for (int i = dice.number(1, 5); i > 0; --i) inputs.clips.push_back(random_clip(dice, i));
    for (int i = dice.number(0, 2); i > 0; --i) {
        inputs.songs.push_back(song(steady_grid(dice.number(70, 170), 0.5 + 40 * dice.share(), {0.3, 1}),
                                    "song" + std::to_string(i) + ".mp3"));
    }
    if (dice.coin()) {
        CaptionSource captions{"talk.srt", {}};
        for (int i = 0; i < 6; ++i) {
            captions.cues.push_back({{Ms{i * 700}, Ms{i * 700 + dice.number(100, 1500)}}, "word"});
        }
        inputs.captions.push_back(std::move(captions));
    }
    return inputs;
}

EditSettings random_settings(Dice& dice) {
    EditSettings settings;
    constexpr std::array kRates{FrameRate{30, 1}, FrameRate{30000, 1001}, FrameRate{24, 1}, FrameRate{60, 1}};
    if (dice.coin()) settings.rate = kRates[static_cast<std::size_t>(dice.number(0, 3))];
    if (dice.coin()) settings.title = "Summer";
    settings.seed = static_cast<std::uint64_t>(dice.number(0, 1000));
    return settings;
}

EditOp random_op(Dice& dice, Ms length) {
    switch (dice.number(0, 5)) {
        case 0: return random_sound_op(dice, length);
        case 1: return random_cut_op(dice, length);
        case 2: return random_time_op(dice, length);
        case 3: return random_order_op(dice, length);
        case 4: return random_text_op(dice, length);
        default: return random_picture_op(dice, length);
    }
}

}  // namespace takt::edit_tests
