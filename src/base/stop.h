// SPDX-License-Identifier: GPL-3.0-or-later
// Stopping: long work calls throw_if_stopped at least every 100 ms.
#pragma once

#include "takt/error.h"

#include <stop_token>

namespace takt {

/// Throws Interrupted once a stop was asked for.
inline void throw_if_stopped(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Error(ErrorCode::Interrupted,
                    "interrupted: what is finished is kept; run the same command again to go on");
}

}  // namespace takt
