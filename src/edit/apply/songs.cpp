// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/songs.h"

#include "edit/apply/targets.h"
#include "edit/apply/tracks.h"
#include "edit/montage/mood.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace takt::edit {
namespace {

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// Without what names and people spell differently: "lo-fi", "lofi", "Lo Fi".
std::string letters(const std::string& text) {
    std::string kept;
    for (const char c : lower(text)) {
        if (c != ' ' && c != '-' && c != '_') kept += c;
    }
    return kept;
}

bool fits_words(const SongSource& song, const std::string& words) {
    const std::string wanted = letters(words);
    const bool by_name = letters(song.name).find(wanted) != std::string::npos;
    return !wanted.empty() && (by_name || letters(song.tags).find(wanted) != std::string::npos);
}

std::string listed(const std::vector<SongSource>& songs) {
    std::string list;
    for (std::size_t i = 0; i < songs.size(); ++i) list += fmt::format("{}{}. {}", i ? ", " : "", i + 1, songs[i].name);
    return list;
}

[[noreturn]] void which_one(const std::vector<SongSource>& songs) {
    unclear(fmt::format("song: there are {} ({}); name one, e.g. 'use the second song'", songs.size(), listed(songs)));
}

const SongSource& nearest(const Mood& mood, const std::string& words, Scene& scene) {
    const auto& songs = scene.inputs.songs;
    const auto song = std::min_element(songs.begin(), songs.end(), [&](const SongSource& a, const SongSource& b) {
        return mood_distance(a.mood, mood) < mood_distance(b.mood, mood);
    });
    scene.note(
        fmt::format("{}: the nearest of {} songs to \"{}\": energy {:.2f}, brightness {:.2f}, wanted {:.2f} and "
                    "{:.2f}",
                    song->name, songs.size(), words, song->mood.energy, song->mood.valence, mood.energy, mood.valence));
    return *song;
}

const SongSource& by_words(const std::string& words, Scene& scene) {
    const auto& songs = scene.inputs.songs;
    const auto fitting = std::count_if(songs.begin(), songs.end(), [&](const auto& s) { return fits_words(s, words); });
    if (fitting == 1 || (fitting > 1 && !mood_of_words(words))) {
        const auto found =
            std::find_if(songs.begin(), songs.end(), [&](const auto& s) { return fits_words(s, words); });
        if (fitting > 1) {
            scene.note(fmt::format("{}: the first of {} songs that \"{}\" fits", found->name, fitting, words));
        }
        return *found;
    }
    if (songs.size() == 1) {
        scene.note(
            fmt::format("{}: nothing in its name or tags says \"{}\", but it is the only song", songs[0].name, words));
        return songs[0];
    }
    if (const auto mood = mood_of_words(words)) return nearest(*mood, words, scene);
    which_one(songs);
}

const SongSource& last_but(const std::vector<SongSource>& songs, const std::string& playing) {
    const auto other =
        std::find_if(songs.rbegin(), songs.rend(), [&](const SongSource& s) { return s.path != playing; });
    if (other == songs.rend()) {
        unclear(fmt::format("{}: plays already and there is no other song; add one with `takt prep song.mp3`",
                            songs.back().name));
    }
    return *other;
}

}  // namespace

const SongSource& choose_song(const SongChoice& choice, Scene& scene, const std::string& playing) {
    const auto& songs = scene.inputs.songs;
    if (songs.empty()) {
        unclear("song: there is none; add one with `takt prep song.mp3` and ask again");
    }
    switch (choice.how) {
        case SongChoice::How::This: return playing.empty() ? songs.front() : last_but(songs, playing);
        case SongChoice::How::Some:
            if (songs.size() == 1) return songs.front();
            if (songs.size() == 2 && !playing.empty()) return last_but(songs, playing);
            which_one(songs);
        case SongChoice::How::Number: return songs[place_of(choice.number, songs.size(), "song")];
        case SongChoice::How::Words: return by_words(choice.words, scene);
        case SongChoice::How::ForClip: break;
    }
    const MoodChoice fitting = choose_by_mood(scene.inputs.clips, songs);
    scene.note(fitting.note);
    return songs[fitting.song];
}

const SongSource* playing_song(const Draft& draft, const Scene& scene) {
    const Track* music = music_track(draft);
    return music == nullptr ? nullptr : scene.song(music->segments.front().source);
}

}  // namespace takt::edit
