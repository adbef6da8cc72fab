// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the pure stages say about one input, before anything is written. Used by prepare, dry or not.
#pragma once

#include "takt/error.h"

#include "flow/prepare.h"
#include "flow/work_cost.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace takt::flow {

struct Decision {
    PreparedItem item;
    std::optional<Plan> plan;  ///< absent when rejected
    WorkCost cost;
};

/// Throws as `probe`, `survey_cut` and `plan_preparation` do.
[[nodiscard]] Decision decide(const std::filesystem::path& file, const PrepareRequest& request, int cores,
                              const std::stop_token& stop);

/// Whether one input is to blame, and the others can go on.
[[nodiscard]] bool is_about_the_input(ErrorCode code);

/// The error as a verdict.
[[nodiscard]] PreparedItem rejected(const std::filesystem::path& file, const Error& error);

}  // namespace takt::flow
