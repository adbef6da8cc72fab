// SPDX-License-Identifier: GPL-3.0-or-later
// How long a turn may be waited for (contract, section 6.8): 15 minutes in all, 10 without a substantive event; every
// two minutes without visible output the user hears that work goes on. Keep-alives count for nothing here. A value: it
// is told the times and asked what to do.
//
//     0 min   2         4      text 5       7        9      … 15
//     began   working   working     |       working  working    give up
#pragma once

#include "takt/time.h"

#include <chrono>
#include <string>

namespace takt::cloud {

class TurnClock {
public:
    using Time = std::chrono::steady_clock::time_point;
    enum class Verdict { Continue, StillWorking, GiveUp };

    explicit TurnClock(Time began) : began_(began), substantive_(began), noticed_(began) {}

    /// An event that is no keep-alive.
    void substantive(Time at) { substantive_ = at; }
    /// Something that the user sees; substantive, too.
    void visible(Time at) { substantive_ = noticed_ = at; }

    /// StillWorking is said once per two minutes.
    [[nodiscard]] Verdict ask(Time now);
    /// The limit that is over, in words; empty while none is.
    [[nodiscard]] std::string limit_over(Time now) const;

    static constexpr Ms kHardLimit = std::chrono::minutes{15};
    static constexpr Ms kSubstanceLimit = std::chrono::minutes{10};
    static constexpr Ms kNoticeEvery = std::chrono::minutes{2};

private:
    Time began_;
    Time substantive_;
    Time noticed_;  // by the user: output, or the last notice
};

}  // namespace takt::cloud
