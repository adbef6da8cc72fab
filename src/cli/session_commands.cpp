// SPDX-License-Identifier: GPL-3.0-or-later
// status, credits and upload.
#include "base/atomic_file.h"
#include "cli/lines.h"
#include "cli/session_actions.h"
#include "cloud/cloud_backend.h"
#include "flow/prepare.h"
#include "flow/project_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace takt::cli {

bool is_address(const std::string& word) {
    return word.rfind("https://", 0) == 0 || word.rfind("http://", 0) == 0;
}

flow::Project with_files(const std::vector<std::string>& files, jobs::Journal& journal, const Surroundings& with) {
    flow::PrepareRequest request{.project = with.globals.project,
                                 .corrections = beats::Corrections(with.environment.corrections()),
                                 .force = with.globals.force,
                                 .add = true};
    request.jobs = with.globals.jobs;
    std::copy_if(files.begin(), files.end(), std::back_inserter(request.files), std::not_fn(is_address));
    if (request.files.empty()) {
        std::error_code ignored;
        if (!std::filesystem::exists(request.project / "project.json", ignored))
            return {.root = request.project, .inputs = {}, .corrections = request.corrections};
        return open_project(with);
    }
    flow::Preparation preparation = flow::prepare(request, journal, with.progress, with.stop);
    for (const flow::PreparedItem& item : preparation.project.inputs) {
        const bool is_new = std::find(request.files.begin(), request.files.end(), item.input) != request.files.end();
        if (!is_new || item.verdict.outcome != Outcome::Rejected) continue;
        const Reason reason = item.verdict.reasons.empty() ? Reason{} : item.verdict.reasons.front();
        // A file that cannot even be opened names itself.
        const std::string name = item.input.filename().string();
        const std::string subject = reason.message.rfind(name + ": ", 0) == 0 ? "" : name + ": ";
        throw Error(ErrorCode::UnsupportedFormat, fmt::format("{}{}; {}", subject, reason.message, reason.next_step));
    }
    return std::move(preparation.project);
}

void show_status(const flow::Project& project, jobs::Journal& journal, const Workplace& workplace,
                 const Surroundings& with) {
    const auto session = flow::current_session(project, workplace.place(journal), false);
    const SessionState state = session ? workplace.backend->state(*session) : SessionState{};
    const std::vector<std::string> unfinished = flow::places_with_open_orders(journal);
    const auto link = session ? workplace.backend->link(*session) : std::nullopt;
    if (with.globals.json) {
        fmt::print("{}", status_document(session, state, unfinished, link));
        return;
    }
    fmt::print("{}\n", state.draft ? summary(*state.draft) : "Timeline (0 tracks): nothing yet");
    if (with.globals.quiet) return;
    if (!state.assets.empty()) fmt::print(stderr, "{} files in the session\n", state.assets.size());
    if (link) fmt::print(stderr, "in a browser: {}\n", *link);
    if (!unfinished.empty()) fmt::print(stderr, "something is unfinished; `takt resume` finishes it\n");
}

void show_credits(const Workplace* service, const Surroundings& with) {
    const Credits credits = service == nullptr ? Credits{.unlimited = true} : service->backend->credits();
    if (with.globals.json) {
        fmt::print("{}", credits_document(service == nullptr ? "local" : service->name, credits));
    } else if (credits.unlimited) {
        fmt::print("local: nothing costs anything here\n");
    } else {
        fmt::print("{} credits available, {} reserved, {} in all\n", credits.available, credits.frozen,
                   credits.available + credits.frozen);
        const auto link = service->service->registration_link();
        if (link && !with.globals.quiet) fmt::print(stderr, "keep them by registering: {}\n", *link);
    }
}

void bring_and_show(const flow::Project& project, const std::vector<std::string>& addresses, jobs::Journal& journal,
                    const Workplace& workplace, const Surroundings& with) {
    const flow::Place place = workplace.place(journal);
    if (!addresses.empty() && workplace.service == nullptr) {
        throw Error(ErrorCode::Usage, fmt::format("{}: only a service fetches addresses; download it, or use "
                                                  "--backend cloud",
                                                  addresses.front()));
    }
    const auto is_usable = [](const flow::PreparedItem& item) { return item.output.has_value(); };
    const bool has_files = std::any_of(project.inputs.begin(), project.inputs.end(), is_usable);
    const auto files =
        has_files || addresses.empty() ? flow::prepared_files(project) : std::vector<std::filesystem::path>();
    const SessionId session = flow::current_session(project, place, true).value();
    std::vector<Asset> assets = flow::bring(files, session, place, with.progress, with.stop);
    for (const std::string& address : addresses) {
        assets.push_back(workplace.service->upload_url(session, address, with.stop));
    }
    if (with.globals.json) {
        fmt::print("{}", upload_document(session, assets));
        return;
    }
    for (const Asset& asset : assets) fmt::print("{}\n", asset.name);
}

int run(const StatusArguments&, const Surroundings& with) {
    const flow::Project project = open_project(with);
    jobs::Journal journal(project.root);
    show_status(project, journal, open_workplace(project.root, journal, with, ""), with);
    return 0;
}

int run(const CreditsArguments&, const Surroundings& with) {
    if (with.globals.backend == "local") {
        show_credits(nullptr, with);
    } else {
        const Workplace service = open_service(with, "");
        show_credits(&service, with);
    }
    return 0;
}

int run(const UploadArguments& arguments, const Surroundings& with) {
    std::vector<std::string> addresses;
    std::copy_if(arguments.files.begin(), arguments.files.end(), std::back_inserter(addresses), is_address);
    make_folder(with.globals.project);
    jobs::Journal journal(with.globals.project);
    const flow::Project project = with_files(arguments.files, journal, with);
    bring_and_show(project, addresses, journal, open_workplace(project.root, journal, with, ""), with);
    return 0;
}

}  // namespace takt::cli
