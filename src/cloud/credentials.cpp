// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/credentials.h"

#include "api/documents.h"
#include "api/problem.h"
#include "api/routes.h"
#include "base/atomic_file.h"
#include "cloud/client_id.h"
#include "cloud/file_lock.h"
#include "cloud/masking.h"
#include "cloud/rfc3339.h"
#include "net/retry.h"
#include "net/url.h"

#include <fmt/format.h>

#include <utility>

namespace takt::cloud {
namespace {

using Kind = api::Problem::Kind;

constexpr Ms kRenewBefore = std::chrono::minutes{5};
constexpr Ms kRenewalPause = std::chrono::hours{1};
constexpr Ms kRateLimitWait = std::chrono::seconds{30};
constexpr std::chrono::hours kLifetime{7 * 24};
constexpr std::size_t kMaxClientIdBytes = 64;
constexpr const char* kSubject = "anonymous token";

/// A service whose clock lags behind ours would hand out tokens that look dead on arrival; each request would then ask
/// for another. Such a date says nothing; if the token has died, the service will say so.
std::chrono::system_clock::time_point expiry(const std::string& text, std::chrono::system_clock::time_point today) {
    const auto expires_at = time_from_rfc3339(text);
    return expires_at && *expires_at > today ? *expires_at : today + kLifetime;
}

void make_private_folder(const std::filesystem::path& folder) {
    make_folder(folder);
    std::error_code ignored;  // not ours to change: the files themselves are 0600
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
}

}  // namespace

Credentials::Credentials(CredentialSettings settings, net::HttpClient& http, Clock& clock)
    : settings_(std::move(settings)),
      service_(net::origin_of(settings_.api_url)),
      file_(token_file(settings_.token_folder, service_)),
      http_(http),
      clock_(clock) {}

std::string Credentials::token(Ms needed_for, const std::stop_token& stop) {
    if (settings_.token) {
        if (is_sendable_secret(*settings_.token)) return *settings_.token;
        throw Error(ErrorCode::Usage, "NEMO_TOKEN: holds blanks or control characters; set it to the token alone");
    }
    const Ms enough = needed_for + kRenewBefore;
    if (const auto token = held_for(enough)) return *token;
    load();
    if (const auto token = held_for(enough)) return *token;
    make_private_folder(settings_.token_folder);
    const FileLock one_at_a_time(settings_.token_folder / ".lock", stop);
    load();  // somebody else may have got one meanwhile
    if (const auto token = held_for(enough)) return *token;
    return mint_or_keep(stop);
}

bool Credentials::forget_rejected(const std::string& token, const std::stop_token& stop) {
    if (settings_.token) return false;
    {
        const std::lock_guard lock(mutex_);
        if (held_ && held_->token == token) held_.reset();
    }
    make_private_folder(settings_.token_folder);
    const FileLock one_at_a_time(settings_.token_folder / ".lock", stop);
    const auto stored = load_token(file_, service_);
    std::error_code ignored;
    if (stored && stored->token == token) std::filesystem::remove(file_, ignored);
    return true;
}

std::string Credentials::user_id() const {
    const std::lock_guard lock(mutex_);
    return user_id_;
}

void Credentials::remember_user_id(const std::string& user_id) {
    if (user_id.empty()) return;
    const std::lock_guard lock(mutex_);
    user_id_ = user_id;
}

std::optional<std::string> Credentials::held_for(Ms enough) const {
    const std::lock_guard lock(mutex_);
    if (!held_) return std::nullopt;
    const auto today = clock_.today();
    const bool serves =
        held_->expires_at - today >= enough || (held_->expires_at > today && today < no_renewal_before_);
    return serves ? std::optional(held_->token) : std::nullopt;
}

void Credentials::load() {
    auto stored = load_token(file_, service_);
    if (!stored) return;
    const std::lock_guard lock(mutex_);
    if (user_id_.empty()) user_id_ = stored->user_id;
    held_ = std::move(stored);
}

std::string Credentials::mint_or_keep(const std::stop_token& stop) {
    const std::optional<std::string> live = held_for(Ms{1});
    auto minted = mint(!live, stop);
    const auto* failure = std::get_if<Error>(&minted);
    if (failure != nullptr && !live) throw *failure;
    if (failure == nullptr) store_token(file_, std::get<StoredToken>(minted));
    const std::lock_guard lock(mutex_);
    no_renewal_before_ = clock_.today() + kRenewalPause;
    if (failure != nullptr) return *live;
    held_ = std::get<StoredToken>(std::move(minted));
    if (!held_->user_id.empty()) user_id_ = held_->user_id;
    return held_->token;
}

/// `patient`: waits for a rate limit, once.
std::variant<StoredToken, Error> Credentials::mint(bool patient, const std::stop_token& stop) {
    std::string id = client_id();
    bool replaced = settings_.client_id.has_value();  // the user's own is never replaced
    for (;;) {
        const net::Exchange exchange = ask_for_token(id, stop);
        if (exchange.delivery != net::Exchange::Delivery::Complete) {
            return Error(ErrorCode::Network,
                         fmt::format("{}: {}; check the connection, then run it again", kSubject, exchange.trouble));
        }
        auto problem =
            api::problem_in(api::Endpoint::Token, exchange.head.status, exchange.head.media_type(), exchange.body);
        if (!problem) return token_in(exchange.body);
        if (problem->kind == Kind::NoClientId && !std::exchange(replaced, true)) {
            id = new_client_id();
            store_client_id(settings_.client_id_file, id);
        } else if (problem->kind == Kind::RateLimited && std::exchange(patient, false)) {
            if (settings_.on_status) settings_.on_status("the service is busy; asking again in 30 s…");
            clock_.wait(kRateLimitWait, stop);
        } else {
            problem->text = without(problem->text, id);
            return api::error_of(*problem, kSubject);
        }
    }
}

net::Exchange Credentials::ask_for_token(const std::string& client_id, const std::stop_token& stop) {
    net::Request request;
    request.method = "POST";
    request.url = net::join_url(settings_.api_url, api::routes::kAnonymousToken);
    request.headers = {{"X-Client-Id", client_id}};
    return net::send_repeatable(http_, request, {}, clock_, stop);
}

std::variant<StoredToken, Error> Credentials::token_in(const std::string& body) const {
    api::TokenGrant grant = api::token_grant_from_json(body);
    if (!is_sendable_secret(grant.token)) {
        return Error(ErrorCode::Network, fmt::format("{}: the service's answer holds none; check NEMO_API_URL, or set "
                                                     "NEMO_TOKEN",
                                                     kSubject));
    }
    return StoredToken{service_, std::move(grant.token), std::move(grant.user_id),
                       expiry(grant.expires_at, clock_.today())};
}

std::string Credentials::client_id() const {
    if (settings_.client_id) {
        if (is_sendable_secret(*settings_.client_id) && settings_.client_id->size() <= kMaxClientIdBytes) {
            return *settings_.client_id;
        }
        throw Error(ErrorCode::Usage, "NEMO_CLIENT_ID: is no plain word of at most 64 characters; set it to a UUID");
    }
    if (auto stored = load_client_id(settings_.client_id_file)) return *stored;
    std::string id = new_client_id();
    store_client_id(settings_.client_id_file, id);
    return id;
}

}  // namespace takt::cloud
