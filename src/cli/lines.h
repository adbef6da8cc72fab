// SPDX-License-Identifier: GPL-3.0-or-later
// The small JSON that the command line itself speaks: progress lines, the error document, doctor's findings.
#pragma once

#include "takt/error.h"

#include "cli/doctor.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace takt::cli {

/// One line of `--progress ndjson`, without its newline.
[[nodiscard]] std::string progress_line(std::string_view event, std::string_view phase, std::int64_t done,
                                        std::int64_t total, std::string_view unit);
/// takt.error/1
[[nodiscard]] std::string error_document(const Error& error);
/// takt.doctor/1
[[nodiscard]] std::string doctor_document(const std::vector<Finding>& findings);

}  // namespace takt::cli
