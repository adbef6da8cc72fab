// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/correction_json.h"

#include "takt/error.h"

#include "beats/corrections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace takt::beats {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "takt.beat_correction/1";
constexpr double kLongestSeconds = 1e9;

/// An object whose numbers must lie where they make sense.
class Reading {
public:
    Reading(const Json& object, const std::string& place, const std::string& next_step)
        : object_(object), place_(place), next_step_(next_step) {
        if (!object_.is_object()) fail("expected an object");
    }
    [[nodiscard]] std::optional<double> number(const char* key, double least, double most) const {
        const auto found = object_.find(key);
        if (found == object_.end() || found->is_null()) return std::nullopt;
        const double value = found->is_number() ? found->get<double>() : std::nan("");
        if (!(value >= least && value <= most)) fail(fmt::format("{} must be from {} to {}", key, least, most));
        return value;
    }
    [[nodiscard]] std::string hex(const char* key) const {
        const auto found = object_.find(key);
        const bool text = found != object_.end() && found->is_string();
        if (!text || !is_fingerprint(found->get<std::string>())) fail(fmt::format("{} must be 16 hex digits", key));
        return found->get<std::string>();
    }
    [[noreturn]] void fail(const std::string& what) const {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: {}; {}", place_, what, next_step_));
    }

private:
    const Json& object_;
    const std::string& place_;
    const std::string& next_step_;
};

std::optional<BeatCorrection> read_correction(const Reading& fields) {
    BeatCorrection correction;
    correction.level = static_cast<int>(std::lround(fields.number("level", -kMostLevels, kMostLevels).value_or(0)));
    const double most_ms = seconds(kLargestOffset) * 1e3;
    correction.offset = from_seconds(fields.number("offset_ms", -most_ms, most_ms).value_or(0) / 1e3);
    correction.bpm = fields.number("bpm", kSlowestBpm, kFastestBpm);
    if (const auto at = fields.number("downbeat_s", -kLongestSeconds, kLongestSeconds)) {
        correction.downbeat = from_seconds(*at);
    }
    return correction;
}

}  // namespace

Json to_json(const std::optional<BeatCorrection>& correction) {
    if (!correction) return nullptr;
    return {{"level", correction->level},
            {"offset_ms", seconds(correction->offset) * 1e3},
            {"bpm", correction->bpm ? Json(*correction->bpm) : Json()},
            {"downbeat_s", correction->downbeat ? Json(seconds(*correction->downbeat)) : Json()}};
}

Json to_json(const std::optional<SongContent>& song) {
    if (!song) return nullptr;
    return {{"fingerprint", song->fingerprint}, {"start_s", seconds(song->begin)}};
}

std::optional<BeatCorrection> correction_from(const Json& json, const std::string& place,
                                              const std::string& next_step) {
    if (json.is_null()) return std::nullopt;
    return read_correction(Reading(json, place, next_step));
}

std::optional<SongContent> song_from(const Json& json, const std::string& place, const std::string& next_step) {
    if (json.is_null()) return std::nullopt;
    const Reading fields(json, place, next_step);
    return SongContent{fields.hex("fingerprint"),
                       from_seconds(fields.number("start_s", 0, kLongestSeconds).value_or(0))};
}

std::string correction_to_json(const BeatCorrection& correction) {
    Json document{{"schema", kSchema}};
    document.update(to_json(correction));
    return document.dump(2) + "\n";
}

BeatCorrection correction_from_json(const std::string& text, const std::string& place, const std::string& next_step) {
    const Json document = Json::parse(text, nullptr, false);
    const Reading fields(document, place, next_step);
    const auto schema = document.find("schema");
    if (schema == document.end() || *schema != kSchema) fields.fail("not a beat correction");
    return read_correction(fields).value();
}

}  // namespace takt::beats
