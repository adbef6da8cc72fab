// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "flow/documents.h"
#include "flow/project.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace takt::flow {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<MediaKind, const char*>, 4> kKinds{{{MediaKind::Video, "video"},
                                                                   {MediaKind::Audio, "audio"},
                                                                   {MediaKind::Still, "still"},
                                                                   {MediaKind::Animation, "animation"}}};
constexpr std::array<std::pair<Outcome, const char*>, 3> kOutcomes{
    {{Outcome::Accepted, "accepted"}, {Outcome::Fixed, "fixed"}, {Outcome::Rejected, "rejected"}}};

template <typename Enum, std::size_t N>
const char* name_of(const std::array<std::pair<Enum, const char*>, N>& names, Enum value) {
    for (const auto& [known, name] : names) {
        if (known == value) return name;
    }
    return "";
}

template <typename Enum, std::size_t N>
Enum value_of(const std::array<std::pair<Enum, const char*>, N>& names, const std::string& name) {
    for (const auto& [value, known] : names) {
        if (name == known) return value;
    }
    throw Error(ErrorCode::Corrupt, fmt::format("project.json: unknown word '{}'; run `takt prep` again", name));
}

Json to_json(const PreparedOutput& output, const std::filesystem::path& root) {
    Json json;
    json["path"] = output.path.lexically_proximate(root).string();
    json["kind"] = name_of(kKinds, output.kind);
    json["size_bytes"] = output.size_bytes;
    json["duration_ms"] = to_ms(output.duration).count();
    json["width"] = output.display.width;
    json["height"] = output.display.height;
    json["frame_rate"] = output.rate.num == 0 ? Json() : Json(fmt::format("{}/{}", output.rate.num, output.rate.den));
    return json;
}

FrameRate rate_from(const Json& text) {
    FrameRate rate{0, 1};
    if (!text.is_string()) return rate;
    const auto word = text.get<std::string>();
    const auto slash = word.find('/');
    rate.num = std::stoi(word.substr(0, slash));
    rate.den = slash == std::string::npos ? 1 : std::max(1, std::stoi(word.substr(slash + 1)));
    return rate;
}

PreparedOutput output_from(const Json& json, const std::filesystem::path& root) {
    PreparedOutput output;
    output.path = root / json.at("path").get<std::string>();
    output.kind = value_of(kKinds, json.at("kind").get<std::string>());
    output.size_bytes = json.at("size_bytes").get<std::int64_t>();
    output.duration = Ms{json.at("duration_ms").get<std::int64_t>()};
    output.display = {json.at("width").get<int>(), json.at("height").get<int>()};
    output.rate = rate_from(json.at("frame_rate"));
    return output;
}

Json to_json(const PreparedItem& item, const std::filesystem::path& root) {
    Json json;
    json["path"] = item.input.string();
    json["kind"] = name_of(kKinds, item.kind);
    json["verdict"] = name_of(kOutcomes, item.verdict.outcome);
    json["reasons"] = Json::array();
    for (const Reason& reason : item.verdict.reasons) {
        json["reasons"].push_back(
            {{"code", reason.code}, {"message", reason.message}, {"next_step", reason.next_step}});
    }
    json["action"] = item.action;
    json["because"] = item.because;
    json["removed"] = item.removed;
    json["probe"] = item.probe_json.empty() ? Json() : Json::parse(item.probe_json);
    json["output"] = item.output ? to_json(*item.output, root) : Json();
    return json;
}

PreparedItem item_from(const Json& json, const std::filesystem::path& root) {
    PreparedItem item;
    item.input = json.at("path").get<std::string>();
    item.kind = value_of(kKinds, json.at("kind").get<std::string>());
    item.verdict.outcome = value_of(kOutcomes, json.at("verdict").get<std::string>());
    for (const Json& reason : json.at("reasons")) {
        item.verdict.reasons.push_back({reason.at("code"), reason.at("message"), reason.at("next_step")});
    }
    item.action = json.at("action").get<std::string>();
    item.because = json.at("because").get<std::vector<std::string>>();
    item.removed = json.at("removed").get<std::vector<std::string>>();
    if (!json.at("probe").is_null()) item.probe_json = json.at("probe").dump();
    if (!json.at("output").is_null()) item.output = output_from(json.at("output"), root);
    return item;
}

/// Names on disk may hold any bytes; in JSON a byte that is not UTF-8 becomes the replacement character.
std::string text_of(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Runs `read` over parsed JSON; whatever does not fit is one Error that names the document.
template <typename Read>
auto parsed(const std::string& text, const std::string& document, Read read) {
    try {  // a parser's boundary: its exceptions end here, as ours
        return read(Json::parse(text));
    } catch (const std::exception& why) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: not readable ({}); run `takt prep` again", document, why.what()));
    }
}

}  // namespace

std::string item_to_json(const PreparedItem& item, const std::filesystem::path& root) {
    return text_of(to_json(item, root));
}

PreparedItem item_from_json(const std::string& text, const std::filesystem::path& root) {
    return parsed(text, "journal.db", [&](const Json& json) { return item_from(json, root); });
}

Project load_project(const std::filesystem::path& root) {
    const auto document = root / "project.json";
    std::error_code ignored;
    if (!std::filesystem::exists(document, ignored)) {
        throw Error(ErrorCode::NotFound,
                    fmt::format("{}: no project here; run `takt prep FILES…` first, or name its folder with -C",
                                root.string()));
    }
    Project project{.root = root};
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
