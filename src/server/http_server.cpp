// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http_server.h"

#include "takt/error.h"

#include "server/answer_head.h"
#include "server/connection.h"
#include "server/coroutine.h"
#include "server/refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <sys/resource.h>
#include <thread>
#include <unordered_set>
#include <utility>

namespace takt::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::size_t kOtherDescriptors = 64;  // files being sent or received come from this and from idle connections
constexpr Ms kAcceptAgain{50};

/// As many connections as there can be descriptors for, the limit of the process raised if need be.
std::size_t affordable_connections(std::size_t wanted) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    const rlim_t needed = 2 * wanted + kOtherDescriptors;  // each may have a file open
    if (limit.rlim_cur < needed) {
        limit.rlim_cur = std::min(limit.rlim_max, needed);
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) ::getrlimit(RLIMIT_NOFILE, &limit);
    }
    if (limit.rlim_cur >= needed) return wanted;
    const auto spare = std::max<rlim_t>(limit.rlim_cur, kOtherDescriptors + 2) - kOtherDescriptors;
    return std::min(wanted, static_cast<std::size_t>(spare / 2));
}

tcp::endpoint endpoint_of(const HttpOptions& options) {
    boost::system::error_code odd;
    const asio::ip::address address = asio::ip::make_address(options.address, odd);
    if (odd) throw Error(ErrorCode::Usage, fmt::format("{}: not an IP address; use 127.0.0.1 or ::1", options.address));
    return {address, options.port};
}

[[noreturn]] void throw_bind(const HttpOptions& options, const boost::system::error_code& error) {
    const std::string subject = fmt::format("{} port {}", options.address, options.port);
    if (error == asio::error::address_in_use)
        throw Error(ErrorCode::Busy, subject + ": another program listens there; choose another port");
    if (error == asio::error::access_denied)
        throw Error(ErrorCode::Permission, subject + ": not allowed to listen there; choose a port above 1023");
    throw Error(ErrorCode::Usage, fmt::format("{}: {}; use an address of this machine", subject, error.message()));
}

/// A courtesy, for which nobody waits.
void turn_away(tcp::socket& socket) {
    const BytesAnswer full = refusal_answer({503, "too many connections; try again later"});
    const std::vector<Header> headers = {{"Content-Type", full.content_type},
                                         {"Content-Length", std::to_string(full.body.size())},
                                         {"Retry-After", "1"}};
    const std::string text = answer_head(full.status, headers, After::Close) + full.body;
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text), ignored);
}

}  // namespace

struct HttpServer::Transport {
    Transport(Handler& handler, HttpOptions options);

    void listen();
    Awaitable<void> accept_all();
    void admit(tcp::socket socket);
    void stop(Ms grace);
    bool wait_until_empty(Ms limit);
    void for_each_connection(void (Connection::*act)());

    std::size_t max_connections;
    asio::io_context io;
    Shared shared;
    asio::strand<asio::io_context::executor_type> accepting{asio::make_strand(io)};
    tcp::acceptor acceptor{accepting};
    asio::steady_timer pause{accepting};
    std::uint16_t port = 0;

    std::mutex stop_mutex;
    std::mutex mutex;  ///< of the next three
    std::condition_variable left;
    std::unordered_set<std::shared_ptr<Connection>> connections;
    bool stopping = false;

    std::vector<std::thread> threads;
    asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
};

HttpServer::Transport::Transport(Handler& handler, HttpOptions options)
    : max_connections(affordable_connections(options.max_connections)),
      io(std::max(options.io_threads, 1)),
      shared{.handler = handler,
             .options = options,
             .workers = asio::thread_pool(static_cast<std::size_t>(std::max(options.worker_threads, 1)))} {
    listen();
    asio::co_spawn(accepting, accept_all(), asio::detached);
    for (int thread = 0; thread < std::max(options.io_threads, 1); ++thread) {
        threads.emplace_back([this] { io.run(); });
    }
}

void HttpServer::Transport::listen() {
    const tcp::endpoint endpoint = endpoint_of(shared.options);
    boost::system::error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) throw_bind(shared.options, error);
    port = acceptor.local_endpoint().port();
}

Awaitable<void> HttpServer::Transport::accept_all() {
    while (acceptor.is_open()) {
        tcp::socket socket(asio::make_strand(io));
        const auto [error] = co_await acceptor.async_accept(socket, kNoThrow);
        if (!error) {
            admit(std::move(socket));
        } else if (acceptor.is_open()) {
            // Out of descriptors, or the client left first: others may come once something has ended.
            pause.expires_after(kAcceptAgain);
            co_await pause.async_wait(kNoThrow);
        }
    }
}

void HttpServer::Transport::admit(tcp::socket socket) {
    std::shared_ptr<Connection> connection;
    {
        const std::lock_guard lock(mutex);
        if (stopping) return;
        if (connections.size() >= max_connections) return turn_away(socket);
        connection = std::make_shared<Connection>(std::move(socket), shared);
        connections.insert(connection);
    }
    asio::co_spawn(
        connection->executor(), [connection] { return connection->run(); },
        [this, connection](const std::exception_ptr&) {
            const std::lock_guard leaving(mutex);
            connections.erase(connection);
            left.notify_all();
        });
}

bool HttpServer::Transport::wait_until_empty(Ms limit) {
    std::unique_lock lock(mutex);
    return left.wait_for(lock, limit, [this] { return connections.empty(); });
}

void HttpServer::Transport::for_each_connection(void (Connection::*act)()) {
    const std::lock_guard lock(mutex);
    for (const std::shared_ptr<Connection>& connection : connections) ((*connection).*act)();
}

void HttpServer::Transport::stop(Ms grace) {
    const std::lock_guard one_after_the_other(stop_mutex);
    {
        const std::lock_guard lock(mutex);
        if (std::exchange(stopping, true)) return;
    }
    asio::post(accepting, [this] {
        boost::system::error_code ignored;
        acceptor.close(ignored);
        pause.cancel();
    });
    for_each_connection(&Connection::finish);
    if (!wait_until_empty(grace)) {
        shared.cutting = true;
        for_each_connection(&Connection::cut);
    }
    // A cut connection ends by itself, at the latest when the worker that answers it is done.
    {
        std::unique_lock lock(mutex);
        left.wait(lock, [this] { return connections.empty(); });
    }
    shared.workers.join();
    work.reset();
    for (std::thread& thread : threads) thread.join();
}

HttpServer::HttpServer(Handler& handler, HttpOptions options)
    : transport_(std::make_unique<Transport>(handler, std::move(options))) {}

HttpServer::~HttpServer() {
    stop();
}

std::uint16_t HttpServer::port() const {
    return transport_->port;
}

void HttpServer::stop(Ms grace) {
    transport_->stop(grace);
}

}  // namespace takt::server
