// SPDX-License-Identifier: GPL-3.0-or-later
// An upload as a person sees it: so many bytes that the service has acknowledged, then the time in which it works on
// them. Told of every movement, it also finds a connection that no longer takes bytes.
#pragma once

#include "takt/progress.h"

#include "base/clock.h"

#include <cstdint>
#include <string>

namespace takt::cloud {

class UploadPhases {
public:
    /// `progress` and `clock` outlive the object.
    UploadPhases(Progress& progress, const Clock& clock, std::string subject);
    /// Ends the phase that is open.
    ~UploadPhases();
    UploadPhases(const UploadPhases&) = delete;
    UploadPhases& operator=(const UploadPhases&) = delete;

    /// Bytes that start again from the front are a new attempt. Throws Network when none has moved for a minute.
    void acknowledged(std::int64_t bytes, std::int64_t total);

    static constexpr Ms kStallLimit = std::chrono::seconds{60};

private:
    enum class Phase { None, Sending, Processing };
    void enter(Phase phase, std::int64_t total);

    Progress& progress_;
    const Clock& clock_;
    const std::string subject_;
    Phase phase_ = Phase::None;
    std::int64_t bytes_ = 0;
    std::chrono::steady_clock::time_point moved_;
};

}  // namespace takt::cloud
