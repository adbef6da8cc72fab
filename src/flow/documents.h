// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON documents that flow's work ends in; DESIGN's contract with other programs, one function each.
#pragma once

#include "flow/deliver.h"
#include "flow/prepare.h"

#include <string>

namespace takt::flow {

/// takt.prep/1
[[nodiscard]] std::string preparation_to_json(const Preparation& preparation);
/// takt.render/1
[[nodiscard]] std::string delivered_to_json(const Delivered& delivered, const Order& order);

}  // namespace takt::flow
