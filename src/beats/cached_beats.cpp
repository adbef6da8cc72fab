// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/cached_beats.h"

#include "base/atomic_file.h"
#include "beats/analysis.h"
#include "beats/picture.h"

#include <fmt/format.h>

namespace takt::beats {

std::filesystem::path beats_file(const std::filesystem::path& folder, const std::filesystem::path& stem) {
    return folder / fmt::format("{}.beats.json", stem.string());
}

BeatGrid cached_beats(const std::filesystem::path& song, const std::filesystem::path& kept, Progress& progress,
                      const std::stop_token& stop) {
    std::error_code ignored;
    if (std::filesystem::exists(kept, ignored)) return beats_from_json(read_file(kept));
    const Analysis analysis = analyse_song(song, progress, stop);
    make_folder(kept.parent_path());
    std::filesystem::path picture = kept;
    write_file(picture.replace_extension(".svg"), beats_svg(analysis.grid, analysis.drawing));
    write_file(kept, beats_to_json(analysis.grid));
    return analysis.grid;
}

}  // namespace takt::beats
