// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/wire.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <sys/ioctl.h>
#include <utility>

namespace takt::server {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

constexpr Ms kClosing{2'000};
constexpr Ms kDeliveryStep{2};
constexpr int kDeliverySteps = 500;

}  // namespace

Wire::Wire(Socket socket, Ms idle_limit)
    : socket_(std::move(socket)),
      idle_limit_(idle_limit),
      deadline_(socket_.get_executor()),
      pause_(socket_.get_executor()) {
    boost::system::error_code gone;  // the client may have left already: the first read says so
    socket_.set_option(asio::ip::tcp::no_delay(true), gone);
    socket_.set_option(asio::socket_base::keep_alive(true), gone);
}

std::string Wire::local_address() const {
    boost::system::error_code gone;
    const auto endpoint = socket_.local_endpoint(gone);
    if (gone) return {};
    asio::ip::address address = endpoint.address();
    // Listening on every IPv6 address takes IPv4 too, and calls it ::ffff:192.0.2.1.
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    }
    return address.to_string();
}

void Wire::shrink() {
    if (!inbox().empty()) return;
    std::string().swap(inbox_);
    consumed_ = 0;
}

void Wire::arm(Ms limit) {
    timed_out_ = false;
    due_ = Clock::now() + limit;
    // A timer that goes off too early looks again; so the usual case, a later deadline, costs nothing.
    if (deadline_.expiry() > due_ || deadline_.expiry() <= Clock::now()) schedule();
}

void Wire::disarm() {
    due_ = Clock::time_point::max();
}

void Wire::schedule() {
    deadline_.expires_at(due_);
    deadline_.async_wait([weak = weak_from_this()](const boost::system::error_code& cancelled) {
        const std::shared_ptr<Wire> wire = weak.lock();
        if (wire && !cancelled) wire->on_timer();
    });
}

void Wire::on_timer() {
    if (due_ == Clock::time_point::max()) return;
    if (due_ > Clock::now()) return schedule();
    timed_out_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

Awaitable<bool> Wire::receive(std::size_t most_bytes) {
    if (cut_ || timed_out_ || closing_) co_return false;
    inbox_.erase(0, std::exchange(consumed_, 0));
    const std::size_t before = inbox_.size();
    inbox_.resize(before + most_bytes);
    const auto [error, received] =
        co_await socket_.async_read_some(asio::buffer(inbox_.data() + before, most_bytes), kNoThrow);
    inbox_.resize(before + (error ? 0 : received));
    co_return !error && !cut_;
}

Awaitable<bool> Wire::send(std::string_view bytes) {
    while (!bytes.empty()) {
        if (cut_) co_return false;
        arm(idle_limit_);
        const auto [error, sent] = co_await socket_.async_write_some(asio::buffer(bytes), kNoThrow);
        if (error || timed_out_) co_return false;
        bytes.remove_prefix(sent);
    }
    disarm();
    co_return !cut_;
}

Awaitable<void> Wire::wait(Ms limit) {
    if (cut_ || ringing_.exchange(false)) co_return;
    pause_.expires_after(limit);
    co_await pause_.async_wait(kNoThrow);
    ringing_ = false;
}

void Wire::ring() {
    if (ringing_.exchange(true)) return;
    asio::post(socket_.get_executor(), [self = shared_from_this()] { self->wake(); });
}

Awaitable<void> Wire::close_gently() {
    closing_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);  // of two reads at once, only the first would learn that the client has ended
    socket_.shutdown(Socket::shutdown_send, ignored);
    arm(std::min(kClosing, idle_limit_));
    std::array<char, 16U << 10U> unread;
    while (!cut_ && !timed_out_) {
        const auto [error, received] = co_await socket_.async_read_some(asio::buffer(unread), kNoThrow);
        if (error) break;
    }
    disarm();
    socket_.close(ignored);
}

Awaitable<void> Wire::reset_after_delivery() {
    for (int step = 0; step < kDeliverySteps && !cut_; ++step) {
        int unacknowledged = 0;
        if (::ioctl(socket_.native_handle(), TIOCOUTQ, &unacknowledged) != 0 || unacknowledged == 0) break;
        co_await wait(kDeliveryStep);
    }
    cut();
}

void Wire::cut() {
    cut_ = true;
    boost::system::error_code ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    socket_.close(ignored);
    deadline_.cancel();
    pause_.cancel();
}

}  // namespace takt::server
