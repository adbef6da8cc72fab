// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions and what is asked about them. Uploads, turns and renders have files of their own.
#include "cloud/cloud_backend.h"

#include "api/routes.h"
#include "cloud/asset.h"
#include "cloud/other_state.h"
#include "cloud/web_links.h"
#include "net/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt::cloud {
namespace {

using api::Endpoint;

/// An address may be unusable for a browser, too.
CloudSettings checked(CloudSettings settings) {
    net::require_safe_url(settings.api_url, "NEMO_API_URL");
    net::require_safe_url(settings.web_url, "NEMO_WEB_URL");
    return settings;
}

/// Our view of a draft. What another writer made may be beyond us, and is still there to be rendered as it is.
std::optional<Draft> our_view(const std::string& draft_json) {
    if (draft_json.empty()) return std::nullopt;
    try {
        return draft_from_json(draft_json);
    } catch (const Error&) {
        return Draft{};
    }
}

}  // namespace

CloudBackend::CloudBackend(CloudSettings settings, Credentials& credentials, net::HttpClient& http, Clock& clock)
    : settings_(checked(std::move(settings))),
      credentials_(credentials),
      http_(http),
      clock_(clock),
      caller_(settings_, credentials_, http_, clock_) {}

SessionId CloudBackend::open_session(const EditSettings&) {
    // Each repeat whose predecessor did arrive leaves an empty project behind: one repeat, not more.
    const net::RetryPolicy once_more{.attempts = 2};
    const std::string order = api::session_order_to_json({.language = settings_.language});
    const Call call = caller_.repeatable(Endpoint::Session, "new session", caller_.post(api::routes::kSession, order),
                                         settings_.stop, once_more);
    const api::SessionGrant grant = api::session_grant_from_json(caller_.expect(call, settings_.stop));
    remember_session(grant.session_id, grant.task_id, grant.user_id);
    return {grant.session_id};
}

SessionState CloudBackend::state(const SessionId& session) {
    const api::StateAnswer answer = read_state(session, settings_.stop);
    SessionState state;
    for (const api::MediaFile& file : answer.media) state.assets.push_back(asset_of(file));
    state.draft = our_view(answer.draft_json);
    state.draft_json = answer.draft_json;
    state.other_json = other_state(answer.generated_json, answer.canvas_json);
    return state;
}

Credits CloudBackend::credits() {
    const Call call =
        caller_.repeatable(Endpoint::Credits, "credits", caller_.get(api::routes::kCredits), settings_.stop);
    const api::CreditsAnswer answer = api::credits_answer_from_json(caller_.expect(call, settings_.stop));
    return {.available = std::max<std::int64_t>(answer.available, 0),
            .frozen = std::max<std::int64_t>(answer.frozen, 0)};
}

std::optional<std::string> CloudBackend::link(const SessionId& session) {
    const std::string task = task_of(session);
    if (task.empty()) return std::nullopt;
    const std::string order = api::claim_order_to_json({.task_id = task, .session_id = session.value});
    const Call call = caller_.repeatable(Endpoint::Claim, "browser link", caller_.post(api::routes::kClaimToken, order),
                                         settings_.stop);
    return claim_link(settings_.web_url, api::claim_grant_from_json(caller_.expect(call, settings_.stop)).claim_token);
}

std::optional<std::string> CloudBackend::registration_link() const {
    return cloud::registration_link(settings_.web_url, credentials_.user_id());
}

api::StateAnswer CloudBackend::read_state(const SessionId& session, const std::stop_token& stop) {
    const Call call = caller_.repeatable(Endpoint::State, fmt::format("session {}", session.value),
                                         caller_.get(api::routes::state(session.value)), stop);
    api::StateAnswer answer = api::state_answer_from_json(caller_.expect(call, stop));
    remember_session(session.value, answer.task_id, answer.user_id);
    return answer;
}

void CloudBackend::remember_session(const std::string& session_id, const std::string& task_id,
                                    const std::string& user_id) {
    credentials_.remember_user_id(user_id);
    if (task_id.empty()) return;
    const std::lock_guard lock(mutex_);
    tasks_[session_id] = task_id;
}

std::string CloudBackend::task_of(const SessionId& session) {
    {
        const std::lock_guard lock(mutex_);
        const auto known = tasks_.find(session.value);
        if (known != tasks_.end()) return known->second;
    }
    return read_state(session, settings_.stop).task_id;
}

}  // namespace takt::cloud
