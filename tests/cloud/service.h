// SPDX-License-Identifier: GPL-3.0-or-later
// A service on loopback that answers every route as it should, but for what a test says; and a client before it, on a
// clock that does not make anybody wait.
#pragma once

#include "api/documents.h"
#include "cloud/attribution.h"
#include "cloud/cloud_backend.h"
#include "support/fake_clock.h"
#include "support/scripted_server.h"
#include "support/temp_dir.h"

#include <deque>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace takt::test {

inline constexpr const char* kToken = "nmv_usr_first";
inline constexpr const char* kTokenPath = "/api/auth/anonymous-token";
inline constexpr const char* kSessionPath = "/api/tasks/me/with-session/nemo_agent";
inline constexpr const char* kClaimPath = "/api/auth/claim-token";
inline constexpr const char* kCreditsPath = "/api/credits/balance/simple";
inline constexpr const char* kUploadPath = "/api/upload-video/nemo_agent/me/s1";
inline constexpr const char* kStatePath = "/api/state/nemo_agent/me/s1/latest";
inline constexpr const char* kTurnPath = "/run_sse";
inline constexpr const char* kRenderPath = "/api/render/proxy/lambda";

/// Good for seven days of the fake clock.
inline std::string token_answer(const std::string& token, const std::string& expires_at = "2026-03-08T00:00:00Z") {
    return api::token_grant_to_json({token, "anon_abc", expires_at, 100});
}

inline std::string envelope(const std::string& data) {
    return R"({"code":0,"data":)" + data + "}";
}

class Service {
public:
    Service() : server_([this](const SeenRequest& request) { return answer(request); }) {}

    /// The next answers of a path, first come first; then it answers as it should again.
    void next(const std::string& path, std::vector<Reply> replies) {
        const std::lock_guard lock(mutex_);
        for (Reply& reply : replies) next_[path].push_back(std::move(reply));
    }
    void next(const std::string& path, int status, const std::string& json) { next(path, {json_reply(status, json)}); }
    [[nodiscard]] std::vector<SeenRequest> all() const { return server_.requests(); }
    [[nodiscard]] std::vector<SeenRequest> asked(const std::string& path) const {
        std::vector<SeenRequest> found;
        for (SeenRequest& request : server_.requests()) {
            if (request.target == path) found.push_back(std::move(request));
        }
        return found;
    }
    [[nodiscard]] std::string url() const { return server_.url(); }
    /// Returns once so many requests have come.
    void await(std::size_t requests) const { server_.await_requests(requests); }

private:
    Reply answer(const SeenRequest& request) {
        const std::lock_guard lock(mutex_);
        auto& scripted = next_[request.target];
        if (scripted.empty()) return json_reply(200, usual(request.target));
        Reply reply = std::move(scripted.front());
        scripted.pop_front();
        return reply;
    }
    static std::string usual(const std::string& path) {
        if (path == kTokenPath) return token_answer(kToken);
        if (path == kSessionPath) return envelope(R"({"task_id":"task_1","session_id":"s1","user_id":"anon_abc"})");
        if (path == kClaimPath) return envelope(R"({"claim_token":"clm_x","expires_in":604800})");
        if (path == kCreditsPath) return envelope(R"({"available":90,"frozen":10,"total":100})");
        if (path == kStatePath) return envelope(R"({"session_id":"s1","task_id":"task_1","state":{}})");
        if (path == kUploadPath) {
            return envelope(R"({"files":[{"filename":"a.mp4","file_type":"video","cdn_url":"https://cdn.test/a.mp4",)"
                            R"("duration":30.5,"width":1920,"height":1080,"fps":30}],"session_state_applied":true})");
        }
        if (path == kRenderPath) return R"({"success":true,"data":{"id":"r1","status":"pending","progress":5}})";
        return R"({"code":404,"message":"no such path"})";
    }

    std::mutex mutex_;
    std::map<std::string, std::deque<Reply>> next_;
    ScriptedServer server_;  // last: it asks the rest
};

/// Every program that speaks to the service from one machine.
struct Machine {
    TempDir folder;
    FakeClock clock;
    [[nodiscard]] cloud::CredentialSettings settings(const std::string& api_url) const {
        cloud::CredentialSettings settings;
        settings.api_url = api_url;
        settings.client_id_file = folder / "config/client_id";
        settings.token_folder = folder / "state/tokens";
        return settings;
    }
    [[nodiscard]] std::filesystem::path file(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder / name, std::ios::binary) << bytes;
        return folder / name;
    }
};

inline std::unique_ptr<net::HttpClient> attributed_client() {
    return net::make_http_client(
        {.user_agent = "takt-tests", .headers = cloud::headers_of({"takt", "0.1", "unknown"})});
}

/// One run of the program.
struct Client {
    explicit Client(Machine& machine, const std::string& api_url, const std::optional<std::string>& token = {})
        : credentials(with(machine.settings(api_url), token), *http, machine.clock),
          backend({.api_url = api_url,
                   .web_url = "https://web.test",
                   .language = "de",
                   .on_status =
                       [this](const std::string& line) {
                           status.push_back(line);
                           if (on_status) on_status(line);
                       },
                   .stop = stop.get_token()},
                  credentials, *http, machine.clock) {}

    static cloud::CredentialSettings with(cloud::CredentialSettings settings, const std::optional<std::string>& token) {
        settings.token = token;
        return settings;
    }

    std::stop_source stop;  ///< as Ctrl-C
    std::vector<std::string> status;
    std::function<void(const std::string&)> on_status;
    std::unique_ptr<net::HttpClient> http = attributed_client();
    cloud::Credentials credentials;
    cloud::CloudBackend backend;
};

/// What `work` throws; Internal "nothing was thrown" when it does not.
template <typename Work>
Error error_of(Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        return error;
    }
    return {ErrorCode::Internal, "nothing was thrown"};
}

}  // namespace takt::test
