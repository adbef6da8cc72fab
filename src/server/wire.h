// SPDX-License-Identifier: GPL-3.0-or-later
// One client's socket as the connection sees it: bytes in, bytes out, a deadline over whatever is under way, and an end
// that is clean or a reset. Everything runs on the socket's strand but ring().
#pragma once

#include "takt/time.h"

#include "server/coroutine.h"

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace takt::server {

class Wire : public std::enable_shared_from_this<Wire> {
public:
    using Socket = boost::asio::ip::tcp::socket;

    Wire(Socket socket, Ms idle_limit);

    [[nodiscard]] boost::asio::any_io_executor executor() { return socket_.get_executor(); }
    /// The address that the client connected to; empty when the socket is already gone.
    [[nodiscard]] std::string local_address() const;

    /// What was received and not consumed.
    [[nodiscard]] std::string_view inbox() const { return std::string_view(inbox_).substr(consumed_); }
    void consume(std::size_t bytes) { consumed_ += bytes; }
    /// Gives back the memory of the inbox when it is empty.
    void shrink();

    /// What begins from now on must end within `limit`; each send() of ours sets it anew by itself.
    void arm(Ms limit);
    void disarm();
    [[nodiscard]] bool timed_out() const { return timed_out_; }

    /// At most this many bytes into the inbox, under the deadline as armed. False: the client is gone, or timed out.
    Awaitable<bool> receive(std::size_t most_bytes);
    /// All of them, as long as there is some progress within the idle limit.
    Awaitable<bool> send(std::string_view bytes);
    /// Until ring() or wake() or the time is over; may also end early.
    Awaitable<void> wait(Ms limit);
    /// From any thread: ends a wait().
    void ring();
    void wake() { pause_.cancel(); }

    /// Ends our side, then waits a little for the client to end its own: with unread bytes in its queue the system
    /// would send a reset, and the client might never see the answer.
    Awaitable<void> close_gently();
    /// Lets the client have what was sent, then resets the connection.
    Awaitable<void> reset_after_delivery();
    /// At once, by a reset; ends whatever is under way.
    void cut();
    [[nodiscard]] bool is_cut() const { return cut_; }

private:
    void schedule();
    void on_timer();

    Socket socket_;
    Ms idle_limit_;
    boost::asio::steady_timer deadline_;
    std::chrono::steady_clock::time_point due_ = std::chrono::steady_clock::time_point::max();
    boost::asio::steady_timer pause_;
    std::string inbox_;
    std::size_t consumed_ = 0;
    bool timed_out_ = false;
    bool closing_ = false;
    bool cut_ = false;
    std::atomic<bool> ringing_ = false;
};

}  // namespace takt::server
