// SPDX-License-Identifier: GPL-3.0-or-later
// Operations of the editor on music and sound. See edit_op.h.
#pragma once

#include "takt/edit_target.h"

#include <optional>

namespace takt::op {

// Music. Laid music is as long as the video, loops when it is short, and fades out over 1.5 s.
struct AddMusic {
    SongChoice song;
    Moment at;
    bool operator==(const AddMusic&) const = default;
};
/// Place, level and fades stay; planned cuts are planned anew.
struct ReplaceMusic {
    SongChoice song;
    bool operator==(const ReplaceMusic&) const = default;
};
struct RemoveMusic {
    bool operator==(const RemoveMusic&) const = default;
};
struct MusicFrom {
    Ms source{};
    bool operator==(const MusicFrom&) const = default;
};
/// It begins there on the timeline.
struct MusicAt {
    Moment at;
    bool operator==(const MusicAt&) const = default;
};
/// It ends with the video; `loop`: repeated when it is short.
struct FitMusic {
    bool loop = true;
    bool operator==(const FitMusic&) const = default;
};
/// The video is as long as the song.
struct FitVideo {
    bool operator==(const FitVideo&) const = default;
};

// Sound.
struct ChangeVolume {
    enum class How { Percent, ByPercent, Decibels, Step };
    Target target{Target::Kind::Music, {}, {}};
    How how = How::Step;
    /// Percent: of full level. ByPercent: +20 is a fifth more. Decibels: more or less. Step: +1 louder, -1 quieter,
    /// +-0.5 a little, +-2 a lot.
    double value = 0;
    bool operator==(const ChangeVolume&) const = default;
};
/// An absent length is 1 s for picture, 2 s for sound; 0 takes the fade away. Of Picture: of the whole video's begin or
/// end, sound with it.
struct Fade {
    Target target{Target::Kind::Music, {}, {}};
    bool in = false;
    bool out = true;
    std::optional<Ms> length;
    bool operator==(const Fade&) const = default;
};
struct Duck {
    bool on = true;
    std::optional<double> level;
    bool operator==(const Duck&) const = default;
};  ///< 0..1
struct Mute {
    Target target{Target::Kind::Original, {}, {}};
    bool on = true;
    bool operator==(const Mute&) const = default;
};
struct SetLoudness {
    double lufs = -14;
    bool operator==(const SetLoudness&) const = default;
};
struct Denoise {
    Target target{Target::Kind::Original, {}, {}};
    bool on = true;
    bool operator==(const Denoise&) const = default;
};

}  // namespace takt::op
