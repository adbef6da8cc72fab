// SPDX-License-Identifier: GPL-3.0-or-later
// The one table from error codes to what the world outside sees: name, exit status, HTTP status, service code, retry.
// Used by the command line, the server and the job runner; nothing else knows these numbers.
#pragma once

#include "takt/error.h"

#include <optional>
#include <string_view>

namespace takt {

enum class Retry { Never, Later, Renew };

struct ErrorRow {
    ErrorCode code;
    std::string_view name;  ///< stable, snake_case
    int exit_status;
    int http_status;
    std::optional<int> service_code;
    Retry retry;
    std::string_view next_step;  ///< said when the message itself names none
};

[[nodiscard]] const ErrorRow& error_row(ErrorCode code);
[[nodiscard]] std::string_view retry_name(Retry retry);

/// The part of a message after its last "; ", else the table's next step: see the message form in takt/error.h.
[[nodiscard]] std::string_view next_step(const Error& error);

}  // namespace takt
