// SPDX-License-Identifier: GPL-3.0-or-later
// What may still be shown of each clip. Black and frozen seconds are left out from the start, and nothing is given
// twice until start_over(); so no shot repeats while unused footage is long enough for it.
#pragma once

#include "takt/edit.h"

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
};

struct ShotChoice {
    std::size_t clip = 0;
    Ms in{};
};

class Footage {
public:
    /// `wanted` is the length of the video: with less footage than that, none is skipped over.
    Footage(const std::vector<ClipSource>& clips, Ms wanted, std::uint64_t seed);

    /// Unused footage for a shot: from clip `due`, or else the next clip in filming order that has enough.
    [[nodiscard]] std::optional<ShotChoice> take(const ShotNeed& need, std::size_t due);
    /// Everything may be shown again.
    void start_over();
    /// The longest shot that can be filled at all.
    [[nodiscard]] Ms longest_shot() const;
    [[nodiscard]] Ms left_out() const { return left_out_; }

private:
    struct Clip {
        bool still = false;
        std::vector<Span> usable;
        std::vector<Span> unused;
        std::vector<bool> blurred;  ///< by second
    };
    struct Previous {
        std::size_t clip = 0;
        Ms out{};
    };

    void prepare(const ClipSource& source, Clip& clip);
    [[nodiscard]] std::optional<Ms> best_in(std::size_t index, const ShotNeed& need);
    [[nodiscard]] double cost(std::size_t index, Ms in, Ms target, const ShotNeed& need) const;
    void use(std::size_t index, const Span& stretch);

    std::vector<Clip> clips_;
    std::optional<Previous> previous_;
    bool scarce_ = false;
    Ms left_out_{};
    Ms slack_{};  ///< how far a shot may be moved at random
    std::mt19937_64 random_;
};

}  // namespace takt::edit
