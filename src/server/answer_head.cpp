// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/answer_head.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <iterator>

namespace takt::server {
namespace {

struct Reason {
    int status;
    std::string_view phrase;
};
constexpr std::array kReasons = {
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{402, "Payment Required"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{411, "Length Required"},
    Reason{413, "Content Too Large"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
    Reason{505, "HTTP Version Not Supported"},
    Reason{507, "Insufficient Storage"},
};

std::string_view phrase_of(int status) {
    const auto* found = std::ranges::find(kReasons, status, &Reason::status);
    return found == kReasons.end() ? std::string_view{} : found->phrase;
}

/// "Sun, 06 Nov 1994 08:49:37 GMT"; names in English whatever the locale.
std::string http_date(std::time_t now) {
    static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays.at(static_cast<std::size_t>(utc.tm_wday)),
                       utc.tm_mday, kMonths.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900, utc.tm_hour,
                       utc.tm_min, utc.tm_sec);
}

void add(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ");
    std::ranges::transform(value, std::back_inserter(head),
                           [](char c) { return c == '\r' || c == '\n' || c == '\0' ? ' ' : c; });
    head.append("\r\n");
}

}  // namespace

std::string answer_head(int status, const std::vector<Header>& headers, After after) {
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", status, phrase_of(status));
    add(head, "Server", "takt");
    add(head, "Date", http_date(std::time(nullptr)));
    add(head, "X-Content-Type-Options", "nosniff");
    add(head, "Connection", after == After::KeepAlive ? "keep-alive" : "close");
    for (const Header& header : headers) add(head, header.name, header.value);
    return head.append("\r\n");
}

}  // namespace takt::server
