// SPDX-License-Identifier: GPL-3.0-or-later
// The transport: accepts connections, reads requests within limits, streams uploads to disk, writes answers, files and
// event streams. Boost.Beast with coroutines behind this plain interface.
#pragma once

#include "takt/time.h"

#include "server/http.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace takt::server {

struct HttpOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: any free one
    int io_threads = 2;
    int worker_threads = 4;
    std::size_t max_connections = 4096;
    std::size_t max_header_bytes = 8 << 10;
    Ms header_limit{10'000};                 ///< for the whole header of a request, from its first byte or the accept
    Ms idle_limit{60'000};                   ///< between requests, and without progress in a body either way
    std::vector<std::string> allowed_hosts;  ///< beside localhost, 127.0.0.1, [::1] and the bound address
    /// Called for every request whose head was read, on a transport thread: the access log.
    std::function<void(const RequestHead&)> on_request;
};

class HttpServer {
public:
    /// Binds and listens; requests are answered from now on. The handler outlives the server.
    /// Throws Usage for an address that is none, Permission or Busy when it cannot be bound.
    HttpServer(Handler& handler, HttpOptions options);
    /// As stop().
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// No new connections; answers under way get `grace` to end, then are cut.
    void stop(Ms grace = Ms{2'000});

private:
    struct Transport;
    std::unique_ptr<Transport> transport_;
};

}  // namespace takt::server
