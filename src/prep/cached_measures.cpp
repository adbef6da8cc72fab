// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/cached_measures.h"

#include "base/atomic_file.h"

#include <fmt/format.h>

namespace takt::prep {

std::filesystem::path measures_file(const std::filesystem::path& folder, const std::filesystem::path& stem) {
    return folder / fmt::format("{}.measures.json", stem.string());
}

PictureMeasures cached_measures(const std::filesystem::path& clip, const std::filesystem::path& kept,
                                Progress& progress, std::stop_token stop) {
    std::error_code ignored;
    if (std::filesystem::exists(kept, ignored)) {
        PictureMeasures read = measures_from_json(read_file(kept));
        if (read.measuring == kMeasuringVersion) return read;
    }
    progress.begin(fmt::format("measure {}", clip.filename().string()), 0, "frames");
    PictureMeasures measures = measure_pictures(clip, std::move(stop));
    progress.end();
    make_folder(kept.parent_path());
    write_file(kept, measures_to_json(measures));
    return measures;
}

std::filesystem::path sound_measures_file(const std::filesystem::path& folder, const std::filesystem::path& stem) {
    return folder / fmt::format("{}.sound.json", stem.string());
}

SoundMeasures cached_sound_measures(const std::filesystem::path& clip, const std::filesystem::path& kept,
                                    Progress& progress, std::stop_token stop) {
    std::error_code ignored;
    if (std::filesystem::exists(kept, ignored)) {
        SoundMeasures read = sound_measures_from_json(read_file(kept));
        if (read.measuring == kSoundMeasuringVersion) return read;
    }
    progress.begin(fmt::format("listen to {}", clip.filename().string()), 0, "samples");
    SoundMeasures measures = measure_sound(clip, std::move(stop));
    progress.end();
    make_folder(kept.parent_path());
    write_file(kept, sound_measures_to_json(measures));
    return measures;
}

}  // namespace takt::prep
