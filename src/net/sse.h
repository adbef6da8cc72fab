// SPDX-License-Identifier: GPL-3.0-or-later
// Server-sent events: bytes in, events out, whatever the reads are cut into. Accepts what services and proxies send:
// byte order mark, CRLF, CR and LF mixed, comments, several data lines, an event without its blank line at the end.
// Follows the parsing rules of the HTML standard, section 9.2.6, but keeps empty events: they are keep-alives.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace takt::net {

struct SseEvent {
    std::string event;          ///< the `event` field; empty when absent
    std::string data;           ///< the `data` lines, joined by LF
    bool comment = false;       ///< nothing but a comment line
    bool unterminated = false;  ///< the stream ended before its blank line
    bool operator==(const SseEvent&) const = default;
};

class SseParser {
public:
    /// The events that `bytes` completes. Throws TooLarge when one event exceeds `kMaxEventBytes`.
    [[nodiscard]] std::vector<SseEvent> feed(std::string_view bytes);
    /// What was left without its blank line, when the body has ended. At most one event.
    [[nodiscard]] std::vector<SseEvent> finish();

    static constexpr std::size_t kMaxEventBytes = 32U << 20U;

private:
    void line(std::string_view text, std::vector<SseEvent>& events);
    void dispatch(std::vector<SseEvent>& events);

    std::string buffer_;
    SseEvent pending_;
    bool has_data_ = false;
    bool has_event_ = false;
    bool after_cr_ = false;
    bool at_start_ = true;
};

}  // namespace takt::net
