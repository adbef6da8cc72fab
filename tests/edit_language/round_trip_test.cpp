// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of an operation reads into the same operation.
#include "takt/edit.h"
#include "takt/error.h"

#include <gtest/gtest.h>

#include <random>

namespace takt {
namespace {

using Kind = Target::Kind;

class Maker {
public:
    explicit Maker(unsigned seed) : random_(seed) {}

    int pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
    bool coin() { return pick(0, 1) == 1; }
    Ms ms() { return Ms{pick(1, 90'000)}; }
    Moment moment() { return {ms(), coin()}; }
    Stretch stretch() {
        const Ms begin = ms();
        return coin() ? Stretch{{begin, false}, {begin + ms(), false}} : Stretch{{begin, true}, {Ms{0}, true}};
    }
    Target clips() {
        Target target{Kind::Picture, {}, {}};
        for (int n = pick(0, 3); n > 0; --n) target.clips.push_back(coin() ? pick(1, 20) : pick(-9, -1));
        return target;
    }
    /// Here and there only a stretch of them.
    Target parts() {
        Target target = clips();
        if (coin()) target.stretch = stretch();
        return target;
    }
    Target some_clips() {
        Target target = clips();
        if (target.clips.empty()) target.clips = {pick(-3, -1)};
        return target;
    }
    std::string text() {
        static const std::vector<std::string> kTexts = {"Summer 2026", "don't cut, mute", "夏天",        "say \"hi\"",
                                                        "100%",        "\"“”「」《》«»'", "it's \"»\" ’"};
        return kTexts[static_cast<std::size_t>(pick(0, 6))];
    }
    SongChoice song() {
        using How = SongChoice::How;
        switch (pick(0, 4)) {
            case 0: return {How::Some, 0, {}};
            case 1: return {How::Number, pick(1, 9), {}};
            case 2: return {How::Words, 0, "lo-fi"};
            case 3: return {How::ForClip, 0, {}};
            default: return {};
        }
    }
    op::Where where() {
        op::Where where;
        if (coin())
            where.at = Moment{ms(), false};
        else if (coin())
            where.before_clip = pick(1, 9);
        return where;
    }
    Target sound() {
        Target target{coin() ? Kind::Music : Kind::Mix, {}, {}};
        if (coin()) target = {Kind::Original, clips().clips, {}};
        if (coin()) target.stretch = stretch();
        return target;
    }
    std::optional<Ms> maybe_ms() { return coin() ? std::optional(ms()) : std::nullopt; }

    std::vector<EditOp> sounds() {
        return {op::AddMusic{song(), {}},
                op::AddMusic{song(), moment()},
                op::ReplaceMusic{song()},
                op::RemoveMusic{},
                op::MusicFrom{ms()},
                op::MusicAt{moment()},
                op::FitMusic{coin()},
                op::FitVideo{},
                op::ChangeVolume{sound(), op::ChangeVolume::How::Percent, double(pick(0, 200))},
                op::ChangeVolume{sound(), op::ChangeVolume::How::Decibels, double(pick(1, 12)) - 6.5},
                op::ChangeVolume{sound(), op::ChangeVolume::How::ByPercent, pick(1, 90) - 45.5},
                op::ChangeVolume{sound(), op::ChangeVolume::How::Step, coin() ? -0.5 : 2.0},
                op::ChangeVolume{sound(), op::ChangeVolume::How::Step, coin() ? -1.0 : 0.5},
                op::Fade{{Kind::Music, {}, {}}, true, coin(), maybe_ms()},
                op::Fade{{}, false, true, maybe_ms()},
                op::Duck{},
                op::Duck{false, {}},
                op::Duck{true, pick(1, 9) / 10.0},
                op::Mute{sound(), coin()},
                op::SetLoudness{-double(pick(5, 30))},
                op::Denoise{{Kind::Original, clips().clips, {}}, coin()}};
    }
    std::vector<EditOp> cuts() {
        return {op::CutToBeat{},
                op::CutToBeat{CutUnit::Beat, pick(1, 8)},
                op::CutToBeat{CutUnit::Bar, pick(1, 4)},
                op::CutToBeat{CutUnit::Section, pick(1, 4)},
                op::SnapCuts{coin()},
                op::ShiftCuts{coin() ? ms() : -ms()},
                op::ChangePace{coin() ? 1 : -1},
                op::ChangePace{pick(2, 5)},
                op::ChangePace{-pick(2, 5)},
                op::SetTempo{pick(120, 400) / 2.0, 0},
                op::SetTempo{{}, coin() ? 1 : -1},
                op::MusicVideo{coin(), maybe_ms()},
                op::ShotPolicy{true, coin()},
                op::ShotPolicy{false, coin()},
                op::EndOnBeat{},
                op::SetTransition{TransitionKind(pick(1, 3)), maybe_ms(), Side::Right, where()},
                op::SetTransition{TransitionKind(pick(4, 5)), maybe_ms(), Side(pick(0, 3)), where()},
                op::RemoveTransitions{where()}};
    }
    std::vector<EditOp> times() {
        return {op::RemoveStretches{{stretch()}},
                op::RemoveStretches{{stretch(), stretch()}},
                op::KeepStretches{{stretch()}},
                op::TrimClips{some_clips(), ms(), Ms{0}},
                op::TrimClips{some_clips(), ms(), ms()},
                op::SetClipLength{some_clips(), ms()},
                op::SetClipLength{{}, ms()},
                op::TrimClips{{}, Ms{0}, ms()},
                op::Split{{moment()}},
                op::Split{{{ms(), false}, {ms(), false}}},
                op::RemoveSilence{},
                op::RemoveFlaws{op::Flaw(pick(0, 3))},
                op::Highlight{ms()},
                op::SetLength{ms(), op::Bound(pick(0, 3))},
                op::MakeLengths{{ms(), ms()}},
                op::Join{maybe_ms()},
                op::ChangeSpeed{parts(), pick(1, 40) / 10.0},
                op::ChangeSpeed{some_clips(), coin() ? 1.25 : 0.8, true, coin()},
                op::Reverse{parts()},
                op::Freeze{moment(), ms()},
                op::LimitHeight{coin() ? 720 : 1440},
                op::DeleteClips{some_clips()},
                op::KeepClips{some_clips()},
                op::MoveClip{pick(1, 9), pick(1, 9)},
                op::MoveClip{-pick(1, 9), -1},
                op::SwapClips{1, pick(2, 9)},
                op::SwapClips{-pick(1, 3), pick(2, 9)},
                op::DuplicateClips{some_clips()},
                op::SortClips{op::SortKey(pick(0, 4))},
                op::Slideshow{maybe_ms()}};
    }
    std::vector<EditOp> pictures() {
        const Size ratio = coin() ? Size{9, 16} : coin() ? Size{21, 9} : Size{4, 5};
        return {op::SetAspect{ratio, {}},
                op::SetAspect{ratio, Fit(pick(0, 2))},
                op::SetFit{Fit(pick(0, 2)), clips()},
                op::SetLetterbox{pick(0, 1) * 2.39},
                op::SetLetterbox{pick(11, 30) / 10.0},
                op::FollowSubject{clips()},
                op::Rotate{clips(), 90 * pick(1, 3)},
                op::Zoom{parts(), pick(2, 9) / 10.0, coin()},
                op::Rotate{parts(), -90},
                op::Flip{parts(), coin()},
                op::Zoom{parts(), pick(11, 30) / 10.0, coin()},
                op::KenBurns{parts(), coin()},
                op::AdjustLook{clips(), {.brightness = 0.2}},
                op::AdjustLook{clips(), {.saturation = -1}},
                op::AdjustLook{clips(), {.contrast = -0.4}},
                op::AdjustLook{parts(), {.brightness = 0.1, .contrast = -0.2, .saturation = 0.35}},
                op::AdjustLook{parts(), {.saturation = -0.5, .temperature = 0.25, .vignette = 0.4}},
                op::AdjustLook{clips(), {.temperature = -1, .vignette = -1}},
                op::AdjustLook{parts(), {}, true},
                op::Stabilise{parts(), coin()}};
    }
    std::vector<EditOp> texts() {
        op::StyleChange style;
        if (coin()) style.place = TextPlace(pick(0, 2));
        if (coin()) style.colour = "#FFD400";
        if (coin()) style.bold = coin();
        if (coin()) style.italic = coin();
        if (coin()) style.box = coin();
        if (coin()) {
            style.size = pick(5, 40) / 20.0;
        } else if (coin()) {
            style.scale = pick(5, 40) / 20.0;
        }
        op::ChangeText change{{Kind::Titles, {}, {}}, text(), {}, {}, style};
        op::ChangeText restyled{{Kind::Titles, {pick(1, 4)}, {}}, {}, {}, Moment{ms(), false}, style};
        return {op::AddText{text(), stretch(), coin(), style},
                op::AddText{text(), {}, coin(), style},
                change,
                restyled,
                op::RemoveText{{Kind::Captions, {}, {}}},
                op::AddCaptions{},
                op::AddCaptions{"talk.srt"}};
    }
    std::vector<EditOp> sessions() {
        return {op::Undo{pick(1, 9)},
                op::Redo{pick(1, 9)},
                op::Reset{},
                op::Show{},
                op::Compare{},
                op::Compare{pick(0, 5), pick(6, 9)},
                op::Compare{-pick(2, 9)},
                op::Compare{-pick(2, 9), pick(0, 9)},
                op::Export{},
                op::Export{"youtube", 1080},
                op::ShowCredits{},
                op::ShowStatus{},
                op::Upload{},
                op::Upload{{"a.mp4", "b.mov"}}};
    }

private:
    std::mt19937 random_;
};

void expect_read_again(const EditOp& op) {
    const std::string said = words(op);
    try {
        const Reading reading = understand(said);
        ASSERT_EQ(reading.read.size(), 1U) << said << " -> " << reading.echo;
        EXPECT_TRUE(reading.read.front().op == op) << said << " -> " << reading.echo;
    } catch (const Error& error) {
        ADD_FAILURE() << said << ": " << error.what();
    }
}

TEST(Words, ReadAsTheOperationTheyWereMadeOf) {
    for (unsigned seed = 0; seed < 60; ++seed) {
        Maker make(seed);
        for (const auto& group :
             {make.sounds(), make.cuts(), make.times(), make.pictures(), make.texts(), make.sessions()}) {
            for (const EditOp& op : group) expect_read_again(op);
        }
    }
}

}  // namespace
}  // namespace takt
