// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sse.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt::net {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

std::vector<SseEvent> SseParser::feed(std::string_view bytes) {
    std::vector<SseEvent> events;
    while (!bytes.empty()) {
        if (std::exchange(after_cr_, false) && bytes.front() == '\n') {
            bytes.remove_prefix(1);  // the other half of a CRLF
            continue;
        }
        const std::size_t end = bytes.find_first_of("\r\n");
        const std::string_view piece = bytes.substr(0, end);
        if (buffer_.size() + piece.size() + pending_.data.size() + pending_.event.size() > kMaxEventBytes) {
            throw Error(ErrorCode::TooLarge,
                        fmt::format("event stream: one event exceeds {} MiB; try again later", kMaxEventBytes >> 20U));
        }
        if (end == std::string_view::npos) {
            buffer_ += piece;
            break;
        }
        after_cr_ = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        if (buffer_.empty()) {
            line(piece, events);
        } else {
            buffer_ += piece;
            line(buffer_, events);
            buffer_.clear();
        }
    }
    return events;
}

std::vector<SseEvent> SseParser::finish() {
    std::vector<SseEvent> events;
    if (!buffer_.empty()) line(buffer_, events);
    events.clear();  // all it can hold is a comment, which nobody waits for any more
    pending_.unterminated = true;
    dispatch(events);
    *this = SseParser{};
    return events;
}

void SseParser::line(std::string_view text, std::vector<SseEvent>& events) {
    if (std::exchange(at_start_, false) && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (text.empty()) return dispatch(events);
    if (text.front() == ':') {
        events.push_back({.comment = true});
        return;
    }
    const std::string_view name = text.substr(0, text.find(':'));
    std::string_view value = text.substr(std::min(name.size() + 1, text.size()));
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (name == "data") {
        if (std::exchange(has_data_, true)) pending_.data += '\n';
        pending_.data += value;
    } else if (name == "event") {
        has_event_ = true;
        pending_.event = value;
    }
}

void SseParser::dispatch(std::vector<SseEvent>& events) {
    if (has_data_ || has_event_) events.push_back(std::move(pending_));
    pending_ = {};
    has_data_ = has_event_ = false;
}

}  // namespace takt::net
