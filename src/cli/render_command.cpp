// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "flow/documents.h"
#include "flow/render_project.h"
#include "jobs/journal.h"
#include "local/local_backend.h"

#include <fmt/format.h>

namespace takt::cli {
namespace {

void print_draft(const Draft& draft) {
    fmt::print("{}\n", summary(draft));
    for (const Track& track : draft.tracks) {
        for (const Segment& segment : track.segments) {
            fmt::print("  {:>8.3f} s  {:>7.3f} s  {}{}{}\n", static_cast<double>(segment.start.count()) / 1000,
                       static_cast<double>(segment.duration.count()) / 1000,
                       segment.text.empty() ? segment.name : segment.text, segment.reason.empty() ? "" : "  · ",
                       segment.reason);
        }
    }
}

void print_for_people(const flow::RenderedProject& rendered, const Globals& globals) {
    if (!globals.quiet) {
        for (const std::string& note : rendered.notes) fmt::print(stderr, "{}\n", note);
    }
    if (globals.dry_run) {
        print_draft(rendered.draft.value());
        return;
    }
    if (rendered.verification && !globals.quiet) {
        const Verification& proof = *rendered.verification;
        fmt::print(stderr, "verified: {} checks, {} cuts{}\n", proof.checks.size(), proof.cuts.size(),
                   proof.cuts.empty() ? std::string()
                                      : fmt::format(", worst {:.1f} ms from its beat",
                                                    static_cast<double>(proof.max_cut_error.count()) / 1000));
    }
    if (rendered.reused && !globals.quiet) fmt::print(stderr, "done before; -y renders it again\n");
    fmt::print("{}\n", rendered.file->string());
}

}  // namespace

int run(const RenderArguments& arguments, const Surroundings& with) {
    const flow::Project project = flow::load_project(with.globals.project);
    jobs::Journal journal(project.root);
    local::LocalBackend backend(project.root, journal);
    const flow::RenderOrder order{.prompt = arguments.prompt,
                                  .settings = arguments.settings,
                                  .options = arguments.options,
                                  .output = arguments.output,
                                  .dry_run = with.globals.dry_run,
                                  .force = with.globals.force};
    const flow::RenderedProject rendered =
        flow::render_project(project, order, backend, journal, with.progress, with.stop);
    if (with.globals.json) {
        fmt::print("{}", flow::render_to_json(rendered));
    } else {
        print_for_people(rendered, with.globals);
    }
    return 0;
}

}  // namespace takt::cli
