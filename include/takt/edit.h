// SPDX-License-Identifier: GPL-3.0-or-later
// From a request in words to a draft, without a model: understand() finds what is asked, and the planners below turn
// measured inputs into a timeline. All of it is pure: same inputs, settings and seed, same draft.
#pragma once

#include "takt/beats.h"
#include "takt/draft.h"
#include "takt/media_info.h"
#include "takt/picture_measures.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace takt {

/// Footage to choose from, in filming order.
struct ClipSource {
    std::string name;
    std::string path;
    MediaKind kind = MediaKind::Video;  ///< Video, Animation or Still; a still can be held for any length
    Us duration{};
    Size display;
    FrameRate rate{30, 1};
    bool has_sound = false;
    PictureMeasures measures;
};

struct SongSource {
    std::string name;
    std::string path;
    BeatGrid grid;
};

enum class Aspect { Auto, Wide16x9, Tall9x16, Square, Portrait4x5 };

struct EditSettings {
    Aspect aspect = Aspect::Auto;   ///< Auto follows the clips' orientation, by shown time
    std::optional<FrameRate> rate;  ///< absent: the commonest clip rate, 24..60
    Pace pace = Pace::Normal;
    std::optional<Ms> length;  ///< absent: the song's (music video) or the clip's (music under it)
    Fit fit = Fit::Crop;
    Ms min_shot{400};
    Ms still_length{3000};  ///< of a still when no beat decides
    std::string title;      ///< shown for the first seconds; empty for none
    std::uint64_t seed = 0;
};

struct EditInputs {
    std::vector<ClipSource> clips;
    std::vector<SongSource> songs;
};

/// What a request asks for, in this version.
enum class Intent {
    MusicVideo,      ///< shots of every clip cut on the song's beats, song length
    MusicUnderClip,  ///< the song trimmed to the clip and laid under its own sound, fade-out
    MusicByMood,     ///< as MusicUnderClip, with the song chosen to match the clip
};

struct Understood {
    Intent intent = Intent::MusicVideo;
    bool transitions = false;  ///< crossfades are asked for
    std::string echo;          ///< one line: what was understood
};

/// Throws EditUnclear when nothing in `request` is understood; the message names what can be asked.
[[nodiscard]] Understood understand(const std::string& request);

struct PlannedDraft {
    Draft draft;
    std::vector<std::string> notes;  ///< for people: what was chosen and why, what was left out
    std::vector<Us> beats;           ///< of a music video, on its timeline; empty when there is no beat to cut on
};

/// Every cut of a music video is on the frame nearest to a beat; it ends on a bar line, and needs no song: then cuts
/// are equally spaced. Throws EditUnclear when an input is missing (no clip; no song where one is needed), naming what
/// to add.
[[nodiscard]] PlannedDraft plan_edit(const Understood& understood, const EditInputs& inputs,
                                     const EditSettings& settings);

/// 1920×1080, 1080×1920, 1080×1080 or 1080×1350.
[[nodiscard]] Size canvas_size(Aspect aspect, const std::vector<ClipSource>& clips);

}  // namespace takt
