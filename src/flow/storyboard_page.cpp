// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/html_page.h"
#include "flow/storyboard_sheet.h"
#include "timeline/value_wording.h"
#include "timeline/wording.h"

#include <fmt/format.h>

#include <iterator>

namespace takt::flow {
namespace {

constexpr const char* kPageStyle =
    ".sheet { overflow-x: auto; padding: 0; } .sheet svg { display: block; }\n"
    "table { max-width: none; } td:first-child { font-variant-numeric: tabular-nums; }\n";

std::string clean(const std::string& text) {
    return html_text(timeline::one_line(text));
}

std::string row(std::size_t number, const Segment& segment) {
    const Ms source_end = segment.source_begin + to_ms(segment.speed == 0 ? Us{0} : segment.source_duration());
    const bool cut = segment.transition.kind == TransitionKind::Cut;
    return fmt::format(
        "<tr><td>{}</td><td>{} s</td><td>{} s</td><td>{}</td><td>{}–{} s</td><td>{}</td><td>{}</td></tr>\n", number,
        timeline::seconds_text(segment.start), timeline::seconds_text(segment.duration),
        clean(timeline::segment_label(segment)), timeline::seconds_text(segment.source_begin),
        timeline::seconds_text(source_end), cut ? "cut" : timeline::transition_text(segment.transition),
        clean(segment.reason));
}

}  // namespace

std::string storyboard_page(const Storyboard& board) {
    std::string body =
        fmt::format("<section class=\"sheet\">\n{}</section>\n<section>\n<h2>Shots</h2>\n", storyboard_svg(board));
    body +=
        "<table>\n<thead><tr><th></th><th>begins</th><th>lasts</th><th>clip</th><th>of the clip</th>"
        "<th>comes by</th><th>why</th></tr></thead>\n";
    for (std::size_t i = 0; i < board.shots.size(); ++i) body += row(i + 1, board.shots[i].segment);
    body += "</table>\n</section>\n";
    const std::string title = board.title.empty() ? "Storyboard" : timeline::one_line(board.title);
    return html_page(title, kPageStyle, body);
}

}  // namespace takt::flow
