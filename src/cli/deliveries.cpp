// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/deliveries.h"

#include "cli/lines.h"
#include "cli/reply_printer.h"
#include "flow/documents.h"
#include "local/local_backend.h"

#include <fmt/format.h>

#include <set>

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

void print_remarks(const flow::Delivered& delivered) {
    for (const std::string& note : delivered.notes) fmt::print(stderr, "{}\n", note);
    if (delivered.reused) fmt::print(stderr, "done before; -y renders it again\n");
    if (!delivered.verification) return;
    const Verification& proof = *delivered.verification;
    fmt::print(stderr, "verified: {} checks, {} cuts{}\n", proof.checks.size(), proof.cuts.size(),
               proof.cuts.empty() ? std::string()
                                  : fmt::format(", worst {:.1f} ms from its beat",
                                                static_cast<double>(proof.max_cut_error.count()) / 1000));
}

bool is_about_money(const Error& error) {
    return error.code() == ErrorCode::Plan || error.code() == ErrorCode::Credits;
}

flow::Delivered render_here(const flow::Project& project, const flow::Order& order, const flow::Place& place,
                            const Surroundings& with) {
    local::LocalBackend here(project.root, place.journal);
    const flow::Place local{.backend = here, .name = "local", .journal = place.journal, .clock = place.clock};
    return flow::deliver_draft(project, order, flow::draft_of(project, order, place), local, with.progress, with.stop);
}

}  // namespace

flow::Delivered deliver_or_fall_back(const flow::Project& project, const flow::Order& order, const Workplace& workplace,
                                     const flow::Place& place, bool fall_back, const Surroundings& with) {
    ReplyPrinter printer(stderr, !with.globals.quiet && workplace.service != nullptr);
    const auto on_event = [&](const ChatEvent& event) { printer.show(event); };
    try {  // the job runner's question: may the same draft be made elsewhere
        return flow::deliver(project, order, place, on_event, with.progress, with.stop);
    } catch (const Error& error) {
        const bool elsewhere = workplace.service != nullptr && fall_back && is_about_money(error);
        if (!elsewhere || !flow::has_own_draft(project, order, place)) throw;
        if (!with.globals.quiet) fmt::print(stderr, "{}\nrendering the same draft here\n", error.what());
    }
    return render_here(project, order, place, with);
}

flow::HandOffEstimate hand_off_of(const flow::Project& project, const flow::Order& order, const flow::Place& place) {
    const auto session = flow::current_session(project, place, false);
    std::set<std::string> there;
    if (session) {
        for (const jobs::UploadRow& row : place.journal.uploads(session->value)) there.insert(row.name);
    }
    std::vector<flow::HandOffFile> files;
    for (const flow::PreparedItem& item : project.inputs) {
        if (!item.output) continue;
        const std::string name = item.output->path.filename().string();
        files.push_back({name, item.output->size_bytes, item.output->duration, there.count(name) > 0});
    }
    return flow::estimate_hand_off(order.message, files, !session, order.settings.length);
}

void show(const flow::Delivered& delivered, const flow::Order& order, const Globals& globals) {
    if (globals.json) {
        fmt::print("{}", flow::delivered_to_json(delivered, order));
        return;
    }
    if (!globals.quiet) print_remarks(delivered);
    if (delivered.file) {
        fmt::print("{}\n", delivered.file->string());
    } else if (delivered.draft) {
        print_draft(*delivered.draft);
    }
}

void show_hand_off(const flow::HandOffEstimate& estimate, const std::string& service, const Globals& globals) {
    if (globals.dry_run && globals.json) {
        fmt::print("{}", hand_off_document(estimate, service));
        return;
    }
    std::FILE* out = globals.dry_run ? stdout : stderr;
    fmt::print(out, "leaves this machine, to {}: {:.1f} MB, {:.0f} s of media, the message{}\n", service,
               static_cast<double>(estimate.bytes) / 1e6, estimate.media_s, globals.dry_run ? " below" : "");
    for (const std::string& file : estimate.files) fmt::print(out, "  {}\n", file);
    fmt::print(out, "costs about {} credits; the export is free\n", estimate.credits);
    for (const std::string& line : estimate.advice) fmt::print(out, "hint: {}\n", line);
    if (globals.dry_run) fmt::print(out, "\n{}\n", estimate.message);
}

}  // namespace takt::cli
