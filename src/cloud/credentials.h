// SPDX-License-Identifier: GPL-3.0-or-later
// Who we are to a service: NEMO_TOKEN, else the stored token of this service, else a stored client id and one anonymous
// token. A token is never minted while a live one is stored, and never given to another host. Files are 0600.
#pragma once

#include "takt/error.h"

#include "base/clock.h"
#include "cloud/stored_token.h"
#include "net/http.h"

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

namespace takt::cloud {

struct CredentialSettings {
    std::string api_url;
    std::optional<std::string> token;      ///< NEMO_TOKEN
    std::optional<std::string> client_id;  ///< NEMO_CLIENT_ID
    std::filesystem::path client_id_file;  ///< $XDG_CONFIG_HOME/nemovideo/client_id: shared with other programs
    std::filesystem::path token_folder;    ///< $XDG_STATE_HOME/takt/tokens: one file a service
    /// One short line for people, before a long wait; never a token.
    std::function<void(const std::string&)> on_status;
};

/// Any thread may call.
class Credentials {
public:
    /// All outlive the object.
    Credentials(CredentialSettings settings, net::HttpClient& http, Clock& clock);

    /// A token that is good for at least `needed_for`; minted or renewed when it must be. A renewal that fails is no
    /// error while the old token lives. Throws Usage for a NEMO_TOKEN or NEMO_CLIENT_ID that cannot be sent,
    /// RateLimited after the second 429, Auth, Network, Permission, DiskFull, Busy, Interrupted.
    [[nodiscard]] std::string token(Ms needed_for, const std::stop_token& stop);
    /// The service refused `token`: forgets it, unless another one has taken its place. False when it is the user's own
    /// (NEMO_TOKEN), which is never replaced. Throws Interrupted and Busy while another program gets a token.
    bool forget_rejected(const std::string& token, const std::stop_token& stop);
    /// "anon_…" of the anonymous account; empty when unknown.
    [[nodiscard]] std::string user_id() const;
    void remember_user_id(const std::string& user_id);

private:
    [[nodiscard]] std::optional<std::string> held_for(Ms enough) const;
    void load();
    [[nodiscard]] std::string mint_or_keep(const std::stop_token& stop);
    [[nodiscard]] std::variant<StoredToken, Error> mint(bool patient, const std::stop_token& stop);
    [[nodiscard]] net::Exchange ask_for_token(const std::string& client_id, const std::stop_token& stop);
    [[nodiscard]] std::variant<StoredToken, Error> token_in(const std::string& body) const;
    [[nodiscard]] std::string client_id() const;

    const CredentialSettings settings_;
    const std::string service_;
    const std::filesystem::path file_;
    net::HttpClient& http_;
    Clock& clock_;

    mutable std::mutex mutex_;  // guards what follows; never held during a request
    std::optional<StoredToken> held_;
    std::string user_id_;
    /// After a renewal has been tried, the token that is there serves to its end.
    std::chrono::system_clock::time_point no_renewal_before_;
};

}  // namespace takt::cloud
