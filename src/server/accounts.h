// SPDX-License-Identifier: GPL-3.0-or-later
// Who may ask: anonymous accounts, each with one token at a time that lives for seven days, or the one token that the
// server was started with. What is granted is in the journal before it is given out, and survives a restart.
#pragma once

#include "base/clock.h"
#include "jobs/journal.h"

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace takt::server {

struct Account {
    std::string user_id;
    std::string token;
    std::chrono::sys_seconds expires;
    bool used = true;  ///< not stored: the answer that brings a new token may have been lost until it is shown here
};

/// Of a record; absent when it cannot be read.
[[nodiscard]] std::string account_to_json(const Account& account);
[[nodiscard]] std::optional<Account> account_from_json(const std::string& text);

/// Printable ASCII, 1 to 64 characters.
[[nodiscard]] bool is_client_id(std::string_view text);

/// Any thread may call.
class Accounts {
public:
    /// With `access_token` that one is accepted, and no other.
    Accounts(jobs::Journal& journal, const Clock& clock, std::optional<std::string> access_token);

    enum class IfLive { Refuse, ReturnIt };
    /// A token for this client; one that nobody has used yet is given out again, since its answer may have been lost.
    /// Throws RateLimited while the client has a live one and that is refused, or when there are too
    /// many accounts; Auth when tokens are not minted here.
    [[nodiscard]] Account mint(const std::string& client_id, IfLive if_live);
    /// The user that an Authorization header stands for; absent when it is no bearer token, or unknown, or expired.
    [[nodiscard]] std::optional<std::string> user_of(std::string_view authorization);

private:
    /// Throws RateLimited when there is none, and no place for one.
    std::optional<Account> live_account(const std::string& client_id);
    void admit(const std::string& client_id, const Account& account);  // with mutex_ held
    void forget_expired();                                             // with mutex_ held

    jobs::Journal& journal_;
    const Clock& clock_;
    std::optional<std::string> access_token_;
    std::mutex minting_;  // held while the journal writes
    std::mutex mutex_;    // of the maps; never held for long: the transport's thread asks user_of()
    std::unordered_map<std::string, Account> by_client_;
    std::unordered_map<std::string, std::string> client_by_token_;
};

}  // namespace takt::server
