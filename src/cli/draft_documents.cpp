// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/draft_documents.h"

#include "takt/edit.h"
#include "takt/error.h"
#include "takt/exchange.h"

#include "base/atomic_file.h"
#include "flow/storyboard.h"
#include "local/editor_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace takt::cli {
namespace {

constexpr std::array<std::pair<const char*, TimelineFormat>, 4> kFormats{{{"otio", TimelineFormat::Otio},
                                                                          {"fcpxml", TimelineFormat::Fcpxml},
                                                                          {"edl", TimelineFormat::Edl},
                                                                          {"csv", TimelineFormat::Csv}}};

std::vector<Beat> beats_on(const Draft& draft, const flow::Project& project, const Surroundings& with) {
    std::vector<Asset> songs;
    for (const flow::PreparedItem& item : project.inputs) {
        if (!item.output || item.output->kind != MediaKind::Audio) continue;
        const std::string name = item.output->path.filename().string();
        songs.push_back({.name = name, .address = "media/" + name, .kind = MediaKind::Audio});
    }
    EditInputs inputs =
        local::editor_inputs(songs, project.root, beats::Corrections(with.environment.corrections()), {}, with.stop);
    // Drafts of this machine name the files of the project relative to it, those of a service by their paths.
    for (std::size_t i = 0, count = inputs.songs.size(); i < count; ++i) {
        inputs.songs.push_back(inputs.songs[i]);
        inputs.songs.back().path = local::resolved(project.root, inputs.songs[i].path).string();
    }
    return beats_of(draft, inputs);
}

SourceFacts facts_of(const std::string& source, const flow::Project& project) {
    const auto file = std::filesystem::absolute(local::resolved(project.root, source)).lexically_normal();
    SourceFacts facts{.address = file.string()};
    for (const flow::PreparedItem& item : project.inputs) {
        if (!item.output || item.output->path.filename() != file.filename()) continue;
        const flow::PreparedOutput& output = *item.output;
        facts.has_video = output.kind != MediaKind::Audio;
        facts.has_sound = output.kind == MediaKind::Audio || (item.after && !item.after->sound.empty());
        facts.size = output.display;
        facts.duration = output.kind == MediaKind::Still ? Us{0} : output.duration;
        if (output.kind == MediaKind::Video) facts.rate = output.rate;
    }
    return facts;
}

}  // namespace

void draw_storyboard(const Draft& draft, const flow::Project& project, const std::filesystem::path& file,
                     const Surroundings& with) {
    flow::write_storyboard(draft, beats_on(draft, project, with), project.root, file, with.progress, with.stop);
    if (!with.globals.quiet) fmt::print(stderr, "storyboard: {}\n", file.string());
}

void write_timeline(const Draft& draft, const flow::Project& project, const std::string& format,
                    const std::optional<std::filesystem::path>& file, const Surroundings& with) {
    const auto named = std::ranges::find_if(kFormats, [&](const auto& each) { return format == each.first; });
    if (named == kFormats.end()) throw Error(ErrorCode::Usage, fmt::format("--timeline {}: no such form", format));
    const std::string text = timeline_document(
        draft, beats_on(draft, project, with), [&](const std::string& source) { return facts_of(source, project); },
        named->second);
    if (!file) {
        fmt::print("{}", text);
        return;
    }
    write_file(*file, text);
    fmt::print("{}\n", file->string());
}

}  // namespace takt::cli
