// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/choose_song.h"

#include "takt/error.h"

#include "base/fingerprint.h"
#include "beats/cached_beats.h"
#include "edit/montage/mood.h"
#include "flow/project_inputs.h"
#include "local/editor_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace takt::cli {
namespace {

namespace fs = std::filesystem;

/// More would be listened to for minutes before anything is seen.
constexpr std::size_t kMostSongs = 200;

bool is_song(const fs::path& file) {
    constexpr std::array kExtensions{".mp3", ".wav", ".m4a", ".aac"};
    std::string extension = file.extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return std::tolower(c); });
    std::error_code ignored;
    return fs::is_regular_file(file, ignored) && std::ranges::find(kExtensions, extension) != kExtensions.end();
}

std::vector<fs::path> songs_in(const fs::path& folder) {
    std::error_code failed;
    std::vector<fs::path> songs;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (is_song(at->path())) songs.push_back(at->path());
    }
    if (failed || songs.empty()) {
        throw Error(ErrorCode::NotFound,
                    fmt::format("--music {}: no mp3, wav, m4a or aac in it; name a folder of songs", folder.string()));
    }
    std::ranges::sort(songs);
    if (songs.size() > kMostSongs) {
        throw Error(ErrorCode::Usage, fmt::format("--music {}: {} songs are too many to listen to; choose at most {}",
                                                  folder.string(), songs.size(), kMostSongs));
    }
    return songs;
}

std::vector<ClipSource> measured_clips(const flow::Project& project, const std::stop_token& stop) {
    std::vector<Asset> clips;
    for (const flow::PreparedItem& item : project.inputs) {
        if (!item.output || item.output->kind == MediaKind::Audio) continue;
        clips.push_back({.name = item.output->path.filename().string(),
                         .address = item.output->path.lexically_relative(project.root).string(),
                         .kind = item.output->kind});
    }
    return local::editor_inputs(clips, project.root, {}, stop).clips;
}

}  // namespace

fs::path choose_song(const fs::path& folder, const flow::Project& project, const Surroundings& with) {
    const std::vector<fs::path> files = songs_in(folder);
    const beats::Corrections corrections(with.environment.corrections());
    std::vector<SongSource> songs;
    for (const fs::path& file : files) {
        const std::string stem = fmt::format("{}-{}", file.stem().string(), fingerprint_file(file));
        const auto kept = beats::beats_file(project.root / "analysis", stem);
        songs.push_back({.name = file.filename().string(), .path = file.string()});
        songs.back().grid = beats::cached_beats(file, kept, corrections, with.progress, with.stop);
    }
    const edit::MoodChoice choice = edit::choose_by_mood(measured_clips(project, with.stop), songs);
    if (!with.globals.quiet) fmt::print(stderr, "{}\n", choice.note);
    return files[choice.song];
}

}  // namespace takt::cli
