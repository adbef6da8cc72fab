// SPDX-License-Identifier: GPL-3.0-or-later
// Final Cut Pro XML 1.10 (nothing in it is newer than 1.9): the first video track is the spine; what else there is
// hangs on the spine's clips, above them pictures and titles, below them music.
#include "timeline/exchange/fcpxml_clip.h"
#include "timeline/exchange/fcpxml_words.h"
#include "timeline/exchange/formats.h"
#include "timeline/exchange/timecode.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace takt::timeline {
namespace {

const char* transition_effect(TransitionKind kind) {
    switch (kind) {
        case TransitionKind::FadeBlack:
        case TransitionKind::FadeWhite: return "Fade To Color";
        case TransitionKind::Wipe: return "Wipe";
        case TransitionKind::Push: return "Push";
        default: return "Cross Dissolve";
    }
}

struct Connected {
    const Piece* piece;
    int lane;
    bool title;
};

class Writer {
public:
    explicit Writer(const FrameTimeline& timeline)
        : timeline_(timeline), root_(document_root()), resources_(root_.append_child("resources")) {}

    std::string document() {
        write_spine();
        std::ostringstream text;
        document_.save(text, " ", pugi::format_default, pugi::encoding_utf8);
        return text.str();
    }

private:
    pugi::xml_node document_root() {
        pugi::xml_node declaration = document_.append_child(pugi::node_declaration);
        declaration.append_attribute("version") = "1.0";
        declaration.append_attribute("encoding") = "UTF-8";
        document_.append_child(pugi::node_doctype).set_value("fcpxml");
        pugi::xml_node root = document_.append_child("fcpxml");
        root.append_attribute("version") = "1.10";
        return root;
    }

    pugi::xml_node append_sequence() {
        const std::string format = resources_.format(timeline_.rate, timeline_.canvas);
        pugi::xml_node event = root_.append_child("library").append_child("event");
        event.append_attribute("name") = "takt";
        pugi::xml_node project = event.append_child("project");
        project.append_attribute("name") = timeline_.title.c_str();
        pugi::xml_node sequence = project.append_child("sequence");
        const auto clock = Timecode::of(timeline_.rate);
        sequence.append_attribute("format") = format.c_str();
        sequence.append_attribute("duration") = time(timeline_.frames).c_str();
        sequence.append_attribute("tcStart") = "0s";
        sequence.append_attribute("tcFormat") = clock && clock->drops() ? "DF" : "NDF";
        sequence.append_attribute("audioLayout") = "stereo";
        sequence.append_attribute("audioRate") = "48k";
        return sequence;
    }

    void write_spine() {
        pugi::xml_node spine = append_sequence().append_child("spine");
        const FrameTrack* video = timeline_.track(TrackType::Video);
        const std::vector<Piece> black{{.end = timeline_.frames}};
        const std::vector<Connected> connected = connected_pieces(video);
        auto next = connected.begin();
        auto beat = timeline_.beats.begin();
        for (const Piece& piece : video ? video->pieces : black) {
            if (!piece.cuts()) append_transition(spine, piece);
            pugi::xml_node clip = append_clip(spine, piece, {0, piece.begin}, timeline_.rate, resources_);
            for (; next != connected.end() && next->piece->begin < piece.end; ++next) {
                append_connected(clip, piece, *next);
            }
            for (; beat != timeline_.beats.end() && beat->frame < piece.end; ++beat) {
                append_marker(clip, piece, *beat);
            }
        }
    }

    /// Everything outside the spine, by its begin; lanes count up from it for pictures and titles, down for sound.
    [[nodiscard]] std::vector<Connected> connected_pieces(const FrameTrack* spine) const {
        std::vector<Connected> connected;
        int above = 0;
        int below = 0;
        for (const FrameTrack& track : timeline_.tracks) {
            if (&track == spine) continue;
            const int lane = track.type == TrackType::Audio ? --below : ++above;
            for (const Piece& piece : track.pieces) {
                if (!piece.is_gap()) connected.push_back({&piece, lane, track.type == TrackType::Text});
            }
        }
        std::stable_sort(connected.begin(), connected.end(),
                         [](const Connected& a, const Connected& b) { return a.piece->begin < b.piece->begin; });
        return connected;
    }

    /// A frame of the timeline on the clock of the clip it falls into.
    [[nodiscard]] std::int64_t within(const Piece& host, std::int64_t frame) const {
        return clip_start(host, timeline_.rate) + frame - host.begin;
    }

    void append_connected(pugi::xml_node clip, const Piece& host, const Connected& each) {
        const ClipPlace place{each.lane, within(host, each.piece->begin)};
        if (each.title) return append_title(clip, *each.piece, place, timeline_.rate, ++titles_, resources_);
        append_clip(clip, *each.piece, place, timeline_.rate, resources_);
    }

    void append_transition(pugi::xml_node spine, const Piece& piece) const {
        pugi::xml_node transition = spine.append_child("transition");
        transition.append_attribute("name") = transition_effect(piece.segment->transition.kind);
        transition.append_attribute("offset") = time(piece.begin - piece.lead_in).c_str();
        transition.append_attribute("duration") = time(piece.lead_in + piece.lead_out).c_str();
    }

    void append_marker(pugi::xml_node clip, const Piece& host, const FrameBeat& beat) const {
        pugi::xml_node marker = clip.append_child("marker");
        marker.append_attribute("start") = time(within(host, beat.frame)).c_str();
        marker.append_attribute("duration") = time(1).c_str();
        marker.append_attribute("value") = beat.name.c_str();
    }

    [[nodiscard]] std::string time(std::int64_t frames) const { return xml_time(frames, timeline_.rate); }

    const FrameTimeline& timeline_;
    pugi::xml_document document_;
    pugi::xml_node root_;
    XmlResources resources_;
    int titles_ = 0;
};

}  // namespace

std::string fcpxml_document(const FrameTimeline& timeline) {
    return Writer(timeline).document();
}

}  // namespace takt::timeline
