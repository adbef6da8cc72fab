// SPDX-License-Identifier: GPL-3.0-or-later
// Repeating what may be repeated: transport failures and 5xx, with growing waits. Never give it a request whose repeat
// could be paid twice.
#pragma once

#include "base/clock.h"
#include "net/http.h"

namespace takt::net {

struct RetryPolicy {
    int attempts = 4;
    Ms first_wait{1'000};  ///< doubles each time
    Ms longest_wait{15'000};
};

/// How long to wait before the `repeat`th repeat (from 1): what `Retry-After` says, at most a minute, else the policy.
[[nodiscard]] Ms wait_before_repeat(const RetryPolicy& policy, int repeat, const Exchange& last,
                                    std::chrono::system_clock::time_point today);

/// The last exchange, good or not.
[[nodiscard]] Exchange send_repeatable(HttpClient& http, const Request& request, const RetryPolicy& policy,
                                       Clock& clock, const std::stop_token& stop);

}  // namespace takt::net
