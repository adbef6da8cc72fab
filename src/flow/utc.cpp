// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/utc.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <time.h>

namespace takt::flow {

std::chrono::system_clock::time_point time_from_utc(const std::string& text) {
    std::tm parts{};
    const char* end = ::strptime(text.c_str(), "%Y-%m-%d %H:%M:%S", &parts);
    if (end == nullptr || *end != '\0') {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("journal.db: '{}' is no time; move the file away and run again", text));
    }
    return std::chrono::system_clock::from_time_t(::timegm(&parts));
}

}  // namespace takt::flow
