// SPDX-License-Identifier: GPL-3.0-or-later
// A draft as another editor's document, so that the same cut opens there: OpenTimelineIO, Final Cut Pro XML, a CMX 3600
// edit decision list, or a table. Everything stands on whole frames of the draft's rate: the frame nearest to the
// draft's millisecond, as it is rendered, never a sum of rounded lengths.
#pragma once

#include "takt/beats.h"
#include "takt/draft.h"
#include "takt/media_info.h"
#include "takt/time.h"

#include <functional>
#include <string>
#include <vector>

namespace takt {

enum class TimelineFormat { Otio, Fcpxml, Edl, Csv };

/// What the other editor must know about a source; the caller fills it.
struct SourceFacts {
    std::string address;   ///< path or URL to be opened there, as it shall be written; empty: nobody knows
    Us duration{};         ///< 0 for a still, and when nobody knows
    FrameRate rate{0, 1};  ///< 0 without moving pictures
    Size size;
    bool has_video = false;
    bool has_sound = false;
};
/// Asked once a segment, with the draft's own words for its source.
using SourceLookup = std::function<SourceFacts(const std::string& source)>;

/// `beats` are on the draft's timeline. Pure, but for what `lookup` does.
/// Otio: video and sound tracks, titles and beats as markers, reasons in the metadata. Fcpxml: version 1.10, music and
/// titles connected to a spine. Edl: timecode from 01:00:00:00, drop-frame at 29.97 and 59.94; of several video tracks
/// the first. Csv: a row for each shot of that track. Names that are not UTF-8 lose the bytes that are not.
/// Throws Corrupt (broken draft), TooLarge (longer than a day; over 999 events of an EDL), EditUnsupported (an EDL of a
/// frame rate that has no timecode).
[[nodiscard]] std::string timeline_document(const Draft& draft, const std::vector<Beat>& beats,
                                            const SourceLookup& lookup, TimelineFormat format);

}  // namespace takt
