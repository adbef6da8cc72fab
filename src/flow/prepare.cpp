// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/prepare.h"

#include "base/atomic_file.h"
#include "base/error_table.h"
#include "base/fingerprint.h"
#include "base/stop.h"
#include "beats/cached_beats.h"
#include "flow/leftovers.h"
#include "jobs/journal.h"
#include "jobs/run_step.h"
#include "prep/cached_measures.h"
#include "prep/probe_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace takt::flow {
namespace {

// Part of every step's key: raise it when the same input would be prepared differently.
constexpr std::string_view kPreparationVersion = "prepare-1";

/// Everything the two pure stages said about one input.
struct Decision {
    PreparedItem item;
    std::optional<Plan> plan;  ///< absent when rejected
};

Decision decide(const std::filesystem::path& file, const PrepareRequest& request, const std::stop_token& stop) {
    Decision decision;
    decision.item.input = file;
    const MediaInfo info = probe(file, request.limits, stop);
    decision.item.kind = info.kind;
    decision.item.probe_json = probe_to_json(info);
    decision.item.verdict = judge(info, request.limits);
    if (decision.item.verdict.outcome == Outcome::Rejected) return decision;
    decision.plan = plan_preparation(info, decision.item.verdict, request.limits, request.trim);
    decision.item.action = action_name(decision.plan->action);
    decision.item.because = decision.plan->because;
    decision.item.removed = decision.plan->removed;
    if (decision.item.action != "copy") decision.item.verdict.outcome = Outcome::Fixed;
    return decision;
}

bool is_about_the_input(ErrorCode code) {
    switch (code) {
        case ErrorCode::NotFound:
        case ErrorCode::UnsupportedFormat:
        case ErrorCode::TooLarge:
        case ErrorCode::Corrupt:
        case ErrorCode::NoDecodableStream:
        case ErrorCode::Protected: return true;
        default: return false;
    }
}

PreparedItem rejected(const std::filesystem::path& file, const Error& error) {
    const std::string step(next_step(error));
    std::string message = error.what();
    if (message.ends_with("; " + step)) message.resize(message.size() - step.size() - 2);
    PreparedItem item{.input = file};
    item.verdict = {Outcome::Rejected, {{std::string(error_row(error.code()).name), message, step}}};
    return item;
}

/// Kept names stay readable, but are short enough for any file system and free of control characters.
std::string safe_stem(const std::filesystem::path& file) {
    constexpr std::size_t kMaxBytes = 80;
    std::string stem = file.stem().string();
    std::replace_if(
        stem.begin(), stem.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '_');
    if (stem.size() <= kMaxBytes) return stem;
    std::size_t cut = kMaxBytes;
    while (cut > 0 && (static_cast<unsigned char>(stem[cut]) & 0xC0U) == 0x80U) --cut;
    return stem.substr(0, cut);
}

PreparedOutput describe(const std::filesystem::path& path, const Limits& limits, const std::stop_token& stop) {
    const MediaInfo info = probe(path, limits, stop);
    PreparedOutput output{.path = path, .kind = info.kind, .size_bytes = info.size_bytes, .duration = info.duration};
    if (const VideoStreamInfo* video = info.video()) {
        output.display = video->display;
        if (info.kind == MediaKind::Video) output.rate = video->measured_rate;
    }
    return output;
}

std::string step_fingerprint(const std::string& content, const PrepareRequest& request) {
    const auto ticks = [](const std::optional<Us>& time) {
        return time ? std::to_string(time->count()) : std::string("-");
    };
    return fingerprint(fmt::format("{}|{}|{}|{}|{}|{}|{}", kPreparationVersion, content, request.limits.max_size_bytes,
                                   request.limits.max_long_side, request.limits.max_fps, ticks(request.trim.begin),
                                   ticks(request.trim.end)));
}

PreparedItem prepare_file(const std::filesystem::path& file, const PrepareRequest& request, jobs::Journal& journal,
                          const Project& project, Progress& progress, const std::stop_token& stop) {
    const std::string print = step_fingerprint(fingerprint_file(file), request);
    const jobs::StepKey key{"prepare", print};
    std::optional<Decision> decision;
    std::filesystem::path output;
    if (const auto known = journal.finished(key)) {
        output = known->path;
        std::error_code ignored;
        if (request.force) std::filesystem::remove(output, ignored);
    } else {
        decision = decide(file, request, stop);
        if (!decision->plan) return decision->item;
        output =
            project.media() / fmt::format("{}-{}.{}", safe_stem(file), print.substr(0, 8), decision->plan->extension);
    }
    const bool ran = jobs::run_step(journal, key, output, [&] {
        if (!decision) decision = decide(file, request, stop);
        execute(decision->plan.value(), output, progress, stop);
        decision->item.output = describe(output, request.limits, stop);
        return item_to_json(decision->item, project.root);
    });
    PreparedItem item = item_from_json(journal.detail(key).value_or("{}"), project.root);
    item.input = file;
    item.reused = !ran;
    return item;
}

/// This is the job runner: one input's failure is told and the next input goes on.
template <typename Work>
PreparedItem guarded(const std::filesystem::path& file, Work work) {
    try {
        return work();
    } catch (const Error& error) {
        if (!is_about_the_input(error.code())) throw;
        return rejected(file, error);
    }
}

std::vector<std::filesystem::path> expanded(const std::vector<std::filesystem::path>& files) {
    static const std::set<std::string_view> kExtensions{".mp4", ".mov", ".avi",  ".webm", ".mkv", ".jpg", ".jpeg",
                                                        ".png", ".gif", ".webp", ".mp3",  ".wav", ".m4a", ".aac"};
    std::vector<std::filesystem::path> all;
    for (const auto& file : files) {
        std::error_code failed;
        if (!std::filesystem::is_directory(file, failed)) {
            all.push_back(file);
            continue;
        }
        std::vector<std::filesystem::path> inside;
        for (const auto& entry : std::filesystem::directory_iterator(file, failed)) {
            std::string extension = entry.path().extension().string();
            std::transform(extension.begin(), extension.end(), extension.begin(),
                           [](unsigned char c) { return std::tolower(c); });
            if (entry.is_regular_file(failed) && kExtensions.count(extension) > 0) inside.push_back(entry.path());
        }
        if (failed) throw_errno(failed.value(), file.string());
        if (inside.empty()) {
            throw Error(
                ErrorCode::NotFound,
                fmt::format("{}: no media files in this folder; name a folder with clips or a song", file.string()));
        }
        std::sort(inside.begin(), inside.end());
        all.insert(all.end(), inside.begin(), inside.end());
    }
    if (all.empty()) {
        throw Error(ErrorCode::Usage, "prep: no files; name clips and a song, e.g. `takt prep IMG_*.MOV song.mp3`");
    }
    return all;
}

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

void analyse(Preparation& preparation, Progress& progress, const std::stop_token& stop) {
    const auto folder = preparation.project.analysis();
    for (const PreparedItem& item : preparation.project.inputs) {
        if (!item.output) continue;
        const auto& path = item.output->path;
        if (item.output->kind == MediaKind::Audio) {
            const auto kept = beats::beats_file(folder, path.stem());
            preparation.songs.push_back({path, kept, beats::cached_beats(path, kept, progress, stop)});
        } else {
            (void)prep::cached_measures(path, prep::measures_file(folder, path.stem()), progress, stop);
        }
    }
}

}  // namespace

bool Preparation::any_rejected() const {
    return std::any_of(project.inputs.begin(), project.inputs.end(),
                       [](const PreparedItem& item) { return item.verdict.outcome == Outcome::Rejected; });
}

Preparation prepare(const PrepareRequest& request, Progress& progress, std::stop_token stop) {
    if (!request.dry_run) {
        (void)expanded(request.files);  // what cannot be found creates no project
        make_folder(request.project);
        jobs::Journal journal(request.project);
        return prepare(request, journal, progress, stop);
    }
    Preparation preparation;
    preparation.project.root = request.project;
    for (const auto& file : expanded(request.files)) {
        preparation.project.inputs.push_back(guarded(file, [&] { return decide(file, request, stop).item; }));
    }
    return preparation;
}

Preparation prepare(const PrepareRequest& request, jobs::Journal& journal, Progress& progress,
                    const std::stop_token& stop) {
    Preparation preparation;
    Project& project = preparation.project;
    project.root = request.project;
    const auto files = expanded(request.files);
    make_folder(project.media());
    remove_leftovers(project.root);
    if (request.add) project.inputs = kept_items(project.root, files);
    for (const auto& file : files) {
        throw_if_stopped(stop);
        project.inputs.push_back(
            guarded(file, [&] { return prepare_file(file, request, journal, project, progress, stop); }));
    }
    mark_duplicates(project.inputs);
    analyse(preparation, progress, stop);
    save_project(project);
    return preparation;
}

}  // namespace takt::flow
