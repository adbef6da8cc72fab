// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/prep_table.h"

#include "base/plain_text.h"
#include "cli/time_text.h"
#include "flow/size_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace takt::cli {
namespace {

constexpr int kWidestName = 40;

const char* outcome_word(Outcome outcome) {
    switch (outcome) {
        case Outcome::Accepted: return "accepted";
        case Outcome::Fixed: return "fixed";
        case Outcome::Rejected: break;
    }
    return "rejected";
}

std::string name_of(const flow::PreparedItem& item) {
    return plain_text(item.input.filename().string());
}

std::string padded(const std::string& text, int width) {
    return text + std::string(static_cast<std::size_t>(std::max(0, width - columns(text))), ' ');
}

std::string shape_text(Size display, FrameRate rate) {
    if (display.width == 0) return "";
    const std::string size = fmt::format("{}x{}", display.width, display.height);
    return rate.num == 0 ? size : fmt::format("{} {:.5g} fps", size, rate.fps());
}

/// "1920x1080 30 fps  0:12  8.1 MB -> 3.2 MB"
std::string facts_text(const flow::PreparedItem& item) {
    if (!item.output) {
        if (!item.before) return "";
        const flow::MediaFacts& before = *item.before;
        return fmt::format("{:<19}  {:>7}  {}", shape_text(before.display, before.rate),
                           before.duration > Us{0} ? clock_text(before.duration) : "",
                           flow::size_text(before.size_bytes));
    }
    const flow::PreparedOutput& output = *item.output;
    const std::string from = item.before ? flow::size_text(item.before->size_bytes) + " -> " : "";
    return fmt::format("{:<19}  {:>7}  {}{}", shape_text(output.display, output.rate),
                       output.duration > Us{0} ? clock_text(output.duration) : "", from,
                       flow::size_text(output.size_bytes));
}

std::string under(const char* word, const std::string& text) {
    return fmt::format("            {}{}\n", word, plain_text(text));
}

std::string item_text(const flow::PreparedItem& item, int name_width) {
    std::string text =
        fmt::format("{:<9} {:<10}  {}  {}{}", outcome_word(item.verdict.outcome), item.action,
                    padded(name_of(item), name_width), facts_text(item), item.reused ? "  (done before)" : "");
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
    if (item.action == "none") {
        for (const Reason& reason : item.verdict.reasons) {
            text += under("", reason.message + (reason.next_step.empty() ? "" : "; " + reason.next_step));
        }
        return text;
    }
    if (!item.because.empty()) text += under("because: ", fmt::format("{}", fmt::join(item.because, "; ")));
    if (!item.removed.empty()) text += under("removed: ", fmt::format("{}", fmt::join(item.removed, ", ")));
    for (const std::string& note : item.notes) text += under("note: ", note);
    return text;
}

std::string song_text(const flow::SongAnalysis& song) {
    const std::string name = plain_text(song.path.filename().string());
    if (!song.grid.musical()) {
        return fmt::format("song      {}  no steady beat found: cuts will be evenly spaced\n", name);
    }
    return fmt::format("song      {}  {:.1f} BPM, {} beats, confidence {:.2f}{}\n", name, song.grid.tempo().bpm,
                       song.grid.beats().size(), song.grid.tempo().confidence,
                       song.grid.correction() ? ", corrected by you" : "");
}

std::string totals_text(const flow::Preparation& preparation, double taken_s) {
    const auto& items = preparation.project.inputs;
    std::int64_t in_bytes = 0;
    std::int64_t out_bytes = 0;
    for (const flow::PreparedItem& item : items) {
        if (!item.output) continue;
        in_bytes += item.before ? item.before->size_bytes : 0;
        out_bytes += item.output->size_bytes;
    }
    const auto refused = std::count_if(items.begin(), items.end(), [](const flow::PreparedItem& item) {
        return item.verdict.outcome == Outcome::Rejected;
    });
    std::string text = fmt::format("total     {} file{}", items.size(), items.size() == 1 ? "" : "s");
    if (refused > 0) text += fmt::format(", {} rejected", refused);
    if (out_bytes > 0) text += fmt::format(", {} -> {}", flow::size_text(in_bytes), flow::size_text(out_bytes));
    return text + fmt::format(", {:.1f} s\n", taken_s);
}

}  // namespace

std::string prep_table(const flow::Preparation& preparation, double taken_s) {
    int name_width = 0;
    for (const flow::PreparedItem& item : preparation.project.inputs) {
        name_width = std::max(name_width, columns(name_of(item)));
    }
    name_width = std::min(name_width, kWidestName);
    std::string text;
    for (const flow::PreparedItem& item : preparation.project.inputs) text += item_text(item, name_width);
    for (const flow::SongAnalysis& song : preparation.songs) text += song_text(song);
    return text + totals_text(preparation, taken_s);
}

}  // namespace takt::cli
