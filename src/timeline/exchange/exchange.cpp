// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/exchange.h"

#include "timeline/exchange/formats.h"

namespace takt {

std::string timeline_document(const Draft& draft, const std::vector<Beat>& beats, const SourceLookup& lookup,
                              TimelineFormat format) {
    const timeline::FrameTimeline frames = timeline::on_frames(draft, beats, lookup);
    switch (format) {
        case TimelineFormat::Otio: return timeline::otio_document(frames);
        case TimelineFormat::Fcpxml: return timeline::fcpxml_document(frames);
        case TimelineFormat::Edl: return timeline::edl_document(frames);
        default: return timeline::csv_document(frames);
    }
}

}  // namespace takt
