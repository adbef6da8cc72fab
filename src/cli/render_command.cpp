// SPDX-License-Identifier: GPL-3.0-or-later
// render and export: an order at a place, and what to say about it.
#include "base/error_table.h"
#include "cli/choose_song.h"
#include "cli/commands.h"
#include "cli/deliveries.h"
#include "cli/draft_documents.h"
#include "cli/session_actions.h"
#include "cli/workplace.h"
#include "flow/message.h"
#include "flow/project_inputs.h"

#include <fmt/format.h>

namespace takt::cli {
namespace {

/// A request for several lengths, taken apart: what is to be made, and how long each time.
struct Lengths {
    std::string prompt;
    std::vector<Ms> lengths;
};

Lengths lengths_in(const std::string& prompt) {
    Lengths found;
    try {  // a parser's boundary: whoever edits says what is unclear
        for (const Reading::Read& read : understand(prompt).read) {
            if (const auto* make = std::get_if<op::MakeLengths>(&read.op)) {
                found.lengths = make->lengths;
            } else {
                found.prompt += (found.prompt.empty() ? "" : "; ") + words(read.op);
            }
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::EditUnclear) throw;
    }
    return found.lengths.empty() ? Lengths{prompt, {}} : found;
}

/// "out.mp4", 15 s: "out-15s.mp4".
std::filesystem::path named_by_length(const std::filesystem::path& file, Ms length) {
    const std::string seconds = fmt::format("{:g}s", static_cast<double>(length.count()) / 1000);
    return file.parent_path() / fmt::format("{}-{}{}", file.stem().string(), seconds, file.extension().string());
}

flow::Order order_of(const RenderArguments& arguments, const flow::Project& project, const Surroundings& with) {
    flow::Order order{.prompt = arguments.prompt.empty() ? flow::default_prompt(project) : arguments.prompt,
                      .settings = arguments.settings,
                      .options = arguments.options,
                      .output = arguments.output,
                      .files = flow::prepared_files(project),
                      .again = with.globals.force};
    const bool local = with.globals.backend == "local";
    order.message =
        local ? order.prompt : flow::compose_message(order.prompt, flow::described_inputs(project), order.settings);
    order.until_draft = local && with.globals.dry_run;
    return order;
}

/// One video.
void render_one(const RenderArguments& arguments, const flow::Project& project, jobs::Journal& journal,
                const Surroundings& with) {
    flow::Order order = order_of(arguments, project, with);
    const Workplace workplace = open_workplace(project.root, journal, with, order.prompt);
    flow::Place place = workplace.place(journal);
    if (arguments.new_session) {
        place.keeps_session = false;
        order.again = true;
    }
    if (workplace.service != nullptr) {
        const flow::HandOffEstimate estimate = hand_off_of(project, order, place);
        if (with.globals.dry_run || !with.globals.quiet) show_hand_off(estimate, workplace.name, with.globals);
        if (with.globals.dry_run) return;
    }
    const flow::Delivered delivered =
        deliver_or_fall_back(project, order, workplace, place, arguments.fallback_local, with);
    show(delivered, order, with.globals);
    if (!arguments.storyboard) return;
    // A video that was rendered before came without its draft; its session has it still.
    const std::optional<Draft> draft =
        delivered.draft ? delivered.draft : workplace.backend->state(delivered.session).draft;
    if (draft)
        draw_storyboard(flow::localised(*draft, delivered.session, project, journal), project, *arguments.storyboard,
                        with);
}

/// The project with the song of `--music` in it, which is then the one that is meant.
flow::Project with_chosen_song(flow::Project project, RenderArguments& arguments, jobs::Journal& journal,
                               const Surroundings& with) {
    if (!arguments.music_folder) return project;
    if (with.globals.backend != "local") {
        throw Error(ErrorCode::Usage, "--music: only the local editor chooses; add a song with `takt prep`");
    }
    const auto song = choose_song(*arguments.music_folder, project, with);
    project = with_files({song.string()}, journal, with);
    for (const flow::PreparedItem& item : project.inputs) {
        if (item.input == song && item.output) arguments.settings.song = item.output->path.filename().string();
    }
    return project;
}

}  // namespace

int run(const RenderArguments& arguments, const Surroundings& with) {
    jobs::Journal journal(open_project(with).root);
    RenderArguments one = arguments;
    const flow::Project project = with_chosen_song(open_project(with), one, journal, with);
    const Lengths asked = arguments.lengths.empty() && with.globals.backend == "local"
                              ? lengths_in(arguments.prompt)
                              : Lengths{arguments.prompt, arguments.lengths};
    one.prompt = asked.prompt;
    if (asked.lengths.empty()) render_one(one, project, journal, with);
    for (const Ms length : asked.lengths) {
        one.settings.length = length;
        if (arguments.output) one.output = named_by_length(*arguments.output, length);
        if (arguments.storyboard) one.storyboard = named_by_length(*arguments.storyboard, length);
        render_one(one, project, journal, with);
    }
    return 0;
}

int run(const ExportArguments& arguments, const Surroundings& with) {
    const flow::Project project = open_project(with);
    jobs::Journal journal(project.root);
    const Workplace workplace = open_workplace(project.root, journal, with, "");
    const flow::Order order{.options = arguments.options,
                            .output = arguments.output,
                            .again = with.globals.force,
                            .until_draft = with.globals.dry_run};
    if (!arguments.timeline.empty()) {
        const Draft draft = flow::draft_of(project, order, workplace.place(journal));
        write_timeline(draft, project, arguments.timeline, arguments.output, with);
        return 0;
    }
    show(deliver_or_fall_back(project, order, workplace, workplace.place(journal), arguments.fallback_local, with),
         order, with.globals);
    return 0;
}

int run(const ResumeArguments&, const Surroundings& with) {
    const flow::Project project = open_project(with);
    jobs::Journal journal(project.root);
    int orders = 0;
    std::optional<Error> first_failure;
    const auto one_by_one = [&](const auto& work) {
        try {  // the job runner: one order that fails keeps no other from being finished
            work();
        } catch (const Error& error) {
            if (error.code() == ErrorCode::Interrupted) throw;
            fmt::print(stderr, "{}\n", error.what());
            if (!first_failure) first_failure = error;
        }
    };
    for (const std::string& name : flow::places_with_open_orders(journal)) {
        one_by_one([&] {
            const Workplace workplace = open_workplace_named(name, project.root, journal, with);
            const flow::Place place = workplace.place(journal);
            for (const flow::Order& order : flow::open_orders(project, place)) {
                ++orders;
                one_by_one([&] {
                    show(deliver_or_fall_back(project, order, workplace, place, false, with), order, with.globals);
                });
            }
        });
    }
    if (first_failure) throw *first_failure;
    if (orders == 0 && !with.globals.quiet) fmt::print(stderr, "nothing is unfinished in {}\n", project.root.string());
    return 0;
}

}  // namespace takt::cli
