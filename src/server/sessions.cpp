// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sessions.h"

#include "server/identifiers.h"

#include <algorithm>
#include <cstddef>

namespace takt::server {
namespace {

constexpr std::string_view kBackend = "server";
constexpr std::size_t kIdDigits = 19;
constexpr std::size_t kMaxKnown = 20'000;
constexpr std::chrono::days kClaimLife{7};

/// So that no other text is looked for on the disk.
bool is_session_id(std::string_view text) {
    return text.size() == kIdDigits && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void require_short(std::string_view text, std::size_t max_bytes, const std::string& field) {
    if (text.size() > max_bytes) throw Error(ErrorCode::Usage, field + ": is too long; send a shorter one");
}

}  // namespace

Sessions::Sessions(jobs::Journal& journal, Backend& backend, const Clock& clock)
    : journal_(journal), backend_(backend), clock_(clock) {}

Session Sessions::open(const std::string& owner, const api::SessionOrder& order) {
    require_short(order.task_name, 200, "task_name");
    require_short(order.language, 35, "language");
    Session session{.id = random_session_id(),
                    .task_id = "task_" + random_hex(8),
                    .owner = owner,
                    .task_name = order.task_name,
                    .language = order.language,
                    .behind = backend_.open_session(EditSettings{})};
    store(session);
    return session;
}

void Sessions::store(const Session& session) {
    journal_.put_session({.id = session.id, .backend = std::string(kBackend), .json = session_to_json(session)});
    const std::lock_guard lock(mutex_);
    if (known_.size() >= kMaxKnown) known_.clear();
    known_[session.id] = session;
}

std::optional<Session> Sessions::find(const std::string& id) {
    if (!is_session_id(id)) return std::nullopt;
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = known_.find(id); known != known_.end()) return known->second;
    }
    const auto row = journal_.session(id);
    if (!row || row->backend != kBackend) return std::nullopt;
    const auto session = session_from_json(id, row->json);
    if (!session) return std::nullopt;
    const std::lock_guard lock(mutex_);
    if (known_.size() >= kMaxKnown) known_.clear();
    return known_.try_emplace(id, *session).first->second;  // what was stored meanwhile is newer
}

std::optional<Session> Sessions::of(const std::string& owner, const std::string& id) {
    auto session = find(id);
    return session && session->owner == owner ? session : std::nullopt;
}

api::ClaimGrant Sessions::claim(const Session& asked) {
    const std::lock_guard claiming(claiming_);
    Session session = find(asked.id).value_or(asked);
    const auto now = std::chrono::floor<std::chrono::seconds>(clock_.today());
    if (session.claim_token.empty() || session.claim_expires <= now) {
        session.claim_token = "clm_" + random_hex(16);
        session.claim_expires = now + kClaimLife;
        store(session);
    }
    return {.claim_token = session.claim_token, .expires_in_s = (session.claim_expires - now).count()};
}

}  // namespace takt::server
