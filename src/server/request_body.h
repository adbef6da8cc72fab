// SPDX-License-Identifier: GPL-3.0-or-later
// The body of one request, collected as its plan says: in memory, or as files on disk. Bytes go in as they come; the
// limits hold from the first one on.
#pragma once

#include "server/http.h"
#include "server/multipart.h"
#include "server/received_files.h"
#include "server/refusal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace takt::server {

/// Its files are gone with it, unless they were moved away before.
class RequestBody {
public:
    explicit RequestBody(const BodyPlan& plan);
    RequestBody(const RequestBody&) = delete;
    RequestBody& operator=(const RequestBody&) = delete;

    /// Why the body need not be read at all, from what the head says about it.
    [[nodiscard]] std::optional<Refusal> begin(const RequestHead& head, std::optional<std::int64_t> length);
    [[nodiscard]] std::optional<Refusal> take(std::string_view bytes);
    /// After the last byte: fills `request`.
    [[nodiscard]] std::optional<Refusal> finish(Request& request);

private:
    BodyPlan::Kind kind_;
    std::int64_t max_bytes_;
    std::int64_t taken_bytes_ = 0;
    std::string collected_;
    ReceivedFiles files_;
    std::optional<MultipartParser> parser_;
};

}  // namespace takt::server
