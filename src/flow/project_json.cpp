// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "flow/documents.h"
#include "flow/item_json.h"
#include "flow/project.h"

namespace takt::flow {

Project load_project(const std::filesystem::path& root, beats::Corrections corrections) {
    const auto document = root / "project.json";
    std::error_code ignored;
    if (!std::filesystem::exists(document, ignored)) {
        throw Error(ErrorCode::NotFound,
                    fmt::format("{}: no project here; run `takt prep FILES…` first, or name its folder with -C",
                                root.string()));
    }
    Project project{.root = root, .inputs = {}, .corrections = std::move(corrections)};
    project.inputs = parsed(read_file(document), document.string(), [&](const Json& json) {
        std::vector<PreparedItem> inputs;
        for (const Json& item : json.at("inputs")) inputs.push_back(item_from(item, root));
        return inputs;
    });
    return project;
}

void save_project(const Project& project) {
    Json json{{"schema", "takt.project/1"}, {"inputs", Json::array()}};
    for (const PreparedItem& item : project.inputs) json["inputs"].push_back(to_json(item, project.root));
    write_file(project.root / "project.json", text_of(json));
}

std::string preparation_to_json(const Preparation& preparation) {
    const std::filesystem::path& root = preparation.project.root;
    Json json{{"schema", "takt.prep/1"}, {"inputs", Json::array()}, {"song", Json()}};
    Json counts{{"accepted", 0}, {"fixed", 0}, {"rejected", 0}, {"reused", 0}};
    for (const PreparedItem& item : preparation.project.inputs) {
        json["inputs"].push_back(to_json(item, root));
        const char* outcome = name_of(kOutcomes, item.verdict.outcome);
        counts[outcome] = counts[outcome].get<int>() + 1;
        if (item.reused) counts["reused"] = counts["reused"].get<int>() + 1;
    }
    if (!preparation.songs.empty()) {
        const SongAnalysis& song = preparation.songs.front();
        json["song"] = {{"path", song.path.lexically_proximate(root).string()},
                        {"bpm", song.grid.tempo().bpm},
                        {"confidence", song.grid.tempo().confidence},
                        {"musical", song.grid.musical()},
                        {"beats", song.grid.beats().size()},
                        {"beats_file", song.beats_file.lexically_proximate(root).string()}};
    }
    json["summary"] = counts;
    return text_of(json);
}

}  // namespace takt::flow
