// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP as values: one request, one exchange. How an exchange ended is an answer, not an error, because what may be
// repeated depends on it. Only net knows libcurl.
#pragma once

#include "takt/time.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace takt::net {

struct Header {
    std::string name;
    std::string value;
};

/// One file of a multipart/form-data body, streamed from the disk.
struct FilePart {
    std::string field;
    std::filesystem::path file;
    std::string file_name;  ///< as the server is told; never a path
    std::string media_type;
};

using Body = std::variant<std::monostate, std::string, FilePart>;

struct ResponseHead {
    int status = 0;
    std::vector<Header> headers;
    /// The first value of a header, by any case of its name; empty when absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    /// Content-Type in lower case without parameters.
    [[nodiscard]] std::string media_type() const;
};

struct Request {
    std::string method = "GET";
    std::string url;
    std::vector<Header> headers;  ///< without secrets
    std::string bearer;           ///< sent as Authorization, to `url`'s host only; never logged
    Body body;
    std::size_t max_body_bytes = 16U << 20U;     ///< of a collected body; more is cut off
    std::optional<Ms> total_limit = Ms{60'000};  ///< absent: as long as bytes move
    Ms stall_limit{60'000};         ///< gives up after this long without a byte in either direction; 0: never
    bool follow_redirects = false;  ///< at most five, https only (or loopback), never with `bearer`
    /// Called about twice a second and whenever bytes move in either direction: what of the request's body the peer has
    /// acknowledged. Throwing ends the exchange and passes through `send`.
    std::function<void(std::int64_t acknowledged_bytes, std::int64_t total_bytes)> on_progress;
    /// Called once, before the first body byte. Absent `on_body`: the body is collected in Exchange::body.
    std::function<void(const ResponseHead&)> on_head;
    /// Returns false to end the exchange (it then counts as Complete). Throwing ends it and passes through `send`.
    std::function<bool(std::string_view)> on_body;
};

struct Exchange {
    enum class Delivery {
        NotSent,     ///< the connection was never made: nothing reached the server
        Unanswered,  ///< something may have reached the server, and no response head came
        CutOff,      ///< the response ended early: reset, stall, or over a limit
        Complete,
    };
    Delivery delivery = Delivery::NotSent;
    std::string trouble;  ///< unless Complete: what happened, in words, without URL or secret
    ResponseHead head;
    std::string body;
    bool over_limit = false;  ///< CutOff because the collected body exceeds Request::max_body_bytes
    /// A repeat may help: the transport failed, or the server said 5xx.
    [[nodiscard]] bool transient() const;
};

class HttpClient {
public:
    virtual ~HttpClient() = default;
    /// Throws Interrupted on a stop (within 100 ms), Usage for a URL that is neither https nor loopback http,
    /// NotFound, Permission or Corrupt (became shorter) for a body file, and whatever the callbacks throw.
    virtual Exchange send(const Request& request, const std::stop_token& stop) = 0;
};

struct HttpSettings {
    std::string user_agent;
    Ms connect_limit{10'000};
    std::vector<Header> headers;  ///< on every request: the attribution
};

/// Over libcurl. Any thread may call `send`; each call has a connection of its own or a kept one.
[[nodiscard]] std::unique_ptr<HttpClient> make_http_client(HttpSettings settings);

}  // namespace takt::net
