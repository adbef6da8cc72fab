// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/saying.h"

#include <fmt/format.h>

#include <cmath>

namespace takt::language {
namespace {

std::string say_song(const SongChoice& song) {
    switch (song.how) {
        case SongChoice::How::This: return "this music";
        case SongChoice::How::Some: return "some music";
        case SongChoice::How::Number: return song.number == -1 ? "the last song" : fmt::format("song {}", song.number);
        case SongChoice::How::Words: return say_quoted(song.words) + " music";
        case SongChoice::How::ForClip: return "music that matches the mood";
    }
    return {};
}

std::string say_degree(double steps) {
    const double size = std::abs(steps);
    return size < 1 ? "a little " : size > 1 ? "a lot " : "";
}

struct Sayer {
    std::string operator()(const op::AddMusic& o) const {
        return "add " + say_song(o.song) + (o.at == Moment{} ? "" : " at " + say_point(o.at));
    }
    std::string operator()(const op::ReplaceMusic& o) const { return "replace the music with " + say_song(o.song); }
    std::string operator()(const op::RemoveMusic&) const { return "remove the music"; }
    std::string operator()(const op::MusicFrom& o) const { return "play the music from " + say_time(o.source); }
    std::string operator()(const op::MusicAt& o) const { return "start the music at " + say_point(o.at); }
    std::string operator()(const op::FitMusic& o) const { return o.loop ? "loop the music" : "don't loop the music"; }
    std::string operator()(const op::FitVideo&) const { return "make the video as long as the music"; }
    std::string operator()(const op::ChangeVolume& o) const {
        using How = op::ChangeVolume::How;
        const std::string what = say_sound(o.target);
        switch (o.how) {
            case How::Percent: return fmt::format("set the volume of {} to {}%", what, say_number(o.value));
            case How::ByPercent:
                return fmt::format("make {} {}% {}", what, say_number(std::abs(o.value)),
                                   o.value < 0 ? "quieter" : "louder");
            case How::Decibels:
                return fmt::format("make {} {} dB {}", what, say_number(std::abs(o.value)),
                                   o.value < 0 ? "quieter" : "louder");
            case How::Step:
                return fmt::format("make {} {}{}", what, say_degree(o.value), o.value < 0 ? "quieter" : "louder");
        }
        return {};
    }
    std::string operator()(const op::Fade& o) const {
        const std::string way = o.in && o.out ? "fade in and out" : o.in ? "fade in" : "fade out";
        const std::string what = say_sound(o.target);
        if (o.length == Ms{0}) return fmt::format("remove the {} of {}", way, what);
        return way + " " + what + (o.length ? " for " + say_time(*o.length) : "");
    }
    std::string operator()(const op::Duck& o) const {
        if (!o.on) return "don't duck the music";
        return "duck the music under speech" + (o.level ? " to " + say_percent(*o.level) : "");
    }
    std::string operator()(const op::Mute& o) const { return (o.on ? "mute " : "unmute ") + say_sound(o.target); }
    std::string operator()(const op::SetLoudness& o) const {
        return fmt::format("normalize to {} LUFS", say_number(o.lufs));
    }
    std::string operator()(const op::Denoise& o) const {
        return (o.on ? "denoise " : "don't denoise ") + say_sound(o.target);
    }
    template <typename Op>
    std::string operator()(const Op&) const {
        return {};
    }
};

}  // namespace

std::string say_sound_op(const EditOp& op) {
    return std::visit(Sayer{}, op);
}

}  // namespace takt::language
