// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/spans.h"

#include <algorithm>

namespace takt::edit {

Spans without(const Spans& all, const Span& taken) {
    Spans rest;
    for (const Span& span : all) {
        const Span left{span.begin, std::min(span.end, taken.begin)};
        const Span right{std::max(span.begin, taken.end), span.end};
        if (left.duration() > Ms{0}) rest.push_back(left);
        if (right.duration() > Ms{0}) rest.push_back(right);
    }
    return rest;
}

void append(Spans& all, const Span& more) {
    if (!all.empty() && all.back().end == more.begin) {
        all.back().end = more.end;
    } else {
        all.push_back(more);
    }
}

Ms total(const Spans& all) {
    Ms sum{};
    for (const Span& span : all) sum += span.duration();
    return sum;
}

Ms longest(const Spans& all) {
    Ms most{};
    for (const Span& span : all) most = std::max(most, span.duration());
    return most;
}

}  // namespace takt::edit
