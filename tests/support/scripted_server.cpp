// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scripted_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace takt::test {
namespace {

constexpr std::size_t kKeptBodyBytes = 16U << 20U;

/// Appends what comes next; false at the end of the stream.
bool receive(int socket, std::string& into) {
    char block[1U << 16U];
    const ssize_t count = ::recv(socket, block, sizeof block, 0);
    if (count > 0) into.append(block, static_cast<std::size_t>(count));
    return count > 0;
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

/// Takes everything up to and including `end` out of `unread`, without `end`.
std::optional<std::string> take_until(int socket, std::string& unread, std::string_view end) {
    std::size_t at = 0;
    while ((at = unread.find(end)) == std::string::npos) {
        if (!receive(socket, unread)) return std::nullopt;
    }
    std::string taken = unread.substr(0, at);
    unread.erase(0, at + end.size());
    return taken;
}

void parse_head(std::string_view head, SeenRequest& request) {
    const std::size_t line_end = std::min(head.find("\r\n"), head.size());
    const std::string_view first = head.substr(0, line_end);
    request.method = first.substr(0, first.find(' '));
    const std::size_t target = std::min(request.method.size() + 1, first.size());
    request.target = first.substr(target, first.rfind(' ') - target);
    head.remove_prefix(line_end);
    while (head.starts_with("\r\n")) {
        head.remove_prefix(2);
        const std::string_view line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(line.size());
        std::string name(line.substr(0, line.find(':')));
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
        std::string_view value = line.substr(std::min(name.size() + 1, line.size()));
        value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
        request.headers[name] = value;
    }
}

/// Moves `size` bytes of body from the connection into the request.
bool take_body(int socket, std::string& unread, std::int64_t size, SeenRequest& request) {
    while (size > 0) {
        if (unread.empty() && !receive(socket, unread)) return false;
        const std::size_t count = std::min(unread.size(), static_cast<std::size_t>(size));
        request.body.append(unread, 0, std::min(count, kKeptBodyBytes - request.body.size()));
        unread.erase(0, count);
        request.body_bytes += static_cast<std::int64_t>(count);
        size -= static_cast<std::int64_t>(count);
    }
    return true;
}

bool take_chunks(int socket, std::string& unread, SeenRequest& request) {
    for (;;) {
        const std::optional<std::string> size_line = take_until(socket, unread, "\r\n");
        if (!size_line) return false;
        const std::int64_t size = std::stoll(*size_line, nullptr, 16);
        if (!take_body(socket, unread, size, request)) return false;
        if (!take_until(socket, unread, "\r\n")) return false;
        if (size == 0) return true;
    }
}

bool read_body(int socket, std::string& unread, SeenRequest& request) {
    if (request.header("expect") == "100-continue" && !send_all(socket, "HTTP/1.1 100 Continue\r\n\r\n")) return false;
    if (request.header("transfer-encoding") == "chunked") return take_chunks(socket, unread, request);
    const std::string length = request.header("content-length");
    return length.empty() || take_body(socket, unread, std::stoll(length), request);
}

bool send_reply(int socket, const Reply& reply) {
    const std::size_t piece = reply.piece_bytes == 0 ? reply.bytes.size() : reply.piece_bytes;
    for (std::string_view rest = reply.bytes; !rest.empty();) {
        if (!send_all(socket, rest.substr(0, piece))) return false;
        rest.remove_prefix(std::min(piece, rest.size()));
    }
    return true;
}

void end_connection(int socket, Reply::After after) {
    if (after == Reply::After::Stall) {
        pollfd gone{socket, POLLRDHUP, 0};
        ::poll(&gone, 1, -1);
    } else if (after == Reply::After::Reset) {
        const linger at_once{1, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    } else {
        // Closing over unread bytes would send a reset, which can overtake the answer.
        ::shutdown(socket, SHUT_WR);
        for (std::string dropped; receive(socket, dropped);) dropped.clear();
    }
}

}  // namespace

std::string SeenRequest::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
}

Reply reply(int status, std::string_view media_type, std::string_view body, std::string_view headers) {
    return {fmt::format("HTTP/1.1 {} Scripted\r\nContent-Type: {}\r\nContent-Length: {}\r\n{}\r\n{}", status,
                        media_type, body.size(), headers, body)};
}

Reply json_reply(int status, std::string_view body) {
    return reply(status, "application/json", body);
}

Reply sse_reply(std::string_view body, Reply::After after) {
    std::string bytes =
        "HTTP/1.1 200 Scripted\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n";
    if (!body.empty()) bytes += fmt::format("{:x}\r\n{}\r\n", body.size(), body);
    if (after == Reply::After::KeepOpen) bytes += "0\r\n\r\n";
    return {std::move(bytes), after};
}

ScriptedServer::ScriptedServer(std::vector<Reply> replies)
    : ScriptedServer([left = std::deque<Reply>(replies.begin(), replies.end())](const SeenRequest&) mutable {
          if (left.empty()) return json_reply(500, R"({"error":"the script has no further reply"})");
          Reply next = std::move(left.front());
          left.pop_front();
          return next;
      }) {}

ScriptedServer::ScriptedServer(Script script, EarlyScript early)
    : script_(std::move(script)),
      early_(std::move(early)),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, generic, size) != 0 || ::listen(listener_, SOMAXCONN) != 0 ||
        ::getsockname(listener_, generic, &size) != 0) {
        throw std::system_error(errno, std::generic_category(), "scripted server");
    }
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

ScriptedServer::~ScriptedServer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        ::shutdown(listener_, SHUT_RDWR);
        for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);  // of a closed one (-1) it does nothing
    }
    acceptor_.join();
    for (std::thread& connection : connections_) connection.join();
    ::close(listener_);
}

std::string ScriptedServer::url() const {
    return fmt::format("http://127.0.0.1:{}", port_);
}

std::vector<SeenRequest> ScriptedServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

std::size_t ScriptedServer::connections() const {
    const std::lock_guard lock(mutex_);
    return sockets_.size();
}

void ScriptedServer::await_requests(std::size_t count) const {
    std::unique_lock lock(mutex_);
    recorded_.wait(lock, [&] { return requests_.size() >= count; });
}

void ScriptedServer::accept_all() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        const std::lock_guard lock(mutex_);
        if (stopping_ || socket < 0) {
            if (socket >= 0) ::close(socket);
            return;
        }
        const int at_once = 1;  // or small pieces would be merged into one segment
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
        sockets_.push_back(socket);
        connections_.emplace_back([this, socket, number = sockets_.size() - 1] { serve(socket, number); });
    }
}

void ScriptedServer::serve(int socket, std::size_t connection) {
    std::string unread;
    while (const auto head = take_until(socket, unread, "\r\n\r\n")) {
        SeenRequest request{.connection = connection};
        parse_head(*head, request);
        const std::optional<Reply> answer = next_reply(socket, unread, std::move(request));
        if (!answer || !send_reply(socket, *answer)) break;
        if (answer->after == Reply::After::KeepOpen) continue;
        end_connection(socket, answer->after);
        break;
    }
    const std::lock_guard lock(mutex_);
    ::close(socket);
    sockets_[connection] = -1;
}

std::optional<Reply> ScriptedServer::next_reply(int socket, std::string& unread, SeenRequest request) {
    if (early_) {
        const std::lock_guard lock(script_mutex_);
        if (std::optional<Reply> answer = early_(request)) {
            record(request);
            return answer;
        }
    }
    request.whole = read_body(socket, unread, request);
    record(request);
    if (!request.whole) return std::nullopt;
    const std::lock_guard lock(script_mutex_);
    return script_(request);
}

void ScriptedServer::record(const SeenRequest& request) {
    {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
    }
    recorded_.notify_all();
}

}  // namespace takt::test
