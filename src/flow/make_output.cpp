// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/make_output.h"

#include "base/atomic_file.h"
#include "beats/cached_beats.h"
#include "prep/cached_measures.h"
#include "prep/examine.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace takt::flow {
namespace {

constexpr int kThumbnails = 4;

bool moves(MediaKind kind) {
    return kind == MediaKind::Video || kind == MediaKind::Animation;
}

void describe_output(PreparedItem& item, const std::filesystem::path& path, const std::stop_token& stop) {
    const MediaInfo info = probe(path, {}, stop);
    PreparedOutput output{.path = path, .kind = info.kind, .size_bytes = info.size_bytes, .duration = info.duration};
    if (const VideoStreamInfo* video = info.video()) {
        output.display = video->display;
        if (info.kind == MediaKind::Video) output.rate = video->measured_rate;
    }
    item.output = output;
    item.after = facts_of(info);
}

/// What was seen is kept under names that stand for the output.
void keep(const Executed& seen, PreparedItem& item, const Project& project) {
    const std::filesystem::path stem = item.output->path.stem();
    if (seen.measures || !seen.thumbnails.empty()) make_folder(project.analysis());
    if (seen.measures) {
        write_file(prep::measures_file(project.analysis(), stem), measures_to_json(*seen.measures));
    }
    for (const Thumbnail& thumbnail : seen.thumbnails) {
        const auto path = project.analysis() / fmt::format("{}-{}.jpg", stem.string(), item.thumbnails.size() + 1);
        write_file(path, thumbnail.jpeg);
        item.thumbnails.push_back(path);
    }
    if (seen.loudness) item.loudness = seen.loudness;
    item.notes.insert(item.notes.end(), seen.notes.begin(), seen.notes.end());
}

std::filesystem::path proxy_of(const std::filesystem::path& output, const Project& project) {
    return project.analysis() / fmt::format("{}-proxy.mp4", output.stem().string());
}

bool is_there(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::exists(file, ignored);
}

/// Decoded pictures and sounds are looked at as they pass by; a copy is decoded only when somebody asked.
Extras extras_on_the_way(const PreparedItem& item, const Action& action, const PrepareRequest& request) {
    const auto* encoded = std::get_if<Transcode>(&action);
    const bool decodes_picture = encoded != nullptr && encoded->video;
    Extras extras;
    extras.thumbnails = moves(item.kind) && (decodes_picture || request.look) ? kThumbnails : 0;
    extras.measures = decodes_picture;
    extras.loudness = item.kind != MediaKind::Still && ((encoded != nullptr && encoded->audio) || request.look);
    return extras;
}

/// Where in the input the prepared sound begins.
Us kept_from(const PreparedItem& item, const Wishes& wishes) {
    const Us begin = wishes.trim.begin.value_or(Us{0});
    return begin >= Us{0} || !item.before ? std::max(Us{0}, begin) : std::max(Us{0}, item.before->duration + begin);
}

}  // namespace

PreparedItem make_output(Decision decision, const std::filesystem::path& output, const Project& project,
                         const PrepareRequest& request, Progress& progress, const std::stop_token& stop) {
    PreparedItem item = std::move(decision.item);
    Extras extras = extras_on_the_way(item, decision.plan.value().action, request);
    if (request.proxy && moves(item.kind)) {
        make_folder(project.analysis());
        extras.proxy = proxy_of(output, project);
    }
    const Executed seen = execute(*decision.plan, output, progress, stop, extras);
    describe_output(item, output, stop);
    item.removed = seen.removed;
    keep(seen, item, project);
    return item;
}

void analyse_output(PreparedItem& item, const std::string& content, const Project& project,
                    const PrepareRequest& request, Progress& progress, const std::stop_token& stop) {
    if (!item.output) return;
    const auto& path = item.output->path;
    if (item.output->kind == MediaKind::Audio) {
        beats::keep_beats(path, SongContent{content, kept_from(item, request.wishes)},
                          beats::beats_file(project.analysis(), path.stem()), progress, stop);
    }
    const bool clip = moves(item.output->kind);
    const auto proxy = proxy_of(path, project);
    Extras missing;
    if (clip && request.proxy && !is_there(proxy)) missing.proxy = proxy;
    if (clip && request.look && item.thumbnails.empty()) missing.thumbnails = kThumbnails;
    missing.loudness = request.look && item.output->kind != MediaKind::Still && !item.loudness;
    if (missing != Extras{}) {
        make_folder(project.analysis());
        Executed seen;
        prep::examine(path, missing, seen, stop);
        keep(seen, item, project);
    }
    item.proxy = clip && is_there(proxy) ? std::optional(proxy) : std::nullopt;
}

}  // namespace takt::flow
