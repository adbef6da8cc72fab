// SPDX-License-Identifier: GPL-3.0-or-later
// From a song to the places where one may cut. `analyse_beats` does the work, BeatGrid is its immutable answer.
// All times are on the file's presentation timeline. "Not musical" is a low confidence, never an error.
//
//     const takt::BeatGrid grid = takt::analyse_beats("song.mp3");
//     for (const takt::Beat& beat : grid.beats()) std::cout << takt::seconds(beat.time) << '\n';
#pragma once

#include "takt/beat_correction.h"
#include "takt/progress.h"
#include "takt/time.h"

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace takt {

struct Beat {
    /// Where the attack is perceived, not the peak of its energy: within half a frame at 30 fps for attacks that rise
    /// in up to 50 ms (tests/beats/attack_test.cpp). A cut belongs here.
    Us time{};
    double strength = 0;  ///< 0..1, the onset curve at the beat relative to the song's strongest
    bool downbeat = false;
    int bar = 0;  ///< from 0; beats before the first downbeat are in bar -1
};

/// Another reading of the same song: relation is "half", "double" or "off-beat"; score is its odds against the chosen
/// one, 0..1.
struct TempoAlternative {
    double bpm = 0;
    std::string relation;
    double score = 0;
};

struct Tempo {
    double bpm = 0;
    double confidence = 0;  ///< 0..1: the share of the beats to expect right; below 0.25 when not musical
    bool stable = true;     ///< the tempo stays within a few per cent over the song
    std::vector<TempoAlternative> alternatives;
};

struct Section {
    TimeRange range;
    double energy = 0;  ///< 0..1 relative to the loudest section
    /// intro, build, drop, chorus, verse, break or outro; quiet, medium or loud in a song without bars.
    std::string label;
};

enum class Pace { Calm, Normal, Fast };

/// How many beats a shot lasts at this pace where the song has this energy: whole bars, or an even part of one.
[[nodiscard]] int beats_per_shot(Pace pace, double energy, int meter);
/// How long a shot lasts at this pace where there is no beat.
[[nodiscard]] Us equal_step(Pace pace);

/// A place to cut, and how much the song asks for it.
struct CutHint {
    Us time{};
    double strength = 0;
    int bar = 0;
    std::optional<std::size_t> beat{};  ///< its place in BeatGrid::beats(); absent in equal steps
};

/// The bytes whose beats these are: what a correction is remembered by.
struct SongContent {
    std::string fingerprint;  ///< of the whole file, as the user named it
    Us begin{};               ///< where in it this sound begins: a prepared song may be a part
    bool operator==(const SongContent&) const = default;
};

class BeatGrid {
public:
    struct Parts {
        std::filesystem::path source;
        Us duration{};
        bool musical = false;
        Tempo tempo;
        int meter = 4;            ///< beats in a bar
        std::vector<Beat> beats;  ///< ascending; empty when not musical
        std::vector<Section> sections;
        std::vector<Us> phrases;             ///< where phrases of mostly 4, 8 or 16 bars begin; each on a downbeat
        std::optional<TimeRange> highlight;  ///< the strongest eight bars; absent without bars
        std::optional<SongContent> song;     ///< absent when nobody has looked
        std::optional<BeatCorrection> correction;  ///< the one that these beats obey
        int analysis = 0;                          ///< version of what found the beats; 0: from before it was told
    };

    BeatGrid() = default;
    /// Throws Internal when beats are not strictly ascending.
    explicit BeatGrid(Parts parts);

    [[nodiscard]] const Parts& parts() const { return parts_; }
    [[nodiscard]] int analysis() const { return parts_.analysis; }
    [[nodiscard]] const std::filesystem::path& source() const { return parts_.source; }
    [[nodiscard]] Us duration() const { return parts_.duration; }
    [[nodiscard]] bool musical() const { return parts_.musical; }
    [[nodiscard]] const Tempo& tempo() const { return parts_.tempo; }
    [[nodiscard]] int meter() const { return parts_.meter; }
    [[nodiscard]] std::span<const Beat> beats() const { return parts_.beats; }
    [[nodiscard]] std::span<const Section> sections() const { return parts_.sections; }
    [[nodiscard]] std::span<const Us> phrases() const { return parts_.phrases; }
    [[nodiscard]] const std::optional<TimeRange>& highlight() const { return parts_.highlight; }

    [[nodiscard]] const std::optional<SongContent>& song() const { return parts_.song; }
    [[nodiscard]] const std::optional<BeatCorrection>& correction() const { return parts_.correction; }

    /// The beat nearest to `time`, or null without beats.
    [[nodiscard]] const Beat* nearest(Us time) const;
    /// The beats inside `range`.
    [[nodiscard]] std::span<const Beat> in(const TimeRange& range) const;
    /// `time` moved to the nearest beat when one is within `tolerance`, else unchanged.
    [[nodiscard]] Us snap(Us time, Us tolerance) const;
    /// Energy of the section at `time`, 0..1; 0.5 without sections.
    [[nodiscard]] double energy_at(Us time) const;
    /// Where to cut at this pace: every N beats by section energy; equal steps when not musical.
    [[nodiscard]] std::vector<CutHint> hints(Pace pace) const;
    /// Which part of the song to use for a video of at most `length`: from the highlight, or from an earlier phrase or
    /// bar line when too little follows, to a phrase line when that costs at most an eighth of `length`, else a bar
    /// line, so that the last cut closes on a beat. All of a shorter song; its beginning when there are no beats.
    [[nodiscard]] TimeRange suggested_range(Us length) const;

private:
    Parts parts_;
};

/// Decodes the sound of `path` once, in bounded memory, and tracks its beats.
/// Throws NotFound, UnsupportedFormat, Corrupt, NoDecodableStream (no sound in it), Interrupted.
[[nodiscard]] BeatGrid analyse_beats(const std::filesystem::path& path, Progress& progress, std::stop_token stop = {});
[[nodiscard]] BeatGrid analyse_beats(const std::filesystem::path& path);

/// The document takt.beats/1.
[[nodiscard]] std::string beats_to_json(const BeatGrid& grid);
/// Throws Corrupt when `text` is not takt.beats/1.
[[nodiscard]] BeatGrid beats_from_json(const std::string& text);

}  // namespace takt
