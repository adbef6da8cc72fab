// SPDX-License-Identifier: GPL-3.0-or-later
// undo, redo, history and diff: the revisions of the project's local session.
#include "cli/chat.h"
#include "cli/commands.h"
#include "cli/lines.h"
#include "cli/workplace.h"
#include "flow/deliver.h"
#include "local/history.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <sstream>

namespace takt::cli {
namespace {

/// The session as it stands, with its revisions.
struct Kept {
    SessionId session;
    local::SessionDocument document;
    std::vector<jobs::RevisionRow> revisions;

    [[nodiscard]] local::History history() {
        return {document, [this](std::int64_t number) -> std::optional<jobs::RevisionRow> {
                    const auto index = static_cast<std::size_t>(number - 1);
                    return number > 0 && index < revisions.size() ? std::optional(revisions[index]) : std::nullopt;
                }};
    }
};

Kept kept_session(const flow::Project& project, const jobs::Journal& journal, const Workplace& workplace,
                  flow::Place place, const Surroundings& with) {
    if (workplace.service != nullptr || with.globals.backend != "local") {
        throw Error(ErrorCode::Usage,
                    "history: the service keeps its own; say \"undo that\" in `takt chat`, or leave out --backend");
    }
    const auto session = flow::current_session(project, place, false);
    const auto row = session ? journal.session(session->value) : std::nullopt;
    if (!row) {
        throw Error(ErrorCode::EditUnclear, "history: nothing was edited yet; begin with `takt chat` or `takt render`");
    }
    return {*session, local::session_from_json(row->json), journal.revisions(session->value)};
}

std::string one_line(const std::string& text) {
    std::string line = text;
    std::ranges::replace(line, '\n', ' ');
    return line;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream rest(text);
    for (std::string line; std::getline(rest, line);) lines.push_back(line);
    return lines;
}

void print_history(const Kept& kept) {
    for (const jobs::RevisionRow& row : kept.revisions) {
        const bool here = row.number == kept.document.revision;
        fmt::print("{} {:>3}  {}  {}\n", here ? '*' : ' ', row.number, row.at, one_line(row.request));
        for (const std::string& operation : lines_of(row.operations)) fmt::print("         {}\n", operation);
    }
    if (kept.document.revision == 0) fmt::print("*   0  before the first edit\n");
}

}  // namespace

int run(const MoveArguments& arguments, const Surroundings& with) {
    const flow::Project project = open_project(with);
    jobs::Journal journal(project.root);
    const Workplace workplace = open_workplace(project.root, journal, with, "");
    const flow::Place place = workplace.place(journal);
    const Kept kept = kept_session(project, journal, workplace, place, with);
    const std::string request = fmt::format("{} {} times", arguments.steps < 0 ? "undo" : "redo",
                                            arguments.steps < 0 ? -arguments.steps : arguments.steps);
    const flow::TurnReport report = flow::converse(
        flow::conversation(place, kept.session), request, "", [](const ChatEvent&) {}, with.stop);
    show_turn(report, with.globals);
    return 0;
}

int run(const HistoryArguments&, const Surroundings& with) {
    const flow::Project project = open_project(with);
    jobs::Journal journal(project.root);
    const Workplace workplace = open_workplace(project.root, journal, with, "");
    const Kept kept = kept_session(project, journal, workplace, workplace.place(journal), with);
    if (with.globals.json) {
        fmt::print("{}", history_document(kept.revisions, kept.document.revision));
    } else {
        print_history(kept);
    }
    return 0;
}

int run(const DiffArguments& arguments, const Surroundings& with) {
    const flow::Project project = open_project(with);
    jobs::Journal journal(project.root);
    const Workplace workplace = open_workplace(project.root, journal, with, "");
    Kept kept = kept_session(project, journal, workplace, workplace.place(journal), with);
    const local::History history = kept.history();
    const std::int64_t before = history.number_of(arguments.before);
    const std::int64_t after = arguments.after ? history.number_of(*arguments.after) : kept.document.revision;
    const auto lines = diff(history.draft_of(before), history.draft_of(after));
    if (with.globals.json) {
        fmt::print("{}", diff_document(before, after, lines));
        return 0;
    }
    for (const std::string& line : lines) fmt::print("{}\n", line);
    if (lines.empty() && !with.globals.quiet) fmt::print(stderr, "revisions {} and {} are the same\n", before, after);
    return 0;
}

}  // namespace takt::cli
