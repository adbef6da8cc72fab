// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/decision.h"

#include "base/error_table.h"
#include "prep/probe_document.h"

#include <string>

namespace takt::flow {

Decision decide(const std::filesystem::path& file, const PrepareRequest& request, int cores,
                const std::stop_token& stop) {
    Decision decision;
    PreparedItem& item = decision.item;
    item.input = file;
    const MediaInfo info = probe(file, request.limits, stop);
    item.kind = info.kind;
    item.probe_json = probe_to_json(info);
    item.before = facts_of(info);
    item.live_photo = info.live_photo;
    item.verdict = judge(info, request.limits, request.wishes);
    if (item.verdict.outcome == Outcome::Rejected) return decision;
    CutSurvey survey;
    if (const auto kept = kept_range(info, request.wishes.trim)) survey = survey_cut(info, *kept, stop);
    decision.plan = plan_preparation(info, item.verdict, request.limits, request.wishes, survey);
    decision.cost = cost_of(info, *decision.plan, cores);
    item.action = action_name(decision.plan->action);
    item.because = decision.plan->because;
    item.removed = decision.plan->removed;
    item.notes = decision.plan->notes;
    if (item.action != "copy") item.verdict.outcome = Outcome::Fixed;
    return decision;
}

bool is_about_the_input(ErrorCode code) {
    switch (code) {
        case ErrorCode::NotFound:
        case ErrorCode::UnsupportedFormat:
        case ErrorCode::TooLarge:
        case ErrorCode::Corrupt:
        case ErrorCode::NoDecodableStream:
        case ErrorCode::Protected: return true;
        default: return false;
    }
}

PreparedItem rejected(const std::filesystem::path& file, const Error& error) {
    const std::string step(next_step(error));
    std::string message = error.what();
    if (message.ends_with("; " + step)) message.resize(message.size() - step.size() - 2);
    PreparedItem item{.input = file};
    item.verdict = {Outcome::Rejected, {{std::string(error_row(error.code()).name), message, step}}};
    return item;
}

}  // namespace takt::flow
