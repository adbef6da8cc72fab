// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/response_reader.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace takt::net {
namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// 0 when the line has none.
int status_of(std::string_view status_line) {
    const std::string_view text = trimmed(status_line.substr(std::min(status_line.find(' '), status_line.size())));
    int status = 0;
    std::from_chars(text.data(), text.data() + text.size(), status);
    return status;
}

}  // namespace

ResponseReader::Line ResponseReader::read(std::string_view line) {
    bytes_ += line.size();
    if (bytes_ > kMaxHeadBytes) return Line::TooMuch;
    if (complete_) return Line::Read;  // a trailer
    if (line.starts_with("HTTP/")) {
        head_ = {.status = status_of(line)};
        return Line::Read;
    }
    if (trimmed(line).empty()) {
        complete_ = head_.status >= 200;
        return complete_ ? Line::HeadEnd : Line::Read;
    }
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (folded && !head_.headers.empty()) {
        head_.headers.back().value.append(" ").append(trimmed(line));
        return Line::Read;
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        head_.headers.push_back(
            {std::string(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1)))});
    }
    return Line::Read;
}

}  // namespace takt::net
