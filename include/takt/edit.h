// SPDX-License-Identifier: GPL-3.0-or-later
// From a request in words to a draft, without a model: understand() reads operations out of it, apply() obeys them, and
// the montage planner turns measured inputs into a timeline. All of it is pure: same inputs, settings and seed, same
// draft.
#pragma once

#include "takt/beats.h"
#include "takt/draft.h"
#include "takt/edit_op.h"
#include "takt/media_info.h"
#include "takt/mood.h"
#include "takt/picture_measures.h"
#include "takt/sound_measures.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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
    std::optional<std::int64_t> recorded_s;  ///< when it was filmed, in seconds of UTC since 1970
    PictureMeasures measures;
    SoundMeasures sound;  ///< empty without sound
};

struct SongSource {
    std::string name;
    std::string path;
    BeatGrid grid;
    Mood mood;
    std::string tags;  ///< title, artist, genre as the file tells them, lower case; for "the lo-fi song"
};

/// What a subtitle file says, ascending; may overlap.
struct CaptionSource {
    struct Cue {
        Span shown;
        std::string text;
    };
    std::string name;
    std::vector<Cue> cues;
};

enum class Aspect { Auto, Wide16x9, Tall9x16, Square, Portrait4x5 };

/// "--pin clip@time": the shot at this moment of the video is of this clip.
struct Pin {
    std::string clip;  ///< its name, or the begin of it
    Ms time{};
    std::optional<Us> source;  ///< and shows this moment of it
    bool operator==(const Pin&) const = default;
};
/// Never shown.
struct Exclusion {
    std::string clip;
    TimeRange range;  ///< of the clip
    bool operator==(const Exclusion&) const = default;
};
/// Where a longer song starts: Best by length and form, Chorus at its strongest part.
enum class SongStart { Beginning, Best, Chorus, At };
/// What decides how long a music video is, when no length is given.
enum class LengthFrom { Music, Video };

struct EditSettings {
    Aspect aspect = Aspect::Auto;   ///< Auto follows the clips' orientation, by shown time
    std::optional<FrameRate> rate;  ///< absent: the commonest clip rate, 24..60
    Pace pace = Pace::Normal;       ///< what a first CutPlan takes; plan_music_video obeys its CutPlan
    std::optional<Ms> length;       ///< absent: as `length_from` says
    LengthFrom length_from = LengthFrom::Music;
    std::string song;  ///< the name of the one that is meant by "the song"; empty: the first
    SongStart song_start = SongStart::Best;
    Us song_at{};  ///< for SongStart::At
    std::vector<Pin> pins;
    std::vector<Exclusion> excluded;
    Fit fit = Fit::Crop;
    Ms min_shot{400};
    Ms still_length{3000};  ///< of a still when no beat decides
    std::string title;      ///< shown for the first seconds; empty for none
    std::uint64_t seed = 0;
};

struct EditInputs {
    std::vector<ClipSource> clips;
    std::vector<SongSource> songs;
    std::vector<CaptionSource> captions;
};

/// A part of the request, in bytes, half-open.
struct TextSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const TextSpan&) const = default;
};

struct Reading {
    struct Read {
        EditOp op;
        TextSpan said;
    };
    /// Something that is understood, but not for this machine to do: footage or voices made from nothing.
    struct CannotDo {
        TextSpan said;
        std::string what;     ///< "captions from speech"
        std::string instead;  ///< "add captions from an .srt file, or use --backend cloud"
    };
    std::vector<Read> read;
    std::vector<CannotDo> cannot;
    std::string echo;  ///< one line: what was understood
};

/// Where the facts begin that takt tells a service behind a request; they are no part of it.
inline constexpr std::string_view kMeasuredFacts = "\n\nMeasured from the files";

/// Reads a request. `before` are the operations of the last one, which "a little more" and "it" may mean.
/// Throws EditUnclear when nothing, or not all of it, is understood, or something is missing or contradicts itself: the
/// message names the words and what can be asked instead. What cannot be done is thrown only when nothing else is
/// asked.
[[nodiscard]] Reading understand(const std::string& request, const std::vector<EditOp>& before = {});

struct Applied {
    Draft draft;
    std::vector<std::string> notes;  ///< for people: what was chosen and why, what was left out
};

/// Every clip in its order, as long as it is, with its own sound; what an edit of an empty project begins from.
/// Throws EditUnclear when not a frame can be shown.
[[nodiscard]] Draft first_draft(const EditInputs& inputs, const EditSettings& settings);

/// Obeys the operations one after the other; each touches what it names and nothing else, but that what hangs on it
/// follows: music and titles stay inside the video, lowered music follows the speech. An empty draft becomes
/// first_draft() before. Throws EditUnclear when an operation does not fit the draft (no such clip, nothing would be
/// left), naming what to do: nothing is changed then.
[[nodiscard]] Applied apply(const Draft& draft, const std::vector<EditOp>& ops, const EditInputs& inputs,
                            const EditSettings& settings);

struct PlannedDraft {
    Draft draft;
    std::vector<std::string> notes;  ///< for people: what was chosen and why, what was left out
};

/// A music video of every clip, with the first of the songs: every cut is on the frame nearest to a beat of the song,
/// it ends on a bar line, and needs no song: then cuts are equally spaced. Throws EditUnclear when there is no clip, or
/// a pin names none.
[[nodiscard]] PlannedDraft plan_music_video(const EditInputs& inputs, const EditSettings& settings,
                                            const CutPlan& plan);

/// The beats of the music that the draft plays, on its timeline; none without such a song among the inputs.
[[nodiscard]] std::vector<Beat> beats_of(const Draft& draft, const EditInputs& inputs);

/// 1920×1080, 1080×1920, 1080×1080 or 1080×1350.
[[nodiscard]] Size canvas_size(Aspect aspect, const std::vector<ClipSource>& clips);

}  // namespace takt
