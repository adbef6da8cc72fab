// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/turn_clock.h"

namespace takt::cloud {

TurnClock::Verdict TurnClock::ask(Time now) {
    if (!limit_over(now).empty()) return Verdict::GiveUp;
    if (now - noticed_ < kNoticeEvery) return Verdict::Continue;
    noticed_ = now;
    return Verdict::StillWorking;
}

std::string TurnClock::limit_over(Time now) const {
    if (now - began_ >= kHardLimit) return "no end within 15 minutes";
    if (now - substantive_ >= kSubstanceLimit) return "nothing but silence for 10 minutes";
    return {};
}

}  // namespace takt::cloud
