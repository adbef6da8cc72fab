// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/project_inputs.h"

#include "takt/error.h"

#include "beats/cached_beats.h"

#include <fmt/format.h>

namespace takt::flow {

std::vector<std::filesystem::path> prepared_files(const Project& project) {
    std::vector<std::filesystem::path> files;
    for (const PreparedItem& item : project.inputs) {
        if (!item.output) continue;
        std::error_code ignored;
        if (!std::filesystem::exists(item.output->path, ignored)) {
            throw Error(ErrorCode::NotFound, fmt::format("{}: the prepared file is gone; run `takt prep` again",
                                                         item.output->path.string()));
        }
        files.push_back(item.output->path);
    }
    if (files.empty()) {
        throw Error(ErrorCode::EditUnclear,
                    "render: the project holds no usable clip; run `takt prep` with at least one");
    }
    return files;
}

EditInputs described_inputs(const Project& project) {
    EditInputs inputs;
    for (const PreparedItem& item : project.inputs) {
        if (!item.output) continue;
        const PreparedOutput& output = *item.output;
        const std::string name = output.path.filename().string();
        if (output.kind != MediaKind::Audio) {
            inputs.clips.push_back({.name = name,
                                    .path = output.path.string(),
                                    .kind = output.kind,
                                    .duration = output.duration,
                                    .display = output.display,
                                    .rate = output.rate.num > 0 ? output.rate : FrameRate{}});
            continue;
        }
        const auto kept = beats::beats_file(project.analysis(), output.path.stem());
        inputs.songs.push_back({name, output.path.string(), beats::kept_beats(output.path, kept, project.corrections)});
    }
    return inputs;
}

std::string corrections_of(const Project& project) {
    std::string words;
    for (const PreparedItem& item : project.inputs) {
        if (!item.output || item.output->kind != MediaKind::Audio) continue;
        const auto& song = item.output->path;
        const auto content = beats::content_of(song, beats::beats_file(project.analysis(), song.stem()));
        const auto correction = project.corrections.of(content.fingerprint);
        if (correction) words += content.fingerprint + beats::correction_to_json(*correction);
    }
    return words;
}

}  // namespace takt::flow
