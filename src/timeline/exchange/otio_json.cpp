// SPDX-License-Identifier: GPL-3.0-or-later
// OpenTimelineIO's native JSON (schemas of release 0.15: Clip.2, Marker.2). A time effect does not change a clip's
// length there: source_range holds as many frames as the timeline shows.
#include "timeline/exchange/formats.h"
#include "timeline/value_wording.h"
#include "timeline/wording.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace takt::timeline {
namespace {

using Json = nlohmann::ordered_json;

/// OTIO's own words for colours.
constexpr const char* kBarColour = "RED";
constexpr const char* kBeatColour = "GREEN";
constexpr const char* kTitleColour = "PURPLE";

Json object(const char* schema, const std::string& name) {
    return {{"OTIO_SCHEMA", schema}, {"name", name}, {"metadata", Json::object()}};
}

/// What everything that can stand in a track has.
Json item(const char* schema, const std::string& name) {
    Json json = object(schema, name);
    json.update({{"source_range", nullptr}, {"effects", Json::array()}, {"markers", Json::array()}, {"enabled", true}});
    return json;
}

/// The original sound as a track of its own, since a video track carries pictures only.
FrameTrack sound_of(const FrameTrack& video) {
    FrameTrack sound{TrackType::Audio, video.pieces};
    for (Piece& piece : sound.pieces) {
        const bool heard = !piece.is_gap() && piece.source.has_sound && piece.segment->volume > 0;
        if (!heard || piece.segment->speed == 0) piece = Piece{.begin = piece.begin, .end = piece.end};
        piece.lead_in = piece.lead_out = 0;
    }
    return sound;
}

class Writer {
public:
    explicit Writer(const FrameTimeline& timeline) : timeline_(timeline) {}

    [[nodiscard]] Json document() const {
        Json stack = item("Stack.1", "tracks");
        stack["children"] = Json::array();
        for (const FrameTrack& track : timeline_.tracks) {
            if (track.type == TrackType::Text) continue;
            stack["children"].push_back(written(track));
            if (track.type != TrackType::Video) continue;
            const FrameTrack sound = sound_of(track);
            const bool heard =
                std::any_of(sound.pieces.begin(), sound.pieces.end(), [](const Piece& p) { return !p.is_gap(); });
            if (heard) stack["children"].push_back(written(sound));
        }
        stack["markers"] = markers();
        Json document = object("Timeline.1", timeline_.title);
        document["global_start_time"] = nullptr;
        document["tracks"] = std::move(stack);
        document["metadata"]["takt"] = {{"width", timeline_.canvas.width}, {"height", timeline_.canvas.height}};
        return document;
    }

private:
    [[nodiscard]] Json time(std::int64_t frames) const {
        return {
            {"OTIO_SCHEMA", "RationalTime.1"}, {"rate", timeline_.rate.fps()}, {"value", static_cast<double>(frames)}};
    }
    [[nodiscard]] Json range(std::int64_t begin, std::int64_t frames) const {
        return {{"OTIO_SCHEMA", "TimeRange.1"}, {"start_time", time(begin)}, {"duration", time(frames)}};
    }

    [[nodiscard]] Json written(const FrameTrack& track) const {
        const bool video = track.type == TrackType::Video;
        Json json = item("Track.1", video ? "Video" : "Sound");
        json["kind"] = video ? "Video" : "Audio";
        json["children"] = Json::array();
        for (const Piece& piece : track.pieces) {
            if (!piece.cuts()) json["children"].push_back(transition(piece));
            json["children"].push_back(piece.is_gap() ? gap(piece) : clip(piece));
        }
        return json;
    }

    [[nodiscard]] Json gap(const Piece& piece) const {
        Json json = item("Gap.1", "");
        json["source_range"] = range(0, piece.frames());
        return json;
    }

    [[nodiscard]] Json clip(const Piece& piece) const {
        const Segment& segment = *piece.segment;
        Json json = item("Clip.2", piece_name(piece));
        json["source_range"] = range(piece.source_begin, piece.frames());
        if (segment.speed == 0) {
            json["effects"].push_back(effect("FreezeFrame.1", 0));
        } else if (segment.speed != 1 || segment.reversed) {
            json["effects"].push_back(effect("LinearTimeWarp.1", segment.reversed ? -segment.speed : segment.speed));
        }
        json["media_references"] = {{"DEFAULT_MEDIA", media(piece)}};
        json["active_media_reference_key"] = "DEFAULT_MEDIA";
        json["metadata"]["takt"] = {{"start_ms", segment.start.count()},
                                    {"duration_ms", segment.duration.count()},
                                    {"volume", segment.volume},
                                    {"fade_in_ms", segment.fade_in.count()},
                                    {"fade_out_ms", segment.fade_out.count()},
                                    {"reason", one_line(segment.reason)}};
        return json;
    }

    [[nodiscard]] static Json effect(const char* schema, double time_scalar) {
        Json json = object(schema, "speed");
        json["effect_name"] = std::string_view(schema).substr(0, std::string_view(schema).find('.'));
        json["time_scalar"] = time_scalar;
        return json;
    }

    [[nodiscard]] Json media(const Piece& piece) const {
        const SourceFacts& source = piece.source;
        Json json = object(source.address.empty() ? "MissingReference.1" : "ExternalReference.1", piece_name(piece));
        json["available_range"] = nullptr;
        if (source.duration > Us{0}) {
            json["available_range"] = range(0, nearest_frame(source.duration, timeline_.rate));
        }
        if (!source.address.empty()) json["target_url"] = source.address;
        return json;
    }

    [[nodiscard]] Json transition(const Piece& piece) const {
        const TransitionKind kind = piece.segment->transition.kind;
        Json json = object("Transition.1", kind_text(kind));
        json["transition_type"] = kind == TransitionKind::Crossfade ? "SMPTE_Dissolve" : "Custom_Transition";
        json["in_offset"] = time(piece.lead_in);
        json["out_offset"] = time(piece.lead_out);
        return json;
    }

    [[nodiscard]] Json marker(const std::string& name, const char* colour, std::int64_t begin,
                              std::int64_t frames) const {
        Json json = object("Marker.2", name);
        json["marked_range"] = range(begin, frames);
        json["color"] = colour;
        return json;
    }

    [[nodiscard]] Json markers() const {
        Json markers = Json::array();
        for (const FrameTrack& track : timeline_.tracks) {
            if (track.type != TrackType::Text) continue;
            for (const Piece& piece : track.pieces) {
                if (piece.is_gap()) continue;
                markers.push_back(marker(one_line(piece.segment->text), kTitleColour, piece.begin, piece.frames()));
            }
        }
        for (const FrameBeat& beat : timeline_.beats) {
            markers.push_back(marker(beat.name, beat.downbeat ? kBarColour : kBeatColour, beat.frame, 1));
        }
        return markers;
    }

    const FrameTimeline& timeline_;
};

}  // namespace

std::string otio_document(const FrameTimeline& timeline) {
    // A path need not be UTF-8, JSON must be.
    return Writer(timeline).document().dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace takt::timeline
