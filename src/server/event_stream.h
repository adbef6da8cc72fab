// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes on their way from a turn to the connection that shows them. The writer never waits: a reader that is gone or
// slow does not hold up the turn.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace takt::server {

/// Any thread may call.
class EventStream {
public:
    /// No effect after close, or once the reader has gone.
    void write(std::string_view bytes);
    /// The body ends here, cleanly.
    void close();
    /// The connection is to be reset here.
    void abort();

    enum class State { Open, Closed, Aborted };
    struct Taken {
        std::string bytes;
        State state = State::Open;  ///< after these bytes
    };
    /// Everything written since the last call. The reader is told by `on_change` when to call again.
    [[nodiscard]] Taken take();
    /// Called, on the writer's thread, after every write, close and abort; replaces an earlier one. Empty: the reader
    /// is gone. `on_change` may call take(), but not notify(); once notify() has returned, the one before is not
    /// called.
    void notify(std::function<void()> on_change);

    /// A reader that lets this much pile up is cut off.
    static constexpr std::size_t kMaxPendingBytes = 64U << 20U;

private:
    void end(State state);
    void tell();

    std::mutex mutex_;  ///< of everything but on_change_
    std::string pending_;
    State state_ = State::Open;
    bool reader_gone_ = false;
    std::mutex telling_;  ///< of on_change_; held while it runs
    std::function<void()> on_change_;
};

}  // namespace takt::server
