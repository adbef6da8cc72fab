// SPDX-License-Identifier: GPL-3.0-or-later
// Renders: submitted once under an id of ours, asked after, cancelled.
#include "api/routes.h"
#include "cloud/cloud_backend.h"

#include <fmt/format.h>

#include <utility>

namespace takt::cloud {
namespace {

using api::Endpoint;
using Kind = api::Problem::Kind;
using Phase = RenderStatus::Phase;

std::string subject_of(const std::string& render_id) {
    return fmt::format("render {}", render_id);
}

Error failure_of(const std::string& render_id, const std::string& why) {
    return {ErrorCode::RenderFailed,
            fmt::format("{}: {}; run the same command again, or render here with --fallback local",
                        subject_of(render_id), why.empty() ? "failed without a reason" : why)};
}

Phase phase_of(api::RenderAnswer::Phase phase) {
    switch (phase) {
        case api::RenderAnswer::Phase::Pending: return Phase::Pending;
        case api::RenderAnswer::Phase::Processing: return Phase::Processing;
        case api::RenderAnswer::Phase::Completed: return Phase::Completed;
        case api::RenderAnswer::Phase::Failed: return Phase::Failed;
        case api::RenderAnswer::Phase::Cancelled: return Phase::Cancelled;
    }
    return Phase::Processing;
}

}  // namespace

void CloudBackend::submit_render(const RenderRequest& request) {
    const std::string order =
        api::render_order_to_json({.id = request.id,
                                   .session_id = request.session.value,
                                   .draft_json = request.draft_json,
                                   .quality = request.options.quality == Quality::Draft ? "draft" : "high"});
    const Call call = caller_.once(Endpoint::RenderSubmit, subject_of(request.id),
                                   caller_.post(api::routes::kRenderSubmit, order), settings_.stop);
    const api::RenderAnswer answer = api::render_answer_from_json(caller_.expect(call, settings_.stop));
    // One that bears our id was accepted and has failed since: asking after it tells the same, now and later.
    const bool accepted = answer.id == request.id;
    if (answer.phase == api::RenderAnswer::Phase::Failed && !accepted) throw failure_of(request.id, answer.error);
}

RenderStatus CloudBackend::poll_render(const std::string& render_id) {
    const api::RenderAnswer answer = poll(render_id, settings_.stop);
    RenderStatus status;
    status.phase = phase_of(answer.phase);
    status.progress = answer.progress;
    if (status.phase == Phase::Failed) status.failure = failure_of(render_id, answer.error);
    if (status.phase == Phase::Completed) {
        const std::lock_guard lock(mutex_);
        finished_.insert_or_assign(render_id, answer);
    }
    return status;
}

void CloudBackend::cancel_render(const std::string& render_id) {
    const Call call = caller_.repeatable(Endpoint::Other, subject_of(render_id),
                                         caller_.post(api::routes::render_cancel(render_id), {}), settings_.stop);
    const Reply reply = caller_.ask(call, settings_.stop);
    if (reply.exchange.delivery != net::Exchange::Delivery::Complete) {
        throw Caller::broken_off(reply.exchange, call.subject);
    }
    // A render that has ended cannot be cancelled, and need not be.
    const bool has_ended = reply.problem && reply.problem->status == 409;
    if (reply.problem && !has_ended) throw caller_.error(*reply.problem, call.subject, reply.bearer);
}

api::RenderAnswer CloudBackend::poll(const std::string& render_id, const std::stop_token& stop) {
    const Call call = caller_.repeatable(Endpoint::RenderPoll, subject_of(render_id),
                                         caller_.get(api::routes::render_poll(render_id)), stop);
    return api::render_answer_from_json(caller_.expect(call, stop));
}

api::RenderAnswer CloudBackend::finished(const std::string& render_id, const std::stop_token& stop) {
    {
        const std::lock_guard lock(mutex_);
        // Once: an address may run out, and the next fetch asks for a new one.
        if (auto known = finished_.extract(render_id)) return std::move(known.mapped());
    }
    const api::RenderAnswer answer = poll(render_id, stop);
    switch (answer.phase) {
        case api::RenderAnswer::Phase::Completed: return answer;
        case api::RenderAnswer::Phase::Failed: throw failure_of(render_id, answer.error);
        default:
            throw Error(ErrorCode::Usage,
                        fmt::format("{}: is not finished; run `takt resume` later", subject_of(render_id)));
    }
}

}  // namespace takt::cloud
