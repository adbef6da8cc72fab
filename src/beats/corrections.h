// SPDX-License-Identifier: GPL-3.0-or-later
// The corrections of songs' beats that a person made, for every project: one small file a song in one folder, named by
// the song's content, so that a renamed or copied song keeps its own. What is written is the numbers, nothing about
// the song.
#pragma once

#include "takt/beats.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace takt::beats {

class Corrections {
public:
    /// Nothing is corrected, and nothing can be kept.
    Corrections() = default;
    /// The folder need not be there.
    explicit Corrections(std::filesystem::path folder);

    /// Throws Corrupt, naming the file and how to drop it, when it is nothing that `keep` wrote.
    [[nodiscard]] std::optional<BeatCorrection> of(const std::string& fingerprint) const;
    /// Of mode 0600. An empty correction is forgotten. Throws Permission, DiskFull.
    void keep(const std::string& fingerprint, const BeatCorrection& correction) const;
    /// Also a file that cannot be read. Throws Permission.
    void forget(const std::string& fingerprint) const;

    /// `grid` as its song's correction says; unchanged without one, and when it obeys one already.
    [[nodiscard]] BeatGrid applied(const BeatGrid& grid) const;

private:
    [[nodiscard]] std::filesystem::path file(const std::string& fingerprint) const;

    std::filesystem::path folder_;  ///< empty: none
};

/// 16 hex digits.
[[nodiscard]] bool is_fingerprint(std::string_view text);

/// The document takt.beat_correction/1.
[[nodiscard]] std::string correction_to_json(const BeatCorrection& correction);
/// Throws Corrupt, naming `place` and `next_step`.
[[nodiscard]] BeatCorrection correction_from_json(const std::string& text, const std::string& place,
                                                  const std::string& next_step);

}  // namespace takt::beats
