// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/turn_stream.h"

#include "takt/error.h"

#include <fmt/format.h>

namespace takt::cloud {
namespace {

using Delivery = net::Exchange::Delivery;
using Kind = api::TurnEvent::Kind;

constexpr std::size_t kMaxOtherBody = 1U << 20U;

}  // namespace

TurnEnded ending_of(const TurnCourse& course) {
    if (!course.cut_off.empty()) {
        return {TurnEnded::How::Lost,
                course.failure.empty() ? course.cut_off : fmt::format("{} ({})", course.cut_off, course.failure)};
    }
    const bool failed = !course.failure.empty() && !course.something_happened;
    return {failed ? TurnEnded::How::Failed : TurnEnded::How::Answered, course.failure};
}

TurnStream::TurnStream(const std::function<void(const ChatEvent&)>& on_event,
                       const std::function<void()>& on_still_working, Clock& clock)
    : on_event_(on_event), on_still_working_(on_still_working), clock_(clock), turn_clock_(clock.now()) {}

net::Exchange TurnStream::send(net::HttpClient& http, net::Request request, const std::stop_token& stop) {
    request.on_head = [this](const net::ResponseHead& head) { take_head(head); };
    request.on_body = [this](std::string_view bytes) { return take(bytes); };
    request.on_progress = [this](std::int64_t, std::int64_t) { watch(); };
    net::Exchange exchange;
    try {
        exchange = http.send(request, stop);
    } catch (const Error&) {
        // Nothing but throwing ends an exchange in which no byte arrives.
        if (gave_up_.empty()) throw;
        exchange.delivery = is_stream_ ? Delivery::CutOff : Delivery::Unanswered;
        exchange.trouble = gave_up_;
    }
    exchange.body = std::move(other_body_);
    return exchange;
}

TurnEnded TurnStream::end(const net::Exchange& exchange) {
    give(parser_.finish());
    give(reader_.finish());
    TurnCourse course{.cut_off = {}, .failure = failure_, .something_happened = reader_.something_happened()};
    if (!gave_up_.empty()) {
        course.cut_off = gave_up_;
    } else if (exchange.delivery != Delivery::Complete) {
        course.cut_off = exchange.trouble.empty() ? "the connection was lost" : exchange.trouble;
    } else if (reader_.broken()) {
        course.cut_off = "the answer ended in the middle of an event";
    }
    return ending_of(course);
}

void TurnStream::take_head(const net::ResponseHead& head) {
    is_stream_ = head.status >= 200 && head.status < 300 && head.media_type() == "text/event-stream";
}

bool TurnStream::take(std::string_view bytes) {
    if (!is_stream_) {
        other_body_ += bytes.substr(0, kMaxOtherBody - other_body_.size());
        return other_body_.size() < kMaxOtherBody;
    }
    std::vector<net::SseEvent> events;
    try {
        events = parser_.feed(bytes);
    } catch (const Error& error) {  // an event without end
        gave_up_ = error.what();
        return false;
    }
    give(events);
    return true;
}

void TurnStream::watch() {
    switch (turn_clock_.ask(clock_.now())) {
        case TurnClock::Verdict::Continue: return;
        case TurnClock::Verdict::StillWorking:
            on_still_working_();
            on_event_(Heartbeat{});
            return;
        case TurnClock::Verdict::GiveUp: break;
    }
    gave_up_ = turn_clock_.limit_over(clock_.now());
    throw Error(ErrorCode::Network, fmt::format("message: {}; read the state", gave_up_));
}

void TurnStream::give(const std::vector<net::SseEvent>& events) {
    for (const net::SseEvent& event : events) give(reader_.read(event.event, event.data, event.unterminated));
}

void TurnStream::give(const std::vector<api::TurnEvent>& events) {
    for (const api::TurnEvent& event : events) {
        if (event.kind != Kind::KeepAlive) turn_clock_.substantive(clock_.now());
        switch (event.kind) {
            case Kind::Text:
                turn_clock_.visible(clock_.now());
                on_event_(TextDelta{event.text});
                break;
            case Kind::ToolBegun: on_event_(ToolActivity{event.text}); break;
            case Kind::KeepAlive: on_event_(Heartbeat{}); break;
            case Kind::Failure:
                if (failure_.empty()) failure_ = event.text.empty() ? "the editor reports an error" : event.text;
                break;
            case Kind::ToolEnded:
            case Kind::DraftChanged:
            case Kind::Ignored: break;
        }
    }
}

}  // namespace takt::cloud
