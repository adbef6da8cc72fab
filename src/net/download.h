// SPDX-License-Identifier: GPL-3.0-or-later
// A file over HTTP that resumes where it broke off: by Range and If-Range, in this process or in a later one.
#pragma once

#include "takt/progress.h"

#include "net/http.h"
#include "net/retry.h"

#include <filesystem>
#include <optional>

namespace takt::net {

struct Download {
    Request request;                    ///< GET; its body callbacks are set here
    std::filesystem::path destination;  ///< `part_path(destination)` holds what has arrived, with its ETag beside it
    std::optional<std::int64_t> size_bytes;  ///< when known beforehand
    std::int64_t max_bytes = 8LL << 30;
};

/// The head of the last answer: a status that is no success leaves no file, and its body is in Exchange::body (at most
/// request.max_body_bytes; also for an answer of type application/json, which is never a video). On success the file
/// stands whole at `destination`. Throws Network when it still breaks off after the policy's attempts (what arrived is
/// kept for the next call; an attempt that brought at least a MiB does not count as one), TooLarge, DiskFull,
/// Permission, Interrupted.
[[nodiscard]] Exchange download(HttpClient& http, const Download& download, const RetryPolicy& policy, Clock& clock,
                                Progress& progress, const std::stop_token& stop);

}  // namespace takt::net
