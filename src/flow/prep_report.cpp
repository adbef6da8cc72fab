// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/prep_report.h"

#include "base/base64.h"
#include "flow/html_page.h"
#include "flow/size_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace takt::flow {
namespace {

const char* outcome_word(Outcome outcome) {
    switch (outcome) {
        case Outcome::Accepted: return "accepted";
        case Outcome::Fixed: return "fixed";
        default: return "rejected";
    }
}

std::string list(const char* title, const std::vector<std::string>& lines) {
    if (lines.empty()) return "";
    std::string html = fmt::format("<p class=\"soft\">{}</p>\n<ul>\n", title);
    for (const std::string& line : lines) html += fmt::format("<li>{}</li>\n", html_text(line));
    return html + "</ul>\n";
}

std::string picture(const std::string& jpeg, const std::string& words) {
    if (jpeg.empty()) return "";
    return fmt::format(
        "<figure><img src=\"data:image/jpeg;base64,{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>\n",
        base64(jpeg), words, words);
}

std::string pictures_html(const ItemPictures& pictures) {
    std::string html = picture(pictures.before, "before");
    for (const std::string& after : pictures.after) html += picture(after, "after");
    return html.empty() ? "" : "<div class=\"pictures\">\n" + html + "</div>\n";
}

std::string size_of(const MediaFacts& facts) {
    return facts.display.width == 0 ? "" : fmt::format("{}×{}", facts.display.width, facts.display.height);
}

std::string rate_of(const MediaFacts& facts) {
    return facts.rate.num == 0 ? "" : fmt::format("{:.5g} fps", facts.rate.fps());
}

std::string length_of(const MediaFacts& facts) {
    return facts.duration == Us{0} ? "" : fmt::format("{:.2f} s", seconds(facts.duration));
}

std::string bits_of(const MediaFacts& facts) {
    return facts.bit_rate_bps == 0 ? "" : fmt::format("{:.2f} Mbit/s", static_cast<double>(facts.bit_rate_bps) / 1e6);
}

struct Row {
    const char* name;
    std::string (*value)(const MediaFacts&);
};
const std::array<Row, 9> kRows{{{"container", [](const MediaFacts& facts) { return facts.container; }},
                                {"codec", [](const MediaFacts& facts) { return facts.codec; }},
                                {"picture", size_of},
                                {"frame rate", rate_of},
                                {"colour", [](const MediaFacts& facts) { return facts.colour; }},
                                {"sound", [](const MediaFacts& facts) { return facts.sound; }},
                                {"length", length_of},
                                {"bit rate", bits_of},
                                {"size", [](const MediaFacts& facts) { return size_text(facts.size_bytes); }}}};

std::string facts_html(const PreparedItem& item) {
    if (!item.before && !item.after) return "";
    std::string html = "<table>\n<thead><tr><th></th><th>before</th>";
    html += item.after ? "<th>after</th></tr></thead>\n" : "</tr></thead>\n";
    for (const Row& row : kRows) {
        const std::string before = item.before ? row.value(*item.before) : "";
        const std::string after = item.after ? row.value(*item.after) : "";
        if (before.empty() && after.empty()) continue;
        html += fmt::format("<tr><th>{}</th><td>{}</td>", row.name, html_text(before));
        html += item.after ? fmt::format("<td>{}</td></tr>\n", html_text(after)) : "</tr>\n";
    }
    return html + "</table>\n";
}

std::vector<std::string> reasons_of(const PreparedItem& item) {
    std::vector<std::string> lines;
    // A usable file's reasons are what its plan answers: they stand under "why".
    if (item.action != "none") return lines;
    for (const Reason& reason : item.verdict.reasons) {
        lines.push_back(reason.next_step.empty() ? reason.message
                                                 : fmt::format("{}; {}", reason.message, reason.next_step));
    }
    return lines;
}

std::string loudness_html(const PreparedItem& item) {
    if (!item.loudness) return "";
    if (!item.loudness->integrated_lufs) return "<p>loudness: silence</p>\n";
    return fmt::format("<p>loudness: {:.1f} LUFS, true peak {:.1f} dBTP</p>\n", *item.loudness->integrated_lufs,
                       item.loudness->true_peak_dbtp);
}

std::string section_html(const PreparedItem& item, const ItemPictures& pictures) {
    const char* outcome = outcome_word(item.verdict.outcome);
    std::string html = fmt::format("<section>\n<div class=\"head\"><h2>{}</h2><span class=\"word {}\">{}</span>",
                                   html_text(item.input.filename().string()), outcome, outcome);
    if (item.action != "none") html += fmt::format("<span class=\"soft\">{}</span>", html_text(item.action));
    html += "</div>\n" + pictures_html(pictures) + facts_html(item);
    html += list("reasons", reasons_of(item)) + list("why", item.because) + list("removed", item.removed);
    html += list("notes", item.notes) + loudness_html(item);
    if (item.output) html += fmt::format("<p class=\"soft\">{}</p>\n", html_text(item.output->path.string()));
    return html + "</section>\n";
}

std::string summary_html(const std::vector<PreparedItem>& items) {
    std::int64_t in_bytes = 0;
    std::int64_t out_bytes = 0;
    for (const PreparedItem& item : items) {
        if (!item.output) continue;
        in_bytes += item.before ? item.before->size_bytes : 0;
        out_bytes += item.output->size_bytes;
    }
    const auto count = [&](Outcome outcome) {
        return std::count_if(items.begin(), items.end(),
                             [&](const PreparedItem& item) { return item.verdict.outcome == outcome; });
    };
    std::string html = fmt::format("<p class=\"soft\">{} file{}: {} accepted, {} fixed, {} rejected", items.size(),
                                   items.size() == 1 ? "" : "s", count(Outcome::Accepted), count(Outcome::Fixed),
                                   count(Outcome::Rejected));
    if (out_bytes > 0) html += fmt::format("; {} → {}", size_text(in_bytes), size_text(out_bytes));
    return html + "</p>\n";
}

}  // namespace

std::string prep_report(const Preparation& preparation, const std::vector<ItemPictures>& pictures) {
    const auto& items = preparation.project.inputs;
    std::string body = "<h1>Prepared files</h1>\n" + summary_html(items);
    for (std::size_t i = 0; i < items.size(); ++i) {
        body += section_html(items[i], i < pictures.size() ? pictures[i] : ItemPictures{});
    }
    return html_page("takt prep", "", body);
}

}  // namespace takt::flow
