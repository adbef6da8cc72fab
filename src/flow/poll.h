// SPDX-License-Identifier: GPL-3.0-or-later
// Submits a render and waits for it, over any Backend: the id is in the journal before it is sent, a submission whose
// fate is unknown is asked for before it is repeated, and what takes too long is parked.
#pragma once

#include "flow/deliver.h"
#include "jobs/orders.h"

#include <string>

namespace takt::flow {

/// What is to be rendered, and for which order.
struct RenderJob {
    std::string order;
    SessionId session;
    std::string draft_json;
    RenderOptions options;
};

struct Rendered {
    jobs::RenderRow row;
    RenderStatus status;  ///< Completed
};

/// Not ended badly.
[[nodiscard]] bool may_be_had(const jobs::RenderRow& render);

/// Goes on with the order's last render when there is one that may still be had; else submits. Throws RenderFailed,
/// what the submission was refused with, Network when it is parked or cannot be reached (both can be resumed).
[[nodiscard]] Rendered rendered(const RenderJob& job, const Place& place, Progress& progress,
                                const std::stop_token& stop);

/// How long to wait before poll `n` (from 0) of a render; pure.
[[nodiscard]] Ms poll_pause(int n, bool lives_on);

}  // namespace takt::flow
