// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/caller.h"

#include "cloud/cloud_backend.h"
#include "cloud/masking.h"
#include "cloud/web_links.h"
#include "net/url.h"

#include <fmt/format.h>

#include <utility>

namespace takt::cloud {
namespace {

using Delivery = net::Exchange::Delivery;
using Kind = api::Problem::Kind;

constexpr Ms kRateLimitWait = std::chrono::seconds{30};

/// The message with another next step.
std::string with_next_step(std::string_view message, std::string_view next_step) {
    return fmt::format("{}; {}", message.substr(0, message.rfind("; ")), next_step);
}

/// A question about a render that was accepted long ago. That it is refused for once says nothing about the render, and
/// the caller must not take it for lost.
bool asks_after_render(const api::Problem& problem) {
    return problem.endpoint == api::Endpoint::RenderPoll || problem.endpoint == api::Endpoint::Download;
}

/// The exchange of the last attempt: more than one only while nothing reaches the service.
net::Exchange send_until_sent(net::HttpClient& http, const net::Request& request, Clock& clock,
                              const std::stop_token& stop) {
    const net::RetryPolicy policy;
    Ms wait = policy.first_wait;
    for (int attempt = 1;; ++attempt, wait *= 2) {
        net::Exchange exchange = http.send(request, stop);
        if (exchange.delivery != Delivery::NotSent || attempt >= policy.attempts) return exchange;
        clock.wait(wait, stop);
    }
}

}  // namespace

Reaction reaction_to(Kind kind, const Tried& tried) {
    if (kind == Kind::Auth && !tried.renewed) return Reaction::Renew;
    if (kind == Kind::RateLimited && !tried.waited) return Reaction::WaitAndRepeat;
    return Reaction::GiveUp;
}

Caller::Caller(const CloudSettings& settings, Credentials& credentials, net::HttpClient& http, Clock& clock)
    : settings_(settings), credentials_(credentials), http_(http), clock_(clock) {}

net::Request Caller::get(std::string_view path) const {
    net::Request request;
    request.url = net::join_url(settings_.api_url, path);
    return request;
}

net::Request Caller::post(std::string_view path, std::string json) const {
    net::Request request = get(path);
    request.method = "POST";
    if (!json.empty()) {
        request.headers = {{"Content-Type", "application/json"}};
        request.body = std::move(json);
    }
    return request;
}

Call Caller::repeatable(api::Endpoint endpoint, std::string subject, net::Request request, const std::stop_token& stop,
                        const net::RetryPolicy& policy) const {
    const auto send = [this, request = std::move(request), stop, policy](const std::string& bearer) {
        net::Request attempt = request;
        attempt.bearer = bearer;
        return net::send_repeatable(http_, attempt, policy, clock_, stop);
    };
    return {.endpoint = endpoint, .subject = std::move(subject), .send = send};
}

Call Caller::once(api::Endpoint endpoint, std::string subject, net::Request request,
                  const std::stop_token& stop) const {
    const auto send = [this, request = std::move(request), stop](const std::string& bearer) {
        net::Request attempt = request;
        attempt.bearer = bearer;
        return send_until_sent(http_, attempt, clock_, stop);
    };
    return {.endpoint = endpoint, .subject = std::move(subject), .send = send};
}

Reply Caller::ask(const Call& call, const std::stop_token& stop) {
    const auto say = [this](const char* line) {
        if (settings_.on_status) settings_.on_status(line);
    };
    if (!connected_.exchange(true)) say("connecting…");
    for (Tried tried;;) {
        Reply reply;
        reply.bearer = credentials_.token(call.needed_for, stop);
        reply.exchange = call.send(reply.bearer);
        const net::ResponseHead& head = reply.exchange.head;
        if (head.status != 0) {
            reply.problem = api::problem_in(call.endpoint, head.status, head.media_type(), reply.exchange.body);
        }
        switch (reply.problem ? reaction_to(reply.problem->kind, tried) : Reaction::GiveUp) {
            case Reaction::GiveUp: return reply;
            case Reaction::Renew:
                if (!credentials_.forget_rejected(reply.bearer, stop)) return reply;
                tried.renewed = true;
                break;
            case Reaction::WaitAndRepeat:
                say("the service is busy; asking again in 30 s…");
                clock_.wait(kRateLimitWait, stop);
                tried.waited = true;
                break;
        }
    }
}

std::string Caller::expect(const Call& call, const std::stop_token& stop) {
    Reply reply = ask(call, stop);
    const bool whole = reply.exchange.delivery == Delivery::Complete;
    // A refusal counts even when its text broke off.
    if (reply.problem && (whole || reply.problem->status >= 400)) {
        throw error(*reply.problem, call.subject, reply.bearer);
    }
    if (!whole) throw broken_off(reply.exchange, call.subject);
    return std::move(reply.exchange.body);
}

Error Caller::error(const api::Problem& problem, const std::string& subject, const std::string& bearer) const {
    const Error plain = api::error_of(problem, subject);
    std::string message = without(plain.what(), bearer);
    if (plain.code() == ErrorCode::Usage && asks_after_render(problem)) {
        return {ErrorCode::Network, with_next_step(message, "run `takt resume`")};
    }
    if (const auto link = registration_link(settings_.web_url, credentials_.user_id())) {
        if (problem.kind == Kind::Credits) {
            message = with_next_step(message, fmt::format("register at {}, or work here with --backend local", *link));
        } else if (problem.kind == Kind::Plan) {
            message = with_next_step(
                message, fmt::format("render the same draft here with --fallback local, or register at {}", *link));
        }
    }
    return {plain.code(), message};
}

Error Caller::broken_off(const net::Exchange& exchange, const std::string& subject) {
    const bool unsent = exchange.delivery == Delivery::NotSent;
    return {ErrorCode::Network, fmt::format("{}: {}; {}", subject, exchange.trouble,
                                            unsent ? "nothing was sent: check the connection, then run it again"
                                                   : "what came of it is not known: run `takt resume`")};
}

}  // namespace takt::cloud
