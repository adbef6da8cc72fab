// SPDX-License-Identifier: GPL-3.0-or-later
// Operations on cuts, time and order.
#include "edit/operation_fields_json.h"

#include <array>
#include <cstddef>

namespace takt::edit {
namespace {

const char* name_of(CutUnit unit) {
    constexpr std::array kNames{"auto", "beat", "bar", "section"};
    return kNames[static_cast<std::size_t>(unit)];
}
const char* name_of(op::Flaw flaw) {
    constexpr std::array kNames{"shaky", "blurred", "black", "frozen"};
    return kNames[static_cast<std::size_t>(flaw)];
}
const char* name_of(op::Bound bound) {
    constexpr std::array kNames{"exactly", "at_most", "at_least", "about"};
    return kNames[static_cast<std::size_t>(bound)];
}
const char* name_of(op::SortKey key) {
    constexpr std::array kNames{"filmed", "name", "length", "random", "backwards"};
    return kNames[static_cast<std::size_t>(key)];
}

}  // namespace

Json fields_of(const op::CutToBeat& op) {
    return object("cut_to_beat", {{"unit", name_of(op.unit)}, {"every", op.every}});
}
Json fields_of(const op::SnapCuts& op) {
    return object("snap_cuts", {{"downbeats", op.downbeats}});
}
Json fields_of(const op::ShiftCuts& op) {
    return object("shift_cuts", {{"by_ms", op.by.count()}});
}
Json fields_of(const op::ChangePace& op) {
    return object("change_pace", {{"steps", op.steps}});
}
Json fields_of(const op::SetTempo& op) {
    return object("set_tempo", {{"bpm", json_of(op.bpm)}, {"level", op.level}});
}
Json fields_of(const op::MusicVideo& op) {
    return object("music_video", {{"transitions", op.transitions}, {"length_ms", json_of(op.length)}});
}
Json fields_of(const op::ShotPolicy& op) {
    return object("shot_policy", {{"use_all", op.use_all}, {"no_repeats", op.no_repeats}});
}
Json fields_of(const op::EndOnBeat& /*op*/) {
    return object("end_on_beat", {});
}
Json fields_of(const op::RemoveStretches& op) {
    return object("remove_stretches", {{"stretches", json_of(op.stretches)}});
}
Json fields_of(const op::KeepStretches& op) {
    return object("keep_stretches", {{"stretches", json_of(op.stretches)}});
}
Json fields_of(const op::TrimClips& op) {
    return object("trim_clips",
                  {{"target", json_of(op.target)}, {"head_ms", op.head.count()}, {"tail_ms", op.tail.count()}});
}
Json fields_of(const op::SetClipLength& op) {
    return object("set_clip_length", {{"target", json_of(op.target)}, {"length_ms", op.length.count()}});
}
Json fields_of(const op::Split& op) {
    return object("split", {{"at", json_of(op.at)}});
}
Json fields_of(const op::RemoveSilence& /*op*/) {
    return object("remove_silence", {});
}
Json fields_of(const op::RemoveFlaws& op) {
    return object("remove_flaws", {{"flaw", name_of(op.flaw)}});
}
Json fields_of(const op::Highlight& op) {
    return object("highlight", {{"length_ms", op.length.count()}});
}
Json fields_of(const op::SetLength& op) {
    return object("set_length", {{"length_ms", op.length.count()}, {"bound", name_of(op.bound)}});
}
Json fields_of(const op::MakeLengths& op) {
    return object("make_lengths", {{"lengths_ms", json_of(op.lengths)}});
}
Json fields_of(const op::Join& op) {
    return object("join", {{"each_ms", json_of(op.each)}});
}
Json fields_of(const op::ChangeSpeed& op) {
    return object("change_speed", {{"target", json_of(op.target)},
                                   {"factor", op.factor},
                                   {"relative", op.relative},
                                   {"keep_pitch", op.keep_pitch}});
}
Json fields_of(const op::Reverse& op) {
    return object("reverse", {{"target", json_of(op.target)}});
}
Json fields_of(const op::Freeze& op) {
    return object("freeze", {{"at", json_of(op.at)}, {"length_ms", op.length.count()}});
}
Json fields_of(const op::LimitHeight& op) {
    return object("limit_height", {{"lines", op.lines}});
}
Json fields_of(const op::DeleteClips& op) {
    return object("delete_clips", {{"target", json_of(op.target)}});
}
Json fields_of(const op::KeepClips& op) {
    return object("keep_clips", {{"target", json_of(op.target)}});
}
Json fields_of(const op::MoveClip& op) {
    return object("move_clip", {{"clip", op.clip}, {"to", op.to}});
}
Json fields_of(const op::SwapClips& op) {
    return object("swap_clips", {{"a", op.a}, {"b", op.b}});
}
Json fields_of(const op::DuplicateClips& op) {
    return object("duplicate_clips", {{"target", json_of(op.target)}});
}
Json fields_of(const op::SortClips& op) {
    return object("sort_clips", {{"by", name_of(op.by)}});
}
Json fields_of(const op::Slideshow& op) {
    return object("slideshow", {{"length_ms", json_of(op.length)}});
}

}  // namespace takt::edit
