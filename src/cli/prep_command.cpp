// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_table.h"
#include "cli/commands.h"
#include "cli/time_text.h"
#include "flow/documents.h"
#include "flow/prepare.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>

namespace takt::cli {
namespace {

const char* outcome_word(Outcome outcome) {
    switch (outcome) {
        case Outcome::Accepted: return "accepted";
        case Outcome::Fixed: return "fixed";
        case Outcome::Rejected: break;
    }
    return "rejected";
}

void print_item(const flow::PreparedItem& item) {
    fmt::print("{:<9} {:<10} {}", outcome_word(item.verdict.outcome), item.action, item.input.filename().string());
    if (item.output && item.output->kind != MediaKind::Still) fmt::print("  {}", clock_text(item.output->duration));
    if (item.output && item.output->display.width > 0) {
        fmt::print("  {}x{}", item.output->display.width, item.output->display.height);
    }
    fmt::print("{}\n", item.reused ? "  (done before)" : "");
    if (!item.output && item.action == "none") {
        for (const Reason& reason : item.verdict.reasons) {
            fmt::print("          {}{}{}\n", reason.message, reason.next_step.empty() ? "" : "; ", reason.next_step);
        }
        return;
    }
    if (!item.because.empty()) fmt::print("          because: {}\n", fmt::join(item.because, "; "));
    if (!item.removed.empty()) fmt::print("          removed: {}\n", fmt::join(item.removed, ", "));
}

void print_song(const flow::SongAnalysis& song) {
    if (song.grid.musical()) {
        fmt::print("song      {}  {:.1f} BPM, {} beats, confidence {:.2f}\n", song.path.filename().string(),
                   song.grid.tempo().bpm, song.grid.beats().size(), song.grid.tempo().confidence);
    } else {
        fmt::print("song      {}  no steady beat found: cuts will be evenly spaced\n", song.path.filename().string());
    }
}

}  // namespace

int run(const PrepArguments& arguments, const Surroundings& with) {
    const flow::PrepareRequest request{.project = with.globals.project,
                                       .files = arguments.files,
                                       .limits = arguments.limits,
                                       .trim = arguments.trim,
                                       .dry_run = with.globals.dry_run,
                                       .force = with.globals.force};
    const flow::Preparation preparation = flow::prepare(request, with.progress, with.stop);
    if (with.globals.json) {
        fmt::print("{}", flow::preparation_to_json(preparation));
    } else {
        for (const flow::PreparedItem& item : preparation.project.inputs) print_item(item);
        for (const flow::SongAnalysis& song : preparation.songs) print_song(song);
        if (!with.globals.dry_run) fmt::print("project   {}\n", with.globals.project.string());
    }
    return preparation.any_rejected() ? error_row(ErrorCode::UnsupportedFormat).exit_status : 0;
}

}  // namespace takt::cli
