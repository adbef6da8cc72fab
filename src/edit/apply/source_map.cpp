// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/source_map.h"

#include <algorithm>
#include <cmath>

namespace takt::edit {
namespace {

Ms timeline_time(const Segment& segment, Us source) {
    const double into_us = static_cast<double>((source - Us(segment.source_begin)).count());
    const Ms into{std::llround(into_us / 1000 / segment.speed)};
    return segment.reversed ? segment.end() - into : segment.start + into;
}

}  // namespace

std::optional<Span> shown_at(const Segment& segment, const TimeRange& of_source) {
    if (segment.speed <= 0) return std::nullopt;
    const Ms a = timeline_time(segment, of_source.begin);
    const Ms b = timeline_time(segment, of_source.end);
    const Span span{std::max(segment.start, std::min(a, b)), std::min(segment.end(), std::max(a, b))};
    return span.end > span.begin ? std::optional(span) : std::nullopt;
}

Us source_at(const Segment& segment, Ms time) {
    const Ms into = segment.reversed ? segment.end() - time : time - segment.start;
    return segment.source_begin + Us{std::llround(static_cast<double>(Us(into).count()) * segment.speed)};
}

std::vector<Span> merged(std::vector<Span> spans) {
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    std::vector<Span> apart;
    for (const Span& span : spans) {
        if (!apart.empty() && span.begin <= apart.back().end) {
            apart.back().end = std::max(apart.back().end, span.end);
        } else {
            apart.push_back(span);
        }
    }
    return apart;
}

}  // namespace takt::edit
