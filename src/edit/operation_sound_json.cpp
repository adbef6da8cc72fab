// SPDX-License-Identifier: GPL-3.0-or-later
// Operations on music and sound.
#include "edit/operation_fields_json.h"

namespace takt::edit {
namespace {

const char* name_of(op::ChangeVolume::How how) {
    using How = op::ChangeVolume::How;
    switch (how) {
        case How::Percent: return "percent";
        case How::ByPercent: return "by_percent";
        case How::Decibels: return "decibels";
        case How::Step: break;
    }
    return "step";
}

}  // namespace

Json fields_of(const op::AddMusic& op) {
    return object("add_music", {{"song", json_of(op.song)}, {"at", json_of(op.at)}});
}
Json fields_of(const op::ReplaceMusic& op) {
    return object("replace_music", {{"song", json_of(op.song)}});
}
Json fields_of(const op::RemoveMusic& /*op*/) {
    return object("remove_music", {});
}
Json fields_of(const op::MusicFrom& op) {
    return object("music_from", {{"source_ms", op.source.count()}});
}
Json fields_of(const op::MusicAt& op) {
    return object("music_at", {{"at", json_of(op.at)}});
}
Json fields_of(const op::FitMusic& op) {
    return object("fit_music", {{"loop", op.loop}});
}
Json fields_of(const op::FitVideo& /*op*/) {
    return object("fit_video", {});
}
Json fields_of(const op::ChangeVolume& op) {
    return object("change_volume", {{"target", json_of(op.target)}, {"how", name_of(op.how)}, {"value", op.value}});
}
Json fields_of(const op::Fade& op) {
    return object("fade",
                  {{"target", json_of(op.target)}, {"in", op.in}, {"out", op.out}, {"length_ms", json_of(op.length)}});
}
Json fields_of(const op::Duck& op) {
    return object("duck", {{"on", op.on}, {"level", json_of(op.level)}});
}
Json fields_of(const op::Mute& op) {
    return object("mute", {{"target", json_of(op.target)}, {"on", op.on}});
}
Json fields_of(const op::SetLoudness& op) {
    return object("set_loudness", {{"loudness_lufs", op.lufs}});
}
Json fields_of(const op::Denoise& op) {
    return object("denoise", {{"target", json_of(op.target)}, {"on", op.on}});
}

}  // namespace takt::edit
