// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/render_documents.h"
#include "server/answers.h"
#include "server/identifiers.h"
#include "server/media_files.h"
#include "server/service_parts.h"

#include <filesystem>

namespace takt::server {
namespace {

using Phase = RenderStatus::Phase;
using Shown = api::RenderAnswer::Phase;

Answer not_found() {
    return json_answer(404, failure_body("render: not found; order it again with a new id"));
}

/// The file is the finished render: what is completed, but not yet in its place, still counts as under way.
bool is_in_place(const RenderView& view) {
    return view.row.phase == Phase::Completed && view.row.output && std::filesystem::exists(*view.row.output);
}

Shown shown_phase(const RenderView& view) {
    switch (view.row.phase) {
        case Phase::Pending: return Shown::Pending;
        case Phase::Processing: return Shown::Processing;
        case Phase::Completed: return view.row.output ? Shown::Completed : Shown::Processing;
        case Phase::Failed: return Shown::Failed;
        case Phase::Cancelled: break;
    }
    return Shown::Cancelled;
}

api::RenderAnswer described(const RenderView& view, const Asked& asked) {
    api::RenderAnswer answer{
        .id = view.row.id, .phase = shown_phase(view), .progress = view.progress, .error = view.paper.failure};
    if (asked.fault("render_failed")) {
        answer.phase = Shown::Failed;
        answer.error = "the render farm lost a worker";
    }
    if (asked.fault("slow_render")) {
        answer.phase = Shown::Processing;
        answer.progress = 0.5;
    }
    if (answer.phase != Shown::Completed || !is_in_place(view)) return answer;
    if (!asked.fault("no_url")) answer.url = asked.site + rendered_file_path(view.paper.key, view.row.id);
    answer.size_bytes = static_cast<std::int64_t>(std::filesystem::file_size(*view.row.output));
    answer.duration_s = draft_duration_s(view.row.draft_json);
    return answer;
}

Answer render_answer(const api::RenderAnswer& answer, const Asked& asked) {
    const auto shape = asked.fault("shape_b") ? api::RenderShape::B : api::RenderShape::A;
    return json_answer(200, api::render_answer_to_json(answer, shape));
}

Answer file_answer(const RenderView& view) {
    return {.content = FileAnswer{
                .file = *view.row.output, .content_type = "video/mp4", .etag = entity_tag(*view.row.output)}};
}

}  // namespace

std::optional<RenderView> Service::Parts::render_of(const Asked& asked) {
    auto view = renders.view(asked.who.target->id);
    return view && sessions.of(asked.who.user, view->row.session) ? std::move(view) : std::nullopt;
}

Answer Service::Parts::submit(const Asked& asked) {
    const api::RenderOrder order = api::render_order_from_json(asked.request.body);
    if (!is_render_id(order.id)) {
        return json_answer(400, failure_body("id: is no render id; send 1 to 64 letters, digits, '-' and '_'"));
    }
    if (order.format != "mp4") return json_answer(400, failure_body("output.format: is not mp4; send mp4"));
    const auto session = sessions.of(asked.who.user, order.session_id);
    if (!session) {
        return problem_answer(api::Problem::Kind::NoSession, "session: not found; open a new one", asked.strict);
    }
    if (!renders.submit(*session, order)) {
        return json_answer(409, failure_body("render: the id was used before; choose another"));
    }
    const auto view = renders.view(order.id);
    return view ? render_answer(described(*view, asked), asked) : not_found();
}

Answer Service::Parts::poll(const Asked& asked) {
    const auto view = render_of(asked);
    return view ? render_answer(described(*view, asked), asked) : not_found();
}

Answer Service::Parts::cancel(const Asked& asked) {
    if (!render_of(asked)) return not_found();
    renders.cancel(asked.who.target->id);
    const auto view = render_of(asked);
    if (!view) return not_found();
    return json_answer(200, api::render_answer_to_json(described(*view, asked), api::RenderShape::B));
}

Answer Service::Parts::download(const Asked& asked) {
    const auto view = render_of(asked);
    if (!view || !is_in_place(*view)) return not_found();
    return asked.fault("download_json") ? render_answer(described(*view, asked), asked) : file_answer(*view);
}

Answer Service::Parts::rendered_file(const Asked& asked) {
    const auto view = renders.view(asked.who.target->id);
    const bool opened = view && same_secret(view->paper.key, asked.who.target->name) && !view->paper.key.empty();
    return opened && is_in_place(*view) ? file_answer(*view) : json_answer(404, detail_body("Not Found"));
}

}  // namespace takt::server
