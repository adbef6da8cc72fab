// SPDX-License-Identifier: GPL-3.0-or-later
// What time it is, and waiting for it to pass. Work that waits (polls, backoff, recovery) is given a clock, so that
// tests run hours in milliseconds.
#pragma once

#include "takt/time.h"

#include <chrono>
#include <stop_token>

namespace takt {

class Clock {
public:
    virtual ~Clock() = default;
    /// For measuring how long something lasts.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point now() const = 0;
    /// For expiry dates.
    [[nodiscard]] virtual std::chrono::system_clock::time_point today() const = 0;
    /// Returns after `duration`. Throws Interrupted at once when a stop is asked for.
    virtual void wait(Ms duration, const std::stop_token& stop) = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override;
    [[nodiscard]] std::chrono::system_clock::time_point today() const override;
    void wait(Ms duration, const std::stop_token& stop) override;
};

}  // namespace takt
