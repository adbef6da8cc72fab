// SPDX-License-Identifier: GPL-3.0-or-later
// The draft as the service's JSON. Reading takes what we know out of each object and keeps the rest; writing puts our
// fields first and the kept ones behind them, wherever ours do not stand already.
#include "takt/draft.h"
#include "takt/error.h"

#include "timeline/draft_fields_json.h"
#include "timeline/own_fields_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt {
namespace {

using namespace timeline;

bool is_rate(const Json& value) {
    const auto is_part = [&](const char* key) {
        const Json part = value.value(key, Json());
        return part.is_number_integer() && part > 0 && part <= 10'000'000;
    };
    return value.is_object() && value.size() == 2 && is_part("num") && is_part("den");
}

Ms source_end(const Segment& segment) {
    return segment.source_begin + to_ms(segment.source_duration());
}

double as_share(double volume) {
    return volume > 1 ? volume / 100 : volume;
}

Segment read_segment(const Json& json, const std::string& place, TrackType type, Ms preceding_end,
                     const std::string& track_name) {
    Fields fields(json, place);
    Fields meta(fields.take_object("m"), place + ".m");
    Segment segment;
    segment.start = take_first_ms(fields, meta, kStart).value_or(preceding_end);
    segment.duration = fields.take_ms("d").value_or(Ms{0});
    // Only a title track's title is its text; elsewhere it names the clip.
    const std::span<const FieldName> texts = kText;
    segment.text =
        take_first_string(fields, meta, type == TrackType::Text ? texts : texts.first(texts.size() - 1)).value_or("");
    segment.name = take_first_string(fields, meta, kName).value_or(track_name);
    segment.source = take_first_string(fields, meta, kAddress).value_or("");
    segment.volume = as_share(take_first_number(fields, meta, kVolume).value_or(1));
    segment.source_begin = meta.take_ms("in").value_or(Ms{0});
    read_own(meta, segment);
    // `out` follows from the rest; when it says something else (another writer's speed), it is not ours to drop.
    meta.take_if("out", [&](const Json& out) { return is_ms(out) && as_ms(out) == source_end(segment); });
    segment.unknown_json = fields.unknown(std::move(meta));
    return segment;
}

/// A name given to the whole track; it stays in the track as well.
std::string track_name(const Json& track) {
    const Json meta = track.value("m", Json());
    if (!meta.is_object()) return "";
    for (const FieldName& name : kName) {
        const Json value = meta.value(name.key, Json());
        if (name.in_meta && value.is_string()) return value.get<std::string>();
    }
    return "";
}

Track read_track(const Json& json, const std::string& place) {
    Fields fields(json, place);
    Track track;
    const std::optional<int> type = fields.take_int("tt");
    if (!type) fields.fail("tt", "a number");
    track.type = *type;
    const std::string name = track_name(json);
    Ms end{};
    const Json segments = fields.take_array("sg");
    for (std::size_t i = 0; i < segments.size(); ++i) {
        track.segments.push_back(read_segment(segments[i], fmt::format("{}.sg[{}]", place, i),
                                              static_cast<TrackType>(track.type), end, name));
        end = track.segments.back().end();
    }
    track.unknown_json = fields.unknown();
    return track;
}

Json parse(const std::string& text) {
    // Deeper than any draft; writing recurses, and a hostile document must not exhaust the stack.
    constexpr int kMaxDepth = 64;
    bool too_deep = false;
    const auto watch_depth = [&](int depth, Json::parse_event_t, Json&) { return !(too_deep |= depth > kMaxDepth); };
    Json json = Json::parse(text, watch_depth, false);
    if (too_deep || !json.is_object()) {
        throw Error(ErrorCode::Corrupt, "draft: expected a JSON object; fetch or make the draft again");
    }
    return json;
}

/// Adds the fields of `kept` that `into` does not have, at every level.
void add_missing(Json& into, const Json& kept) {
    for (const auto& [key, value] : kept.items()) {
        if (!into.contains(key)) {
            into[key] = value;
        } else if (into[key].is_object() && value.is_object()) {
            add_missing(into[key], value);
        }
    }
}

Json kept_fields(const std::string& unknown_json) {
    Json kept = Json::parse(unknown_json, nullptr, false);
    return kept.is_object() ? kept : Json::object();
}

/// Another writer's name for the same quantity is in the kept fields, so that leaving ours out would change its
/// meaning.
bool shadowed(const Json& kept, std::span<const FieldName> names) {
    return std::any_of(names.begin(), names.end(), [&](const FieldName& name) {
        const Json& object = name.in_meta ? kept.value("m", Json::object()) : kept;
        return object.contains(name.key);
    });
}

Json segment_meta(const Segment& segment, const Json& kept) {
    Json meta = Json::object();
    if (!segment.name.empty()) meta["name"] = segment.name;
    if (!segment.source.empty()) meta["src"] = segment.source;
    if (!segment.source.empty() || segment.source_begin != Ms{0}) {
        meta["in"] = segment.source_begin.count();
        if (!shadowed(kept, std::array{FieldName{true, "out"}})) {
            meta["out"] = source_end(segment).count();
        }
    }
    // Above 1 other readers take a volume for per cent.
    const double share = std::min(segment.volume, 1.0);
    if (share != 1 || shadowed(kept, kVolume)) meta["volume"] = share;
    if (!segment.text.empty()) meta["text"] = segment.text;
    write_own(segment, meta);
    return meta;
}

Json write_segment(const Segment& segment) {
    const Json kept = kept_fields(segment.unknown_json);
    Json json{{"s", segment.start.count()}, {"d", segment.duration.count()}, {"m", segment_meta(segment, kept)}};
    add_missing(json, kept);
    return json;
}

Json write_track(const Track& track) {
    Json segments = Json::array();
    for (const Segment& segment : track.segments) segments.push_back(write_segment(segment));
    Json json{{"tt", track.type}, {"sg", std::move(segments)}};
    add_missing(json, kept_fields(track.unknown_json));
    return json;
}

}  // namespace

Draft draft_from_json(const std::string& text) {
    Fields fields(parse(text), "draft");
    Fields meta(fields.take_object("m"), "draft.m");
    Draft draft;
    const Json tracks = fields.take_array("t");
    Ms last_end{};
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        draft.tracks.push_back(read_track(tracks[i], fmt::format("draft.t[{}]", i)));
        for (const Segment& segment : draft.tracks.back().segments) last_end = std::max(last_end, segment.end());
    }
    draft.duration = fields.take_ms("d").value_or(last_end);
    draft.title = meta.take_string("title").value_or("");
    draft.canvas.width = meta.take_int("width").value_or(draft.canvas.width);
    draft.canvas.height = meta.take_int("height").value_or(draft.canvas.height);
    if (const Json rate = meta.take_if("rate", is_rate); !rate.is_null()) {
        draft.rate = {rate["num"].get<int>(), rate["den"].get<int>()};
    }
    read_own(meta, draft);
    draft.unknown_json = fields.unknown(std::move(meta));
    return draft;
}

std::string draft_to_json(const Draft& draft) {
    const Json kept = kept_fields(draft.unknown_json);
    Json meta{{"title", draft.title}, {"width", draft.canvas.width}, {"height", draft.canvas.height}};
    if (draft.rate != FrameRate{} || !shadowed(kept, std::array{FieldName{true, "rate"}})) {
        meta["rate"] = {{"num", draft.rate.num}, {"den", draft.rate.den}};
    }
    write_own(draft, meta);
    Json tracks = Json::array();
    for (const Track& track : draft.tracks) tracks.push_back(write_track(track));
    Json json{{"t", std::move(tracks)}, {"d", draft.duration.count()}, {"m", std::move(meta)}};
    add_missing(json, kept);
    // A file name need not be UTF-8, JSON must be.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace takt
