// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/raw_client.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sstream>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace takt::test {
namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

template <class Value>
void set_option(int socket, int level, int name, const Value& value) {
    if (::setsockopt(socket, level, name, &value, sizeof value) != 0)
        throw std::system_error(errno, std::generic_category(), "setsockopt");
}

RawAnswer read_head(const std::string& head) {
    RawAnswer answer;
    std::istringstream lines(head);
    std::string line;
    std::getline(lines, line);
    answer.status = std::stoi(line.substr(line.find(' ') + 1));
    while (std::getline(lines, line) && line != "\r") {
        const std::size_t colon = line.find(": ");
        answer.headers[lower(line.substr(0, colon))] = line.substr(colon + 2, line.size() - colon - 3);
    }
    return answer;
}

}  // namespace

std::string RawAnswer::header(const std::string& name) const {
    const auto found = headers.find(lower(name));
    return found == headers.end() ? std::string() : found->second;
}

RawClient::RawClient(std::uint16_t port, int receive_buffer_bytes) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    set_option(socket_, SOL_SOCKET, SO_RCVTIMEO, timeval{.tv_sec = kPatience.count(), .tv_usec = 0});
    set_option(socket_, SOL_SOCKET, SO_SNDTIMEO, timeval{.tv_sec = kPatience.count(), .tv_usec = 0});
    set_option(socket_, IPPROTO_TCP, TCP_NODELAY, 1);
    if (receive_buffer_bytes > 0) set_option(socket_, SOL_SOCKET, SO_RCVBUF, receive_buffer_bytes);
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0) {
        const int error = errno;
        close();
        throw std::system_error(error, std::generic_category(), "connect");
    }
}

RawClient::~RawClient() {
    close();
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
}

bool RawClient::receive() {
    if (ended_) return false;
    std::array<char, 64U << 10U> block{};
    const ssize_t received = ::recv(socket_, block.data(), block.size(), 0);
    if (received > 0) {
        received_.append(block.data(), static_cast<std::size_t>(received));
        return true;
    }
    ended_ = true;
    if (received == 0) end_ = End::Clean;
    if (received < 0 && (errno == ECONNRESET || errno == EPIPE)) end_ = End::Reset;
    return false;
}

std::string RawClient::take(std::size_t bytes) {
    std::string taken = received_.substr(0, bytes);
    received_.erase(0, bytes);
    return taken;
}

bool RawClient::read_until(std::string_view text) {
    while (received_.find(text) == std::string::npos) {
        if (!receive()) return false;
    }
    return true;
}

bool RawClient::take_chunks(std::string& body) {
    for (;;) {
        if (!read_until("\r\n")) return false;
        const std::size_t size = std::stoul(take(received_.find("\r\n") + 2), nullptr, 16);
        while (received_.size() < size + 2) {
            if (!receive()) return false;
        }
        body += take(size);
        take(2);
        if (size == 0) return true;
    }
}

RawAnswer RawClient::read_answer(bool head_only) {
    if (!read_until("\r\n\r\n")) return {};
    RawAnswer answer = read_head(take(received_.find("\r\n\r\n") + 4));
    if (head_only || answer.status == 100 || answer.status == 204) return answer;
    if (answer.header("transfer-encoding") == "chunked") return take_chunks(answer.body) ? answer : RawAnswer{};
    const std::string length = answer.header("content-length");
    if (length.empty()) {
        read_to_end();
        answer.body = take(received_.size());
        return answer;
    }
    const std::size_t size = std::stoul(length);
    while (received_.size() < size) {
        if (!receive()) return {};
    }
    answer.body = take(size);
    return answer;
}

bool RawClient::wait_for_reset() const {
    pollfd watched{.fd = socket_, .events = 0, .revents = 0};  // errors are told unasked
    return ::poll(&watched, 1, static_cast<int>(std::chrono::milliseconds(kPatience).count())) == 1 &&
           (watched.revents & POLLERR) != 0;
}

RawClient::End RawClient::read_to_end() {
    while (receive()) {
    }
    return end_;
}

}  // namespace takt::test
