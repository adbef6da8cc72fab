// SPDX-License-Identifier: GPL-3.0-or-later
// One request to the service, with the token, until there is an answer to go by: a refused token is renewed once, a
// rate limit waited for once, and anything else is the caller's to see. How a request is sent, and whether a failed
// transport may be tried again, is in the call itself.
#pragma once

#include "takt/error.h"

#include "api/problem.h"
#include "base/clock.h"
#include "cloud/credentials.h"
#include "net/http.h"
#include "net/retry.h"

#include <atomic>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace takt::cloud {

struct CloudSettings;

/// What to do about a refusal; `tried` is what has been done about this request already.
enum class Reaction { Renew, WaitAndRepeat, GiveUp };
struct Tried {
    bool renewed = false;
    bool waited = false;
};
[[nodiscard]] Reaction reaction_to(api::Problem::Kind kind, const Tried& tried);

/// One request, in as many attempts as its `send` makes of it.
struct Call {
    api::Endpoint endpoint = api::Endpoint::Other;
    std::string subject;  ///< for messages: "upload clip.mp4"
    std::function<net::Exchange(const std::string& bearer)> send;
    Ms needed_for = std::chrono::minutes{15};  ///< how long the token must live
};

struct Reply {
    net::Exchange exchange;
    std::optional<api::Problem> problem;  ///< only when a response head came
    std::string bearer;
};

class Caller {
public:
    /// All outlive the object.
    Caller(const CloudSettings& settings, Credentials& credentials, net::HttpClient& http, Clock& clock);

    /// GET, or POST with a JSON body, to the service; without the bearer.
    [[nodiscard]] net::Request get(std::string_view path) const;
    [[nodiscard]] net::Request post(std::string_view path, std::string json) const;

    /// Transport failures and 5xx are tried again.
    [[nodiscard]] Call repeatable(api::Endpoint endpoint, std::string subject, net::Request request,
                                  const std::stop_token& stop, const net::RetryPolicy& policy = {}) const;
    /// Sent again only when nothing has reached the service.
    [[nodiscard]] Call once(api::Endpoint endpoint, std::string subject, net::Request request,
                            const std::stop_token& stop) const;

    /// Throws what stands in the way of asking (Auth, RateLimited, Interrupted, …), never what was answered.
    [[nodiscard]] Reply ask(const Call& call, const std::stop_token& stop);
    /// The body of a success. Throws what error() says, and Network when there is no whole answer.
    [[nodiscard]] std::string expect(const Call& call, const std::stop_token& stop);
    /// The error that a refusal is to the user: with the way to register for an anonymous account, without the token.
    /// Network instead of Usage when it was a render that was asked after.
    [[nodiscard]] Error error(const api::Problem& problem, const std::string& subject, const std::string& bearer) const;
    /// Network: the transport failed.
    [[nodiscard]] static Error broken_off(const net::Exchange& exchange, const std::string& subject);

private:
    const CloudSettings& settings_;
    Credentials& credentials_;
    net::HttpClient& http_;
    Clock& clock_;
    std::atomic<bool> connected_ = false;
};

}  // namespace takt::cloud
