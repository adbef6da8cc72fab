// SPDX-License-Identifier: GPL-3.0-or-later
// One piece of a draft's track: a stretch of a clip, a song or a text, and everything that is done to it. A value whose
// every default means "as it is", so that two segments differ only where somebody changed something.
#pragma once

#include "takt/time.h"

#include <optional>
#include <string>

namespace takt {

/// How a picture of another shape fills the canvas.
enum class Fit { Crop, Pad, Blur };

/// How a segment begins. All but a cut are centred on the segment's start, so that their middle is on the beat:
/// both neighbours are seen during a crossfade, a wipe (the new picture is uncovered) and a push (it moves in); at the
/// middle of a fade nothing but black or white is.
enum class TransitionKind { Cut, Crossfade, FadeBlack, FadeWhite, Wipe, Push };
/// Where a wipe or a push comes from.
enum class Side { Left, Right, Top, Bottom };
struct Transition {
    TransitionKind kind = TransitionKind::Cut;
    Ms duration{};
    Side from = Side::Right;  ///< of a wipe or a push
    bool operator==(const Transition&) const = default;
};

/// Which part of the turned source is seen: around (x, y), both 0..1 of its width and height, `zoom` times as large as
/// `fit` alone makes it. At 1 only what `fit` crops can move. Never beyond the source's edges.
struct View {
    double x = 0.5;
    double y = 0.5;
    double zoom = 1;  ///< 1..10
    bool operator==(const View&) const = default;
};

/// Adjustments of the picture; 0 leaves it as it is.
struct Look {
    double brightness = 0;   ///< -1 black .. 1 white
    double contrast = 0;     ///< -1 grey .. 1 twice the contrast
    double saturation = 0;   ///< -1 black and white .. 1 twice the colour
    double temperature = 0;  ///< -1 cool .. 1 warm
    double vignette = 0;     ///< 0 .. 1 black corners
    bool operator==(const Look&) const = default;
};

enum class TextPlace { Top, Centre, Bottom };
struct TextStyle {
    TextPlace place = TextPlace::Bottom;
    double size = 1;                 ///< 0.25..4, of the usual size of its role
    std::string colour = "#FFFFFF";  ///< "#RRGGBB"
    bool bold = true;
    bool italic = false;
    bool box = false;      ///< on a dark box instead of an outline
    bool caption = false;  ///< spoken words, smaller; else a title
    bool operator==(const TextStyle&) const = default;
};

inline constexpr double kMaxVolume = 4;  ///< +12 dB
inline constexpr double kMinSpeed = 0.1;
inline constexpr double kMaxSpeed = 16;

struct Segment {
    Ms start{};  ///< on the timeline
    Ms duration{};
    std::string name;    ///< for people
    std::string source;  ///< path or address of the media; empty for text
    Ms source_begin{};   ///< `in`: where in the source the segment begins (a reversed one: ends)
    double speed = 1;    ///< source time per timeline time, kMinSpeed..kMaxSpeed; 0: the picture at source_begin stands
    bool keep_pitch = true;  ///< of its sound, when the speed is changed
    bool reversed = false;   ///< its source stretch is shown, and heard, backwards
    double volume = 1;       ///< 0..kMaxVolume, of the segment's own sound
    Ms fade_in{};            ///< of its sound (audio), picture and sound from black (video), opacity (text)
    Ms fade_out{};
    bool denoise = false;  ///< steady noise is taken out of its sound
    Fit fit = Fit::Crop;
    Transition transition;  ///< video only
    int rotation = 0;       ///< video: clockwise by 0, 90, 180 or 270 degrees, before anything else
    bool mirrored = false;  ///< left and right exchanged, after the rotation
    bool flipped = false;   ///< top and bottom exchanged, after the rotation
    View view_begin;        ///< video: moves in a straight line to view_end
    View view_end;
    Look look;
    bool stabilised = false;
    std::string text;          ///< text only
    TextStyle style;           ///< text only
    std::string reason;        ///< why the planner put it here
    std::string unknown_json;  ///< fields of other writers, as a JSON object; empty when none
    [[nodiscard]] Ms end() const { return start + duration; }
    /// How much of its source it shows; none when the picture stands.
    [[nodiscard]] Us source_duration() const {
        return speed == 1 ? Us(duration)
                          : Us{static_cast<std::int64_t>(static_cast<double>(Us(duration).count()) * speed + 0.5)};
    }
    bool operator==(const Segment&) const = default;
};

}  // namespace takt
