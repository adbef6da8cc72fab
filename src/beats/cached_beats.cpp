// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/cached_beats.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "base/fingerprint.h"
#include "beats/analysis.h"
#include "beats/picture.h"

#include <fmt/format.h>

#include <utility>

namespace takt::beats {
namespace {

bool is_there(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::exists(file, ignored);
}

/// Absent when it is not there, or is nothing that this program can read: both are mended by analysing anew.
std::optional<BeatGrid> readable(const std::filesystem::path& kept) {
    if (!is_there(kept)) return std::nullopt;
    try {
        return beats_from_json(read_file(kept));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Corrupt || error.code() == ErrorCode::TooLarge) return std::nullopt;
        throw;
    }
}

/// Documents from before there were corrections do not tell.
BeatGrid with_content(const BeatGrid& grid, const std::filesystem::path& song) {
    if (grid.song() || !is_there(song)) return grid;
    BeatGrid::Parts parts = grid.parts();
    parts.song = SongContent{fingerprint_file(song), {}};
    return BeatGrid(std::move(parts));
}

}  // namespace

std::filesystem::path beats_file(const std::filesystem::path& folder, const std::filesystem::path& stem) {
    return folder / fmt::format("{}.beats.json", stem.string());
}

void keep_beats(const std::filesystem::path& song, const std::optional<SongContent>& content,
                const std::filesystem::path& kept, Progress& progress, const std::stop_token& stop) {
    const std::optional<BeatGrid> before = readable(kept);
    if (before && before->analysis() == kAnalysisVersion) return;
    const Analysis analysis = analyse_song(song, progress, stop);
    BeatGrid::Parts parts = analysis.grid.parts();
    parts.song = content ? content : before ? before->song() : std::nullopt;
    if (!parts.song) parts.song = SongContent{fingerprint_file(song), {}};
    make_folder(kept.parent_path());
    std::filesystem::path picture = kept;
    write_file(picture.replace_extension(".svg"), beats_svg(analysis.grid, analysis.drawing));
    write_file(kept, beats_to_json(BeatGrid(std::move(parts))));
}

BeatGrid kept_beats(const std::filesystem::path& song, const std::filesystem::path& kept,
                    const Corrections& corrections) {
    return corrections.applied(with_content(beats_from_json(read_file(kept)), song));
}

BeatGrid cached_beats(const std::filesystem::path& song, const std::filesystem::path& kept,
                      const Corrections& corrections, Progress& progress, const std::stop_token& stop) {
    keep_beats(song, std::nullopt, kept, progress, stop);
    return kept_beats(song, kept, corrections);
}

SongContent content_of(const std::filesystem::path& song, const std::filesystem::path& kept) {
    if (const std::optional<BeatGrid> known = readable(kept); known && known->song()) return *known->song();
    return {fingerprint_file(song), {}};
}

}  // namespace takt::beats
