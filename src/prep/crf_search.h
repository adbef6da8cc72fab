// SPDX-License-Identifier: GPL-3.0-or-later
// The one quality at which a whole short clip lands under its limit, found by encoding it a few times: a second or two
// leave steering no room, and cost little to encode again. Pure arithmetic: secants until both
// sides of the limit are known, then a bracket.
#pragma once

#include <cstdint>
#include <optional>

namespace takt::prep {

class CrfSearch {
public:
    /// Aims at the middle of (97 %, 100 %] of `limit_bytes`, never finer than `finest_crf`.
    CrfSearch(double finest_crf, std::int64_t limit_bytes);

    /// A first go whose quality varied around `mean_crf`: a hint, no proof.
    void hint(double mean_crf, std::int64_t bytes);
    /// A go at one quality throughout.
    void seen(double crf, std::int64_t bytes);
    /// What to try next; call after a hint or a go.
    [[nodiscard]] double next() const;
    /// The finest quality that was seen to fit.
    [[nodiscard]] std::optional<double> fitting() const;

private:
    struct Go {
        double crf = 0;
        double halvings = 0;  // over what is aimed at; negative: under it
    };
    [[nodiscard]] Go go(double crf, std::int64_t bytes) const;
    [[nodiscard]] double between() const;

    double finest_crf_;
    std::int64_t limit_bytes_;
    std::optional<Go> last_;
    double halving_crf_ = 6;      // x264 spends half the bits when the quality falls by so much; noise makes it steeper
    std::optional<Go> too_fine_;  // the coarsest of those over the limit
    std::optional<Go> fits_;      // the finest of those under it
    int bracketed_ = 0;           // goes since both ends are known
    bool steady_ = false;         // last_ was at one quality
};

}  // namespace takt::prep
