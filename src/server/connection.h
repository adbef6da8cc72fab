// SPDX-License-Identifier: GPL-3.0-or-later
// One client's connection: request after request is read within its limits, answered by the handler on a worker thread,
// and sent. Made by the server for each socket it accepts; runs on the socket's strand.
#pragma once

#include "server/coroutine.h"
#include "server/http_server.h"
#include "server/request_body.h"
#include "server/request_reader.h"
#include "server/wire.h"

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace takt::server {

/// What all connections of a server share. Immutable but for the last two.
struct Shared {
    Handler& handler;
    HttpOptions options;
    boost::asio::thread_pool workers;
    std::atomic<std::int64_t> collected_bytes = 0;  ///< of bodies in memory, of all connections
    std::atomic<bool> cutting = false;              ///< requests that wait for a worker are no longer answered
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Wire::Socket socket, Shared& shared);

    /// The whole conversation; ends when the client or a limit ends it. Called once.
    Awaitable<void> run();

    [[nodiscard]] boost::asio::any_io_executor executor() { return wire_->executor(); }

    /// From any thread: no further request; at once when none is under way.
    void finish();
    /// From any thread: ends now, by a reset.
    void cut();

private:
    /// One request and its answer. False when the connection ends with it.
    Awaitable<bool> serve_one();
    Awaitable<bool> read_head(RequestReader& reader);
    Awaitable<bool> serve(RequestReader& reader);
    /// False when the client has gone or stalls; a refusal is left in `refusal`.
    Awaitable<bool> read_body(RequestReader& reader, RequestBody& body, std::optional<Refusal>& refusal);
    [[nodiscard]] bool is_too_slow(const RequestBody& body, std::chrono::steady_clock::time_point begun) const;
    Awaitable<bool> continue_expected(const RequestReader& reader);
    Awaitable<Answer> ask_handler(Request request);
    Awaitable<bool> send(const RequestReader& reader, Answer answer);
    Awaitable<bool> refuse(const RequestReader& reader, Refusal refusal);

    Shared& shared_;
    std::shared_ptr<Wire> wire_;
    std::vector<std::string> hosts_;
    bool first_ = true;
    bool between_requests_ = true;
    bool finishing_ = false;
};

}  // namespace takt::server
