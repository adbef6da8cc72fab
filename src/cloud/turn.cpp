// SPDX-License-Identifier: GPL-3.0-or-later
// One message. It is sent once; again only when the service refused it before any work (token, rate limit).
#include "api/routes.h"
#include "cloud/cloud_backend.h"
#include "cloud/turn_stream.h"

#include <fmt/format.h>

#include <optional>

namespace takt::cloud {
namespace {

using Delivery = net::Exchange::Delivery;
using Kind = api::Problem::Kind;

constexpr const char* kSubject = "message";

/// The answer leaves open whether the message was understood: a gateway's 5xx, or a success that says nothing.
bool is_unclear(const std::optional<api::Problem>& problem) {
    return !problem || problem->kind == Kind::Unavailable || problem->kind == Kind::Unreadable;
}

std::string why_unclear(const net::Exchange& exchange) {
    if (!exchange.trouble.empty()) return exchange.trouble;
    return fmt::format("the service answered HTTP {} without a word about the message", exchange.head.status);
}

}  // namespace

void CloudBackend::say(const SessionId& session, const std::string& text,
                       const std::function<void(const ChatEvent&)>& on_event, std::stop_token stop) {
    const std::function<void()> on_still_working = [this] {
        if (settings_.on_status) settings_.on_status("⏳ Still working...");
    };
    net::Request request =
        caller_.post(api::routes::kTurn, api::turn_order_to_json({.session_id = session.value, .text = text}));
    request.headers.push_back({"Accept", "text/event-stream"});
    request.total_limit.reset();
    request.stall_limit = Ms{0};  // the agent is silent while its tools work; TurnClock knows the limits

    std::optional<TurnStream> stream;
    const Call call{.endpoint = api::Endpoint::Turn, .subject = kSubject, .send = [&](const std::string& bearer) {
                        request.bearer = bearer;
                        stream.emplace(on_event, on_still_working, clock_);
                        return stream->send(http_, request, stop);
                    }};
    const Reply reply = caller_.ask(call, stop);
    if (stream->began()) {
        on_event(stream->end(reply.exchange));
    } else if (reply.exchange.delivery == Delivery::NotSent) {
        throw Caller::broken_off(reply.exchange, kSubject);
    } else if (is_unclear(reply.problem)) {
        on_event(TurnEnded{TurnEnded::How::Lost, why_unclear(reply.exchange)});
    } else if (reply.problem->kind == Kind::NoSession) {
        throw Error(ErrorCode::NotFound,
                    fmt::format("session {}: the service no longer knows it, and has not read the message; begin a new "
                                "session with --new-session",
                                session.value));
    } else {
        throw caller_.error(*reply.problem, kSubject, reply.bearer);
    }
}

}  // namespace takt::cloud
