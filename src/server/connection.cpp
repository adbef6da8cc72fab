// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/connection.h"

#include "base/log.h"
#include "server/answer_writer.h"
#include "server/head_rules.h"
#include "server/header_value.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <utility>

namespace takt::server {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kHeadBlockBytes = 4U << 10U;
constexpr std::size_t kBodyBlockBytes = 64U << 10U;

Answer answer_of(const Refusal& refusal) {
    return {.content = refusal_answer(refusal)};
}

}  // namespace

Connection::Connection(Wire::Socket socket, Shared& shared)
    : shared_(shared),
      wire_(std::make_shared<Wire>(std::move(socket), shared.options.idle_limit)),
      hosts_(shared.options.allowed_hosts) {
    hosts_.push_back(shared.options.address);
    // Listening on every address, each is known by the one the client used: a rebinding page names no address.
    hosts_.push_back(wire_->local_address());
}

Awaitable<void> Connection::run() {
    bool goes_on = true;
    while (goes_on) {
        goes_on = co_await serve_one();
        first_ = false;
    }
    if (!wire_->is_cut()) co_await wire_->close_gently();
}

void Connection::finish() {
    asio::post(wire_->executor(), [self = shared_from_this()] {
        self->finishing_ = true;
        if (self->between_requests_) self->wire_->cut();
    });
}

void Connection::cut() {
    asio::post(wire_->executor(), [self = shared_from_this()] { self->wire_->cut(); });
}

Awaitable<bool> Connection::serve_one() {
    RequestReader reader(shared_.options.max_header_bytes);
    if (finishing_) co_return false;
    bool goes_on = co_await read_head(reader);
    if (goes_on) goes_on = co_await serve(reader);
    co_return goes_on;
}

Awaitable<bool> Connection::read_head(RequestReader& reader) {
    wire_->shrink();
    between_requests_ = wire_->inbox().empty();
    wire_->arm(!first_ && between_requests_ ? shared_.options.idle_limit : shared_.options.header_limit);
    while (reader.state() == RequestReader::State::Head) {
        if (!wire_->inbox().empty()) wire_->consume(reader.read(wire_->inbox()));
        if (reader.state() != RequestReader::State::Head) break;
        const bool received = co_await wire_->receive(kHeadBlockBytes);
        if (!received && wire_->timed_out() && !between_requests_) {
            Refusal refusal{408, "the header took too long; send it at once"};
            co_await refuse(reader, std::move(refusal));
        }
        if (!received) co_return false;
        if (between_requests_ && !first_) wire_->arm(shared_.options.header_limit);
        between_requests_ = false;
    }
    wire_->disarm();
    co_return true;
}

Awaitable<bool> Connection::serve(RequestReader& reader) {
    std::optional<Refusal> refusal = reader.refusal();
    if (refusal) co_return co_await refuse(reader, std::move(*refusal));
    const RequestHead& head = reader.head();
    if (shared_.options.on_request) shared_.options.on_request(head);
    refusal = refuse_head(head, reader.version(), hosts_);
    if (refusal) co_return co_await refuse(reader, std::move(*refusal));

    Request request{.head = head};
    if (head.method == "HEAD") request.head.method = "GET";  // what differs is the transport's business
    BodyPlan plan = shared_.handler.plan_body(request.head);
    if (plan.kind == BodyPlan::Kind::Refuse) {
        if (!plan.refusal) plan.refusal = answer_of({403, "this request is not served; look at its path"});
        co_return co_await send(reader, std::move(*plan.refusal));
    }
    std::optional<RequestBody> body(std::in_place, plan, shared_.collected_bytes);
    refusal = body->begin(head, reader.content_length());
    bool complete = true;
    if (!refusal) complete = co_await read_body(reader, *body, refusal);
    if (!complete) co_return false;
    if (!refusal) refusal = body->finish(request);
    if (refusal) body.reset();  // before the answer: who has it may look
    if (refusal) co_return co_await refuse(reader, std::move(*refusal));
    Answer answer = co_await ask_handler(std::move(request));
    body.reset();
    co_return co_await send(reader, std::move(answer));
}

/// A byte now and then holds a place that others want.
bool Connection::is_too_slow(const RequestBody& body, std::chrono::steady_clock::time_point begun) const {
    constexpr std::int64_t kLeastBytesASecond = 1024;
    const auto lasted = std::chrono::steady_clock::now() - begun;
    const auto lasted_s = std::chrono::duration_cast<std::chrono::seconds>(lasted).count();
    return lasted > shared_.options.idle_limit && body.taken_bytes() < kLeastBytesASecond * lasted_s;
}

Awaitable<bool> Connection::read_body(RequestReader& reader, RequestBody& body, std::optional<Refusal>& refusal) {
    const bool told = co_await continue_expected(reader);
    if (!told) co_return false;
    const auto begun = std::chrono::steady_clock::now();
    while (reader.state() == RequestReader::State::Body) {
        const std::size_t used = wire_->inbox().empty() ? 0 : reader.read(wire_->inbox());
        wire_->consume(used);
        if (reader.state() == RequestReader::State::Refused) {
            refusal = reader.refusal();
            co_return true;
        }
        if (used > 0) {
            refusal = body.take(reader.block());
            if (refusal) co_return true;
            continue;
        }
        wire_->arm(shared_.options.idle_limit);
        const bool received = co_await wire_->receive(kBodyBlockBytes);
        if (!received && !wire_->timed_out()) co_return false;
        if (received && !is_too_slow(body, begun)) continue;
        refusal = Refusal{408, "the body stalls; send it again"};
        co_return true;
    }
    wire_->disarm();
    co_return true;
}

Awaitable<bool> Connection::continue_expected(const RequestReader& reader) {
    const bool expected =
        reader.version() == HttpVersion::Http11 && same_text(reader.head().header("Expect"), "100-continue");
    // With the body on its way already, nobody waits for leave to send it.
    if (!expected || reader.state() != RequestReader::State::Body || !wire_->inbox().empty()) co_return true;
    co_return co_await wire_->send(kContinue);
}

Awaitable<Answer> Connection::ask_handler(Request request) {
    auto work = [&shared = shared_, request = std::move(request)]() mutable -> Awaitable<Answer> {
        if (shared.cutting) co_return answer_of({503, "the server is stopping; try again later"});
        try {
            co_return shared.handler.answer(std::move(request));
        } catch (const std::exception& error) {
            log::warning(error.what());
            co_return answer_of({500, "internal error; look at the server's log"});
        }
    };
    co_return co_await asio::co_spawn(shared_.workers, std::move(work), asio::use_awaitable);
}

Awaitable<bool> Connection::send(const RequestReader& reader, Answer answer) {
    // What is left of an unread body would be taken for the next request.
    const bool whole = reader.state() == RequestReader::State::Done;
    const bool goes_on = whole && reader.wants_keep_alive() && !finishing_;
    AnswerWriter writer(wire_, reader.head(), reader.version(), goes_on ? After::KeepAlive : After::Close);
    const After after = co_await writer.send(std::move(answer));
    co_return after == After::KeepAlive;
}

Awaitable<bool> Connection::refuse(const RequestReader& reader, Refusal refusal) {
    Answer answer = answer_of(refusal);
    co_return co_await send(reader, std::move(answer));
}

}  // namespace takt::server
