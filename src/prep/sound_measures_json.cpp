// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"
#include "takt/sound_measures.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace takt {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "takt.sound/1";

[[noreturn]] void reject(const std::string& where) {
    throw Error(ErrorCode::Corrupt,
                "sound measures: " + where + " is not as takt.sound/1 has it; delete the file and run prep again");
}

Json ranges_json(const std::vector<TimeRange>& ranges) {
    Json list = Json::array();
    for (const TimeRange& range : ranges) list.push_back({seconds(range.begin), seconds(range.end)});
    return list;
}

const Json& array_at(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_array()) reject(key);
    return *found;
}

double number(const Json& json, const char* key) {
    constexpr double kLongest = 1e7;  // seconds; more is no time
    if (!json.is_number()) reject(key);
    const double value = json.get<double>();
    if (!std::isfinite(value) || std::abs(value) > kLongest) reject(key);
    return value;
}

std::vector<TimeRange> ranges_at(const Json& json, const char* key) {
    std::vector<TimeRange> ranges;
    for (const Json& pair : array_at(json, key)) {
        if (!pair.is_array() || pair.size() != 2) reject(key);
        const TimeRange range{from_seconds(number(pair[0], key)), from_seconds(number(pair[1], key))};
        const bool ascends = ranges.empty() || range.begin > ranges.back().end;
        if (!ascends || range.begin < Us{0} || range.end <= range.begin) reject(key);
        ranges.push_back(range);
    }
    return ranges;
}

}  // namespace

std::string sound_measures_to_json(const SoundMeasures& measures) {
    Json loudness = Json::array();
    for (const double lufs : measures.loudness_lufs) loudness.push_back(std::round(lufs * 10) / 10);
    return Json{{"schema", kSchema},
                {"measuring", measures.measuring},
                {"speech_s", ranges_json(measures.speech)},
                {"silence_s", ranges_json(measures.silence)},
                {"loudness_lufs", loudness}}
        .dump(1);
}

SoundMeasures sound_measures_from_json(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) reject("the document");
    const auto schema = json.find("schema");
    if (schema == json.end() || !schema->is_string() || schema->get<std::string>() != kSchema) reject("schema");
    SoundMeasures measures;
    const auto measuring = json.find("measuring");
    measures.measuring = measuring != json.end() && measuring->is_number_integer() ? measuring->get<int>() : 0;
    measures.speech = ranges_at(json, "speech_s");
    measures.silence = ranges_at(json, "silence_s");
    for (const Json& lufs : array_at(json, "loudness_lufs")) {
        measures.loudness_lufs.push_back(number(lufs, "loudness_lufs"));
    }
    return measures;
}

}  // namespace takt
