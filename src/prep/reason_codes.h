// SPDX-License-Identifier: GPL-3.0-or-later
// Every code a Verdict's reasons may carry, with its meaning: the list behind the documentation. Codes are only ever
// added; programs rely on them.
#pragma once

#include <span>
#include <string_view>

namespace takt::prep {

struct ReasonCode {
    std::string_view code;
    bool rejects = false;  ///< otherwise takt mends it
    std::string_view meaning;
};

[[nodiscard]] std::span<const ReasonCode> reason_codes();

}  // namespace takt::prep
