// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/prepare.h"

#include "base/atomic_file.h"
#include "beats/cached_beats.h"
#include "flow/leftovers.h"
#include "flow/live_photos.h"
#include "flow/named_files.h"
#include "flow/prepare_inputs.h"
#include "jobs/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace takt::flow {
namespace {

/// The same content named twice is one clip: the later ones stay in the list, without an output.
void mark_duplicates(std::vector<PreparedItem>& items) {
    std::map<std::filesystem::path, std::string> first_names;
    for (PreparedItem& item : items) {
        if (!item.output) continue;
        const auto [first, is_first] = first_names.try_emplace(item.output->path, item.input.filename().string());
        if (is_first) continue;
        item.verdict = {Outcome::Accepted,
                        {{"duplicate", fmt::format("the same content as {}: used once", first->second), ""}}};
        item.action = "none";
        item.output.reset();
        item.after.reset();
        item.proxy.reset();
        item.thumbnails.clear();
        item.loudness.reset();
    }
}

/// What the project holds beside `files`.
std::vector<PreparedItem> kept_items(const std::filesystem::path& root,
                                     const std::vector<std::filesystem::path>& files) {
    std::error_code ignored;
    if (!std::filesystem::exists(root / "project.json", ignored)) return {};
    std::vector<PreparedItem> items = load_project(root).inputs;
    std::erase_if(items, [&](const PreparedItem& item) {
        return std::find(files.begin(), files.end(), item.input) != files.end();
    });
    return items;
}

/// Of songs that were there before too.
void gather_analyses(Preparation& preparation, Progress& progress, const std::stop_token& stop) {
    for (const PreparedItem& item : preparation.project.inputs) {
        if (!item.output || item.output->kind != MediaKind::Audio) continue;
        const auto& path = item.output->path;
        const auto kept = beats::beats_file(preparation.project.analysis(), path.stem());
        preparation.songs.push_back(
            {path, kept, beats::cached_beats(path, kept, preparation.project.corrections, progress, stop)});
    }
}

}  // namespace

bool Preparation::any_rejected() const {
    return std::any_of(project.inputs.begin(), project.inputs.end(),
                       [](const PreparedItem& item) { return item.verdict.outcome == Outcome::Rejected; });
}

Preparation prepare(const PrepareRequest& request, Progress& progress, std::stop_token stop) {
    const auto files = named_files(request.files);  // what cannot be found creates no project
    if (!request.dry_run) {
        make_folder(request.project);
        jobs::Journal journal(request.project);
        return prepare(request, journal, progress, stop);
    }
    Preparation preparation;
    preparation.project.root = request.project;
    Inputs inputs(request, files, preparation.project, nullptr);
    inputs.look(progress, stop);
    preparation.project.inputs = inputs.items();
    tell_live_photos(preparation.project.inputs);
    return preparation;
}

Preparation prepare(const PrepareRequest& request, jobs::Journal& journal, Progress& progress,
                    const std::stop_token& stop) {
    Preparation preparation;
    Project& project = preparation.project;
    project.root = request.project;
    project.corrections = request.corrections;
    const auto files = named_files(request.files);
    make_folder(project.media());
    remove_leftovers(project.root);
    if (request.add) project.inputs = kept_items(project.root, files);
    Inputs inputs(request, files, project, &journal);
    inputs.look(progress, stop);
    inputs.join_equal_ones();
    inputs.carry_out(progress, stop);
    for (PreparedItem& item : inputs.items()) project.inputs.push_back(std::move(item));
    mark_duplicates(project.inputs);
    tell_live_photos(project.inputs);
    gather_analyses(preparation, progress, stop);
    save_project(project);
    return preparation;
}

}  // namespace takt::flow
