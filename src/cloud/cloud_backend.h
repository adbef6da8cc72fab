// SPDX-License-Identifier: GPL-3.0-or-later
// The backend behind HTTP: the service's API (or `takt serve`) as one Backend. It repeats only what the contract
// allows, renews the token once, waits once for a rate limit, and leaves recovery of lost turns to its caller, who
// reads the state.
#pragma once

#include "takt/backend.h"

#include "api/documents.h"
#include "api/render_documents.h"
#include "base/clock.h"
#include "cloud/caller.h"
#include "cloud/credentials.h"
#include "net/http.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

namespace takt::cloud {

struct CloudSettings {
    std::string api_url = "https://mega-api-prod.nemovideo.ai";
    std::string web_url = "https://nemovideo.com";
    std::string language;  ///< BCP 47; empty: not said
    /// One short line for people ("connecting…"); never a token.
    std::function<void(const std::string&)> on_status;
    std::stop_token stop;  ///< ends the calls that are given none of their own
};

class CloudBackend final : public Backend {
public:
    /// All outlive the backend. Throws Usage for an address that is neither https nor loopback.
    CloudBackend(CloudSettings settings, Credentials& credentials, net::HttpClient& http, Clock& clock);

    SessionId open_session(const EditSettings& settings) override;
    /// Returns, saying so, also when the session does not list the file after two minutes: sent again, it would be
    /// there twice.
    Asset upload(const SessionId& session, const std::filesystem::path& file, Progress& progress,
                 std::stop_token stop) override;
    /// A file that the service fetches by itself. Throws as upload does, and Usage for an address that is not https.
    Asset upload_url(const SessionId& session, const std::string& url, const std::stop_token& stop);
    void say(const SessionId& session, const std::string& text, const std::function<void(const ChatEvent&)>& on_event,
             std::stop_token stop) override;
    SessionState state(const SessionId& session) override;
    takt::Credits credits() override;
    /// Throws Usage for an id that was used before, as for any request that the service finds fault with; RenderFailed
    /// when it says so without a status of its own. Neither tells whether the id is known: poll it.
    void submit_render(const RenderRequest& request) override;
    /// Throws NotFound only when the service does not know the id; Network for a question that it refuses.
    RenderStatus poll_render(const std::string& render_id) override;
    void cancel_render(const std::string& render_id) override;
    /// Throws Network, never NotFound, when the render is there but its file is not.
    void fetch(const std::string& render_id, const std::filesystem::path& destination, Progress& progress,
               std::stop_token stop) override;
    std::optional<std::string> link(const SessionId& session) override;

    /// Where an anonymous user registers, once the service has told who they are.
    [[nodiscard]] std::optional<std::string> registration_link() const;

private:
    [[nodiscard]] api::StateAnswer read_state(const SessionId& session, const std::stop_token& stop);
    [[nodiscard]] api::MediaFile uploaded(const SessionId& session, const Call& call, const std::stop_token& stop);
    void await_listed(const SessionId& session, const api::MediaFile& file, const std::string& subject,
                      const std::stop_token& stop);
    [[nodiscard]] bool comes_to_be_listed(const SessionId& session, const api::MediaFile& file,
                                          const std::stop_token& stop);
    [[nodiscard]] api::RenderAnswer poll(const std::string& render_id, const std::stop_token& stop);
    [[nodiscard]] api::RenderAnswer finished(const std::string& render_id, const std::stop_token& stop);
    void remember_session(const std::string& session_id, const std::string& task_id, const std::string& user_id);
    [[nodiscard]] std::string task_of(const SessionId& session);

    const CloudSettings settings_;
    Credentials& credentials_;
    net::HttpClient& http_;
    Clock& clock_;
    Caller caller_;

    std::mutex mutex_;                                   // guards what follows; never held during a request
    std::map<std::string, std::string> tasks_;           // by session
    std::map<std::string, api::RenderAnswer> finished_;  // polled, not fetched yet
};

}  // namespace takt::cloud
