// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/project_inputs.h"

#include "takt/error.h"

#include "base/atomic_file.h"
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
        inputs.songs.push_back({name, output.path.string(), beats_from_json(read_file(kept))});
    }
    return inputs;
}

}  // namespace takt::flow
