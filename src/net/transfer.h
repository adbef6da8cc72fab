// SPDX-License-Identifier: GPL-3.0-or-later
// One request over one libcurl handle, from connect to the last byte: the loop that moves it, watches for a stop, a
// stall and progress, and turns how it ended into an Exchange.
#pragma once

#include "net/ending.h"
#include "net/request_options.h"
#include "net/response_reader.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace takt::net {

/// A handle with its kept connections. One transfer at a time.
struct Lane {
    MultiPtr multi;
    EasyPtr easy;  // after `multi`, so that it goes first
};
/// Throws Internal when there is no memory.
[[nodiscard]] Lane make_lane();

class Transfer {
public:
    /// Where a response head sends the request on to; absent when it is to be delivered.
    using Redirect = std::function<std::optional<std::string>(const ResponseHead&)>;

    Transfer(Lane& lane, const Request& request, const std::string& url, const HttpSettings& settings,
             std::optional<Ms> limit, Redirect redirect);
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    /// Throws Interrupted, and what the request's callbacks throw.
    [[nodiscard]] Exchange run(const std::stop_token& stop);
    /// After `run`: the next URL, when the answer was a redirect that is to be followed.
    [[nodiscard]] const std::optional<std::string>& next_url() const { return next_url_; }

private:
    using TimePoint = std::chrono::steady_clock::time_point;

    void move_until_end(const std::stop_token& stop);
    void look_for_end();
    void watch(TimePoint now);
    void report(TimePoint now, bool moved);
    [[nodiscard]] Ms patience(TimePoint now) const;
    [[nodiscard]] std::int64_t acknowledged_bytes() const;
    [[nodiscard]] Exchange exchange();

    bool take_head_line(std::string_view line);
    bool take_body(std::string_view bytes);
    static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self) noexcept;
    static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self) noexcept;
    static int on_socket(void* self, curl_socket_t socket, curlsocktype) noexcept;
    static int on_connected(void* self, char*, char*, int, int local_port) noexcept;

    Lane& lane_;
    const Request& request_;
    RequestOptions options_;
    Redirect redirect_;
    CallbackGuard guard_;
    ResponseReader reader_;
    Ending ending_;
    std::optional<std::string> next_url_;
    std::vector<curl_socket_t> sockets_;   // tried for this connection; libcurl owns them
    std::optional<curl_socket_t> socket_;  // the one that is used, when it is new
    std::string body_;
    std::int64_t received_bytes_ = 0;  // head and body
    std::int64_t body_bytes_ = 0;
    std::int64_t acknowledged_bytes_ = 0;
    std::int64_t moved_bytes_ = 0;  // both directions, when last watched
    TimePoint last_move_;
    TimePoint last_report_;
    bool over_ = false;
};

}  // namespace takt::net
