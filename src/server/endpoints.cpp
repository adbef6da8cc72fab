// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts, sessions, media and turns; renders have their own file.
#include "api/documents.h"
#include "server/answers.h"
#include "server/media_files.h"
#include "server/service_parts.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstddef>

namespace takt::server {
namespace {

using Problem = api::Problem;

constexpr std::int64_t kFreeCredits = 100;
constexpr std::size_t kMaxMessageBytes = 64 << 10;

std::string utc_text(std::chrono::sys_seconds time) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

Answer no_session(bool strict) {
    return problem_answer(Problem::Kind::NoSession, "session: not found; open a new one", strict);
}

}  // namespace

Answer Service::Parts::token(const Asked& asked) {
    const auto if_live = asked.fault("live_token") ? Accounts::IfLive::ReturnIt : Accounts::IfLive::Refuse;
    const Account account = accounts.mint(std::string(asked.request.head.header("X-Client-Id")), if_live);
    return json_answer(200, api::token_grant_to_json({.token = account.token,
                                                      .user_id = account.user_id,
                                                      .expires_at = utc_text(account.expires),
                                                      .credits = kFreeCredits}));
}

Answer Service::Parts::claim(const Asked& asked) {
    const api::ClaimOrder order = api::claim_order_from_json(asked.request.body);
    const auto session = sessions.of(asked.who.user, order.session_id);
    if (!session || session->task_id != order.task_id) return no_session(asked.strict);
    return json_answer(200, api::claim_grant_to_json(sessions.claim(*session)));
}

Answer Service::Parts::open_session(const Asked& asked) {
    const Session session = sessions.open(asked.who.user, api::session_order_from_json(asked.request.body));
    return json_answer(200, api::session_grant_to_json(
                                {.task_id = session.task_id, .session_id = session.id, .user_id = session.owner}));
}

Answer Service::Parts::credits() {
    const Credits balance = backend.credits();
    if (balance.unlimited) return json_answer(200, api::credits_answer_to_json({.available = kFreeCredits}));
    return json_answer(200, api::credits_answer_to_json({.available = balance.available, .frozen = balance.frozen}));
}

Answer Service::Parts::upload(const Asked& asked) {
    const Session& session = *asked.who.session;
    const bool sent = body_type(asked.request.head) == BodyType::Multipart;
    api::UploadAnswer answer;
    answer.files = sent ? uploads.take(session, asked.request.files, asked.site)
                        : uploads.fetch(session, api::url_upload_from_json(asked.request.body).urls, asked.site);
    return json_answer(200, api::upload_answer_to_json(answer));
}

Answer Service::Parts::uploaded_file(const Asked& asked) {
    const std::string& name = asked.who.target->name;
    const auto file = uploads.stored(asked.who.session->id, name);
    if (!file) return json_answer(404, detail_body("Not Found"));
    const auto type = media_type_of(name).value_or("application/octet-stream");
    return {.content = FileAnswer{.file = *file, .content_type = std::string(type), .etag = entity_tag(*file)}};
}

Answer Service::Parts::state(const Asked& asked) {
    const Session& session = *asked.who.session;
    const SessionState now = backend.state(session.behind);
    api::StateAnswer answer{.session_id = session.id,
                            .task_id = session.task_id,
                            .task_name = session.task_name,
                            .user_id = session.owner,
                            .draft_json = now.draft_json,
                            .generated_json = now.other_json};
    for (const Asset& asset : now.assets) answer.media.push_back(media_file(asset, session.id, asked.site));
    return json_answer(200, api::state_answer_to_json(answer));
}

Answer Service::Parts::turn(const Asked& asked) {
    api::TurnOrder order;
    try {
        order = api::turn_order_from_json(asked.request.body);
    } catch (const Error& error) {
        return json_answer(422, validation_body(error.what()));
    }
    if (order.text.size() > kMaxMessageBytes) {
        return json_answer(422, validation_body("new_message: longer than 64 KiB; send a shorter one"));
    }
    const auto session = sessions.of(asked.who.user, order.session_id);
    if (!session) {
        return json_answer(404, detail_body(fmt::format("Session not found: {}", order.session_id.substr(0, 64))));
    }
    TurnManner manner = turn_manner(asked.faults);
    if (order.streaming && manner.speech == TurnManner::Speech::Whole) manner.speech = TurnManner::Speech::Deltas;
    StreamAnswer answer{.stream = turns.accept(*session, order.text, std::move(manner))};
    answer.keep_alive_every = options.keep_alive_every;
    if (options.keep_alive_every <= Ms{}) answer.keep_alive.clear();
    return {.content = std::move(answer)};
}

}  // namespace takt::server
