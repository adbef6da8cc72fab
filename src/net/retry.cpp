// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/retry.h"

#include "net/curl_handles.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace takt::net {
namespace {

constexpr Ms kLongestRetryAfter{60'000};

/// What the server asks for: seconds, or a date.
std::optional<Ms> retry_after(const Exchange& exchange, std::chrono::system_clock::time_point today) {
    const std::string text(exchange.head.header("retry-after"));
    if (exchange.delivery != Exchange::Delivery::Complete || text.empty()) return std::nullopt;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc::result_out_of_range) return kLongestRetryAfter;
    if (error != std::errc{} || *end != '\0') {
        const std::time_t date = curl_getdate(text.c_str(), nullptr);
        if (date < 0) return std::nullopt;
        seconds = date - std::chrono::system_clock::to_time_t(today);
    }
    return std::clamp<Ms>(Ms{1000} * std::min<std::int64_t>(seconds, 3600), Ms{0}, kLongestRetryAfter);
}

}  // namespace

Ms wait_before_repeat(const RetryPolicy& policy, int repeat, const Exchange& last,
                      std::chrono::system_clock::time_point today) {
    if (const std::optional<Ms> asked = retry_after(last, today)) return *asked;
    Ms wait = policy.first_wait;
    for (int i = 1; i < repeat && wait < policy.longest_wait; ++i) wait *= 2;
    return std::min(wait, policy.longest_wait);
}

Exchange send_repeatable(HttpClient& http, const Request& request, const RetryPolicy& policy, Clock& clock,
                         const std::stop_token& stop) {
    for (int attempt = 1;; ++attempt) {
        Exchange exchange = http.send(request, stop);
        if (!exchange.transient() || attempt >= policy.attempts) return exchange;
        clock.wait(wait_before_repeat(policy, attempt, exchange, clock.today()), stop);
    }
}

}  // namespace takt::net
