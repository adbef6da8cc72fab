// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/editor_inputs.h"

#include "takt/preparation.h"

#include "beats/cached_beats.h"
#include "local/filming_times_json.h"
#include "prep/cached_measures.h"

#include <fmt/format.h>

#include <map>

namespace takt::local {
namespace {

/// What the analysis of an asset is kept under. Prepared files are named by their content; others get its hash.
std::filesystem::path analysis_stem(const Asset& asset) {
    const std::filesystem::path address(asset.address);
    const bool prepared = address.is_relative() && address.parent_path() == "media";
    return prepared ? address.stem().string() : fmt::format("{}-{}", address.stem().string(), asset.hash);
}

ClipSource clip_source(const Asset& asset, const std::filesystem::path& root, const std::filesystem::path& analysis,
                       const std::stop_token& stop) {
    const auto path = resolved(root, asset.address);
    const MediaInfo info = probe(path, {}, stop);
    ClipSource clip{.name = asset.name, .path = asset.address, .kind = info.kind, .duration = info.duration};
    if (const VideoStreamInfo* video = info.video()) {
        clip.display = video->display;
        if (info.kind == MediaKind::Video && video->measured_rate.num > 0) clip.rate = video->measured_rate;
        // Sound may run on after the last picture; footage ends with the picture.
        if (video->duration > Us{0}) clip.duration = std::min(clip.duration, video->start + video->duration);
        // One or two frames are a picture, to be held like one.
        if (clip.duration <= frame_time(2, clip.rate)) clip.kind = MediaKind::Still;
    }
    clip.has_sound = info.audio() != nullptr;
    NoProgress quiet;
    clip.measures = prep::cached_measures(path, prep::measures_file(analysis, analysis_stem(asset)), quiet, stop);
    return clip;
}

}  // namespace

std::filesystem::path resolved(const std::filesystem::path& root, const std::string& address) {
    const std::filesystem::path path(address);
    return path.is_absolute() ? path : root / path;
}

EditInputs editor_inputs(const std::vector<Asset>& assets, const std::filesystem::path& root,
                         const beats::Corrections& corrections, const std::stop_token& stop) {
    const auto analysis = root / "analysis";
    const std::map<std::string, std::int64_t> filmed = filming_times(root);
    EditInputs inputs;
    for (const Asset& asset : assets) {
        if (asset.kind != MediaKind::Audio) {
            inputs.clips.push_back(clip_source(asset, root, analysis, stop));
            if (const auto time = filmed.find(asset.address); time != filmed.end()) {
                inputs.clips.back().recorded_s = time->second;
            }
            continue;
        }
        NoProgress quiet;
        const auto kept = beats::beats_file(analysis, analysis_stem(asset));
        const auto song = resolved(root, asset.address);
        inputs.songs.push_back({asset.name, asset.address, beats::cached_beats(song, kept, corrections, quiet, stop)});
    }
    return inputs;
}

}  // namespace takt::local
