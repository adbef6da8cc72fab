// SPDX-License-Identifier: GPL-3.0-or-later
// What may still be shown of each clip. Nothing is given twice until start_over(); so no shot repeats while unused
// footage is long enough for it.
#pragma once

#include "takt/edit.h"

#include "edit/montage/clip_profile.h"

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace takt::edit {

/// What a shot needs: its length, and more at both ends where a crossfade reaches into the neighbours.
struct ShotNeed {
    Ms length{};
    Ms before{};
    Ms after{};
    double progress = 0;  ///< 0..1, how far the video has got
    double energy = 0.5;  ///< 0..1, of the song there: the livelier, the more motion suits it
};

struct ShotChoice {
    std::size_t clip = 0;
    Ms in{};
    std::string why;  ///< "sharpest unused stretch"
};

class Footage {
public:
    /// `wanted` is the length of the video: with less footage than that, none is skipped over.
    Footage(std::vector<ClipProfile> clips, Ms wanted, std::uint64_t seed);

    /// Unused footage for a shot: from clip `due`, or else the next clip in filming order that has enough; but of
    /// `shown_next`, which follows anyway, only when no other has.
    [[nodiscard]] std::optional<ShotChoice> take(const ShotNeed& need, std::size_t due,
                                                 std::optional<std::size_t> shown_next = {});
    /// The same of this clip only.
    [[nodiscard]] std::optional<ShotChoice> take_of(std::size_t clip, const ShotNeed& need);
    /// Keeps a stretch for a shot that was chosen otherwise.
    void reserve(std::size_t clip, const Span& stretch) { use(clip, stretch); }
    /// Tells what the video shows last, so that the next shot is another clip, or a visible jump within it.
    void shown(std::size_t clip, Ms out) { previous_ = Previous{clip, out}; }
    /// Everything may be shown again.
    void start_over();

    /// The longest stretch that was not shown yet; none of a still, which can fill any shot.
    [[nodiscard]] Ms longest_unused() const;
    /// The longest shot that can be filled at all, and of one clip.
    [[nodiscard]] Ms longest_shot() const;
    [[nodiscard]] Ms longest_shot(std::size_t clip) const { return longest(clips_[clip].usable); }
    [[nodiscard]] const ClipProfile& profile(std::size_t clip) const { return clips_[clip].profile; }
    /// How much is black or frozen.
    [[nodiscard]] Ms left_out() const { return left_out_; }

private:
    struct Clip {
        ClipProfile profile;
        Spans usable;
        Spans unused;
    };
    struct Previous {
        std::size_t clip = 0;
        Ms out{};
    };
    /// The best stretch of a clip so far, and whether it is the sharpest of those looked at.
    struct Best {
        Ms in{};
        double cost = 0;
        StretchQuality quality;
        double sharpest = 0;
    };

    [[nodiscard]] std::optional<Best> best_of(std::size_t index, const ShotNeed& need);
    [[nodiscard]] Ms place_wished(const Clip& clip, const ShotNeed& need);
    [[nodiscard]] double cost(std::size_t index, Ms in, Ms target, const ShotNeed& need,
                              const StretchQuality& quality) const;
    [[nodiscard]] std::string why(const Clip& clip, const Best& best, const ShotNeed& need) const;
    void use(std::size_t index, const Span& stretch);

    std::vector<Clip> clips_;
    std::optional<Previous> previous_;
    bool scarce_ = false;
    bool again_ = false;
    Ms left_out_{};
    Ms slack_{};  ///< how far a shot may be moved at random
    std::mt19937_64 random_;
};

}  // namespace takt::edit
