// SPDX-License-Identifier: GPL-3.0-or-later
// The document takt.beats/1, see DESIGN section 5. Hints follow from the rest: written for programs, not read back.
#include "takt/beats.h"
#include "takt/error.h"

#include "beats/correction_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <utility>

namespace takt {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "takt.beats/1";
constexpr const char* kNextStep = "analyse the song again with `takt beats`";
constexpr double kLongestSeconds = 1e9;

/// Digits that nobody can hear only make the document longer.
double rounded(double value, int decimals) {
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}
double score_of(double value) {
    return rounded(value, 4);
}
double bpm_of(double value) {
    return rounded(value, 3);
}

Json tempo_json(const Tempo& tempo) {
    Json alternatives = Json::array();
    for (const TempoAlternative& other : tempo.alternatives) {
        alternatives.push_back(
            {{"bpm", bpm_of(other.bpm)}, {"relation", other.relation}, {"score", score_of(other.score)}});
    }
    return {{"bpm", bpm_of(tempo.bpm)},
            {"confidence", score_of(tempo.confidence)},
            {"stable", tempo.stable},
            {"alternatives", std::move(alternatives)}};
}

Json hints_json(const BeatGrid& grid, Pace pace) {
    Json cuts = Json::array();
    for (const CutHint& cut : grid.hints(pace)) {
        cuts.push_back({{"time_s", seconds(cut.time)},
                        {"strength", score_of(cut.strength)},
                        {"bar", cut.bar},
                        {"beat", cut.beat ? Json(*cut.beat) : Json()}});
    }
    return cuts;
}

/// An object whose fields must be there and have the right type.
class Fields {
public:
    Fields(const Json& object, std::string place) : object_(object), place_(std::move(place)) {
        if (!object_.is_object()) fail("", "an object");
    }
    [[nodiscard]] double number(const char* key) const {
        const Json& value = at(key);
        if (!value.is_number() || !std::isfinite(value.get<double>())) fail(key, "a number");
        return value.get<double>();
    }
    [[nodiscard]] int integer(const char* key) const {
        const double value = number(key);
        if (std::abs(value) > 1e9 || value != std::floor(value)) fail(key, "a whole number");
        return static_cast<int>(value);
    }
    [[nodiscard]] Us time(const char* key) const {
        const double value = number(key);
        if (std::abs(value) > kLongestSeconds) fail(key, "a time in seconds");
        return from_seconds(value);
    }
    [[nodiscard]] bool flag(const char* key) const {
        if (!at(key).is_boolean()) fail(key, "true or false");
        return at(key).get<bool>();
    }
    [[nodiscard]] std::string text(const char* key) const {
        if (!at(key).is_string()) fail(key, "a text");
        return at(key).get<std::string>();
    }
    [[nodiscard]] bool has(const char* key) const { return object_.contains(key) && !object_.at(key).is_null(); }
    /// Empty when absent.
    [[nodiscard]] std::vector<Us> times(const char* key) const {
        std::vector<Us> result;
        if (!has(key)) return result;
        if (!at(key).is_array()) fail(key, "a list");
        for (const Json& item : at(key)) {
            const double value = item.is_number() ? item.get<double>() : kLongestSeconds + 1;
            if (!(std::abs(value) <= kLongestSeconds)) fail(key, "times in seconds");
            result.push_back(from_seconds(value));
        }
        return result;
    }
    [[nodiscard]] Fields object(const char* key) const { return {at(key), place_ + "." + key}; }
    [[nodiscard]] std::vector<Fields> list(const char* key) const {
        if (!at(key).is_array()) fail(key, "a list");
        std::vector<Fields> items;
        for (const Json& item : at(key)) items.emplace_back(item, fmt::format("{}.{}[{}]", place_, key, items.size()));
        return items;
    }
    [[noreturn]] void fail(const char* key, const char* expected) const {
        throw Error(ErrorCode::Corrupt, fmt::format("{}.{}: expected {}; {}", place_, key, expected, kNextStep));
    }

private:
    [[nodiscard]] const Json& at(const char* key) const {
        const auto found = object_.find(key);
        if (found == object_.end()) fail(key, "a value");
        return *found;
    }

    const Json& object_;
    std::string place_;
};

Tempo tempo_from(const Fields& fields) {
    Tempo tempo{fields.number("bpm"), fields.number("confidence"), fields.flag("stable"), {}};
    for (const Fields& other : fields.list("alternatives")) {
        tempo.alternatives.push_back({other.number("bpm"), other.text("relation"), other.number("score")});
    }
    return tempo;
}

std::vector<Beat> beats_from(const Fields& fields) {
    std::vector<Beat> beats;
    for (const Fields& beat : fields.list("beats")) {
        const Us time = beat.time("time_s");
        if (!beats.empty() && time <= beats.back().time) beat.fail("time_s", "a time after the beat before");
        beats.push_back({time, beat.number("strength"), beat.flag("downbeat"), beat.integer("bar")});
    }
    return beats;
}

}  // namespace

std::string beats_to_json(const BeatGrid& grid) {
    Json beats = Json::array();
    for (const Beat& beat : grid.beats()) {
        beats.push_back({{"time_s", seconds(beat.time)},
                         {"strength", score_of(beat.strength)},
                         {"downbeat", beat.downbeat},
                         {"bar", beat.bar}});
    }
    Json sections = Json::array();
    for (const Section& section : grid.sections()) {
        sections.push_back({{"start_s", seconds(section.range.begin)},
                            {"end_s", seconds(section.range.end)},
                            {"energy", score_of(section.energy)},
                            {"label", section.label}});
    }
    Json phrases = Json::array();
    for (const Us phrase : grid.phrases()) phrases.push_back(seconds(phrase));
    Json document{{"schema", kSchema},
                  {"analysis", grid.analysis()},
                  {"source", grid.source().string()},
                  {"song", beats::to_json(grid.song())},
                  {"correction", beats::to_json(grid.correction())},
                  {"duration_s", seconds(grid.duration())},
                  {"musical", grid.musical()},
                  {"tempo", tempo_json(grid.tempo())},
                  {"meter", grid.meter()},
                  {"beats", std::move(beats)},
                  {"sections", std::move(sections)},
                  {"phrases_s", std::move(phrases)},
                  {"hints",
                   {{"calm", hints_json(grid, Pace::Calm)},
                    {"normal", hints_json(grid, Pace::Normal)},
                    {"fast", hints_json(grid, Pace::Fast)}}}};
    if (const auto& highlight = grid.highlight()) {
        document["highlight"] = {{"start_s", seconds(highlight->begin)}, {"end_s", seconds(highlight->end)}};
    }
    // File names need not be UTF-8; the document must be.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

BeatGrid beats_from_json(const std::string& text) {
    const Json document = Json::parse(text, nullptr, false);
    const Fields fields(document, "beats");
    if (fields.text("schema") != kSchema) fields.fail("schema", kSchema);
    BeatGrid::Parts parts;
    if (fields.has("analysis")) parts.analysis = fields.integer("analysis");
    parts.source = fields.text("source");
    parts.duration = fields.time("duration_s");
    parts.musical = fields.flag("musical");
    parts.tempo = tempo_from(fields.object("tempo"));
    parts.meter = fields.integer("meter");
    if (parts.meter < 1) fields.fail("meter", "at least 1");
    parts.beats = beats_from(fields);
    for (const Fields& section : fields.list("sections")) {
        parts.sections.push_back(
            {{section.time("start_s"), section.time("end_s")}, section.number("energy"), section.text("label")});
    }
    parts.phrases = fields.times("phrases_s");
    if (fields.has("highlight")) {
        const Fields highlight = fields.object("highlight");
        parts.highlight = TimeRange{highlight.time("start_s"), highlight.time("end_s")};
    }
    if (document.contains("song")) parts.song = beats::song_from(document["song"], "beats.song", kNextStep);
    if (document.contains("correction")) {
        parts.correction = beats::correction_from(document["correction"], "beats.correction", kNextStep);
    }
    return BeatGrid(std::move(parts));
}

}  // namespace takt
