// SPDX-License-Identifier: GPL-3.0-or-later
// The sessions that clients know, each with its owner and the backend's session behind it. They stand in the journal
// under backend "server", beside those of the backend itself.
#pragma once

#include "takt/backend.h"

#include "api/documents.h"
#include "base/clock.h"
#include "jobs/journal.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace takt::server {

struct Session {
    std::string id;  ///< 19 digits
    std::string task_id;
    std::string owner;  ///< a user id
    std::string task_name;
    std::string language;
    SessionId behind;         ///< the backend's
    std::string claim_token;  ///< of the browser link that was asked for last; empty: none yet
    std::chrono::sys_seconds claim_expires{};
};

/// Of a row; absent when it cannot be read. The id stands in the row.
[[nodiscard]] std::string session_to_json(const Session& session);
[[nodiscard]] std::optional<Session> session_from_json(const std::string& id, const std::string& text);

/// Any thread may call.
class Sessions {
public:
    Sessions(jobs::Journal& journal, Backend& backend, const Clock& clock);

    /// Throws Usage for a name or language that is too long, and what the backend throws.
    [[nodiscard]] Session open(const std::string& owner, const api::SessionOrder& order);
    /// Absent when there is none of this id.
    [[nodiscard]] std::optional<Session> find(const std::string& id);
    /// Absent when there is none of this id, or it is someone else's.
    [[nodiscard]] std::optional<Session> of(const std::string& owner, const std::string& id);
    /// A token for the browser link: the same again until it expires.
    [[nodiscard]] api::ClaimGrant claim(const Session& session);

private:
    void store(const Session& session);

    jobs::Journal& journal_;
    Backend& backend_;
    const Clock& clock_;
    std::mutex claiming_;                             // held while the journal writes a claim
    std::mutex mutex_;                                // of known_; never held for long: the transport's thread asks too
    std::unordered_map<std::string, Session> known_;  // what was asked for lately
};

}  // namespace takt::server
