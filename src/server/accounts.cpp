// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accounts.h"

#include "takt/error.h"

#include "api/plain_text.h"
#include "server/identifiers.h"

#include <algorithm>
#include <utility>

namespace takt::server {
namespace {

constexpr std::string_view kRecord = "server.account";
constexpr std::chrono::days kLife{7};
constexpr std::size_t kMaxAccounts = 10'000;
constexpr const char* kOwner = "usr_owner";

std::string_view bearer(std::string_view authorization) {
    constexpr std::string_view kScheme = "bearer ";
    if (authorization.size() <= kScheme.size() || api::lower_case(authorization.substr(0, kScheme.size())) != kScheme) {
        return {};
    }
    return api::trimmed(authorization.substr(kScheme.size()));
}

}  // namespace

bool is_client_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
           std::ranges::all_of(text, [](char byte) { return byte > ' ' && byte < '\x7f'; });
}

Accounts::Accounts(jobs::Journal& journal, const Clock& clock, std::optional<std::string> access_token)
    : journal_(journal), clock_(clock), access_token_(std::move(access_token)) {
    for (const auto& [client_id, json] : journal_.records(kRecord)) {
        std::optional<Account> account = account_from_json(json);
        if (!account || account->expires <= clock_.today()) continue;
        account->used = false;  // whether it was is not known any more
        admit(client_id, *account);
    }
}

void Accounts::admit(const std::string& client_id, const Account& account) {
    by_client_[client_id] = account;
    client_by_token_[account.token] = client_id;
}

void Accounts::forget_expired() {
    for (auto each = by_client_.begin(); each != by_client_.end();) {
        if (each->second.expires > clock_.today()) {
            ++each;
        } else {
            client_by_token_.erase(each->second.token);
            each = by_client_.erase(each);
        }
    }
}

Account Accounts::mint(const std::string& client_id, IfLive if_live) {
    if (access_token_) {
        throw Error(ErrorCode::Auth, "token: this server gives none out; use the one it was started with (NEMO_TOKEN)");
    }
    const std::lock_guard minting(minting_);
    if (const auto live = live_account(client_id)) {
        if (if_live == IfLive::ReturnIt || !live->used) return *live;
        throw Error(ErrorCode::RateLimited, "token: this client has one already; use it until it expires");
    }
    const auto known = journal_.record_of(kRecord, client_id);
    const std::optional<Account> before = known ? account_from_json(*known) : std::nullopt;
    // Who comes back after the expiry finds what was theirs.
    const Account account{.user_id = before ? before->user_id : "anon_" + random_hex(8),
                          .token = "nmv_usr_" + random_hex(32),
                          .expires = std::chrono::floor<std::chrono::seconds>(clock_.today()) + kLife,
                          .used = false};
    journal_.put_record(kRecord, client_id, account_to_json(account));
    const std::lock_guard lock(mutex_);
    admit(client_id, account);
    return account;
}

std::optional<Account> Accounts::live_account(const std::string& client_id) {
    const std::lock_guard lock(mutex_);
    forget_expired();
    if (const auto live = by_client_.find(client_id); live != by_client_.end()) return live->second;
    if (by_client_.size() < kMaxAccounts) return std::nullopt;
    throw Error(ErrorCode::RateLimited, "token: too many were given out; try again when some have expired");
}

std::optional<std::string> Accounts::user_of(std::string_view authorization) {
    const std::string_view token = bearer(authorization);
    if (token.empty()) return std::nullopt;
    if (access_token_) return same_secret(token, *access_token_) ? std::optional<std::string>(kOwner) : std::nullopt;
    const std::lock_guard lock(mutex_);
    const auto client = client_by_token_.find(std::string(token));
    if (client == client_by_token_.end()) return std::nullopt;
    Account& account = by_client_.at(client->second);
    account.used = true;
    return account.expires > clock_.today() ? std::optional(account.user_id) : std::nullopt;
}

}  // namespace takt::server
