// SPDX-License-Identifier: GPL-3.0-or-later
// Why the transport itself turns a request down, and the answer that says so: the contract's envelope, with the HTTP
// status as its code, except that a body over its limit carries the service's own code for files that are too large.
#pragma once

#include "server/http.h"

#include <cstdint>
#include <string>

namespace takt::server {

struct Refusal {
    int status = 400;
    std::string message;  ///< ours: nothing of the request stands in it
};

[[nodiscard]] Refusal file_too_large(std::int64_t max_file_bytes);
[[nodiscard]] Refusal body_too_large(std::int64_t max_bytes);

[[nodiscard]] BytesAnswer refusal_answer(const Refusal& refusal);

}  // namespace takt::server
