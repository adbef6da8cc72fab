// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/item_json.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace takt::flow {
namespace {

constexpr std::array<std::pair<MediaKind, const char*>, 4> kKinds{{{MediaKind::Video, "video"},
                                                                   {MediaKind::Audio, "audio"},
                                                                   {MediaKind::Still, "still"},
                                                                   {MediaKind::Animation, "animation"}}};

template <typename Enum, std::size_t N>
Enum value_of(const std::array<std::pair<Enum, const char*>, N>& names, const std::string& name) {
    for (const auto& [value, known] : names) {
        if (name == known) return value;
    }
    throw Error(ErrorCode::Corrupt, fmt::format("project.json: unknown word '{}'; run `takt prep` again", name));
}

Json rate_json(FrameRate rate) {
    return rate.num == 0 ? Json() : Json(fmt::format("{}/{}", rate.num, rate.den));
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

Json to_json(const PreparedOutput& output, const std::filesystem::path& root) {
    Json json;
    json["path"] = output.path.lexically_proximate(root).string();
    json["kind"] = name_of(kKinds, output.kind);
    json["size_bytes"] = output.size_bytes;
    json["duration_ms"] = to_ms(output.duration).count();
    json["width"] = output.display.width;
    json["height"] = output.display.height;
    json["frame_rate"] = rate_json(output.rate);
    return json;
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

/// Absent numbers are null, so that every key is always there.
Json to_json(const std::optional<MediaFacts>& facts) {
    if (!facts) return {};
    return {{"container", facts->container},
            {"codec", facts->codec},
            {"sound", facts->sound},
            {"width", facts->display.width},
            {"height", facts->display.height},
            {"frame_rate", rate_json(facts->rate)},
            {"colour", facts->colour},
            {"size_bytes", facts->size_bytes},
            {"bit_rate_bps", facts->bit_rate_bps},
            {"duration_ms", to_ms(facts->duration).count()}};
}

std::optional<MediaFacts> facts_from(const Json& item, const char* key) {
    if (!item.contains(key) || item.at(key).is_null()) return std::nullopt;
    const Json& json = item.at(key);
    return MediaFacts{.container = json.at("container"),
                      .codec = json.at("codec"),
                      .sound = json.at("sound"),
                      .display = {json.at("width"), json.at("height")},
                      .rate = rate_from(json.at("frame_rate")),
                      .colour = json.at("colour"),
                      .size_bytes = json.at("size_bytes"),
                      .bit_rate_bps = json.at("bit_rate_bps"),
                      .duration = Ms{json.at("duration_ms").get<std::int64_t>()}};
}

Json to_json(const std::optional<Loudness>& loudness) {
    if (!loudness) return {};
    return {{"integrated_lufs", loudness->integrated_lufs ? Json(*loudness->integrated_lufs) : Json()},
            {"true_peak_dbtp", loudness->true_peak_dbtp}};
}

std::optional<Loudness> loudness_from(const Json& item) {
    if (!item.contains("loudness") || item.at("loudness").is_null()) return std::nullopt;
    const Json& json = item.at("loudness");
    Loudness loudness{.true_peak_dbtp = json.at("true_peak_dbtp")};
    if (!json.at("integrated_lufs").is_null()) loudness.integrated_lufs = json.at("integrated_lufs").get<double>();
    return loudness;
}

/// What documents of earlier versions do not hold.
void read_additions(const Json& json, const std::filesystem::path& root, PreparedItem& item) {
    item.notes = json.value("notes", std::vector<std::string>());
    item.before = facts_from(json, "before");
    item.after = facts_from(json, "after");
    item.loudness = loudness_from(json);
    for (const auto& path : json.value("thumbnails", std::vector<std::string>())) {
        item.thumbnails.push_back(root / path);
    }
    if (json.contains("proxy") && json.at("proxy").is_string()) item.proxy = root / json.at("proxy").get<std::string>();
    if (json.contains("live_photo") && json.at("live_photo").is_string()) item.live_photo = json.at("live_photo");
}

}  // namespace

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
    json["notes"] = item.notes;
    json["before"] = to_json(item.before);
    json["after"] = to_json(item.after);
    json["loudness"] = to_json(item.loudness);
    json["thumbnails"] = Json::array();
    for (const auto& path : item.thumbnails) json["thumbnails"].push_back(path.lexically_proximate(root).string());
    json["proxy"] = item.proxy ? Json(item.proxy->lexically_proximate(root).string()) : Json();
    json["live_photo"] = item.live_photo ? Json(*item.live_photo) : Json();
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
    read_additions(json, root, item);
    if (!json.at("probe").is_null()) item.probe_json = json.at("probe").dump();
    if (!json.at("output").is_null()) item.output = output_from(json.at("output"), root);
    return item;
}

std::string text_of(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string item_to_json(const PreparedItem& item, const std::filesystem::path& root) {
    return text_of(to_json(item, root));
}

PreparedItem item_from_json(const std::string& text, const std::filesystem::path& root) {
    return parsed(text, "journal.db", [&](const Json& json) { return item_from(json, root); });
}

}  // namespace takt::flow
