// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/title.h"

#include <algorithm>

namespace takt::edit {
namespace {

Segment text_segment(const std::string& text, const Span& shown) {
    Segment segment;
    segment.start = shown.begin;
    segment.duration = shown.duration();
    segment.text = text;
    return segment;
}

}  // namespace

Span opening(Ms video) {
    constexpr Ms kShown{3000};
    return {Ms{0}, std::min(kShown, video)};
}

Segment title(const std::string& text, const Span& shown) {
    constexpr Ms kFade{300};
    Segment segment = text_segment(text, shown);
    segment.style.place = TextPlace::Centre;
    segment.fade_in = segment.fade_out = std::min(kFade, segment.duration / 2);
    return segment;
}

Segment caption(const std::string& text, const Span& shown) {
    Segment segment = text_segment(text, shown);
    segment.style.caption = true;
    return segment;
}

}  // namespace takt::edit
