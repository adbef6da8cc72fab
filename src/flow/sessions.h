// SPDX-License-Identifier: GPL-3.0-or-later
// Which session an order is carried out in: the one it had before, the project's, or a new one.
#pragma once

#include "flow/deliver.h"
#include "jobs/orders.h"

#include <optional>

namespace takt::flow {

/// Opened and journalled when there is none; `row` names it afterwards, and is stored. A session that the service has
/// forgotten is replaced; but throws NotFound when the order is only resumed and the session held what was made for it.
[[nodiscard]] SessionId session_for(jobs::OrderRow& row, const Order& order, const Place& place);

}  // namespace takt::flow
