// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "base/error_table.h"
#include "cli/commands.h"
#include "cli/prep_table.h"
#include "flow/documents.h"
#include "flow/prep_report.h"
#include "flow/prepare.h"
#include "flow/report_pictures.h"

#include <fmt/format.h>

#include <chrono>

namespace takt::cli {

int run(const PrepArguments& arguments, const Surroundings& with) {
    const auto begun = std::chrono::steady_clock::now();
    const flow::PrepareRequest request{.project = with.globals.project,
                                       .corrections = beats::Corrections(with.environment.corrections()),
                                       .files = arguments.files,
                                       .limits = arguments.limits,
                                       .wishes = arguments.wishes,
                                       .dry_run = with.globals.dry_run,
                                       .force = with.globals.force,
                                       .proxy = arguments.proxy,
                                       .look = arguments.report.has_value(),
                                       .jobs = with.globals.jobs};
    const flow::Preparation preparation = flow::prepare(request, with.progress, with.stop);
    if (arguments.report) {
        const auto pictures = flow::report_pictures(preparation, with.globals.jobs, with.progress, with.stop);
        write_file(*arguments.report, flow::prep_report(preparation, pictures));
    }
    if (with.globals.json) {
        fmt::print("{}", flow::preparation_to_json(preparation));
    } else {
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
        fmt::print("{}", prep_table(preparation, taken.count()));
        if (!with.globals.dry_run) fmt::print("project   {}\n", with.globals.project.string());
        if (arguments.report) fmt::print("report    {}\n", arguments.report->string());
    }
    return preparation.any_rejected() ? error_row(ErrorCode::UnsupportedFormat).exit_status : 0;
}

}  // namespace takt::cli
