// SPDX-License-Identifier: GPL-3.0-or-later
// The body of one request, collected as its plan says: in memory, or as files on disk. Bytes go in as they come; the
// limits hold from the first one on.
#pragma once

#include "server/http.h"
#include "server/multipart.h"
#include "server/received_files.h"
#include "server/refusal.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace takt::server {

/// Its files are gone with it, unless they were moved away before.
class RequestBody {
public:
    /// `collected_by_all` counts what every connection holds in memory; it outlives the body.
    RequestBody(const BodyPlan& plan, std::atomic<std::int64_t>& collected_by_all);
    ~RequestBody();
    RequestBody(const RequestBody&) = delete;
    RequestBody& operator=(const RequestBody&) = delete;

    /// Why the body need not be read at all, from what the head says about it.
    [[nodiscard]] std::optional<Refusal> begin(const RequestHead& head, std::optional<std::int64_t> length);
    [[nodiscard]] std::optional<Refusal> take(std::string_view bytes);
    /// After the last byte: fills `request`.
    [[nodiscard]] std::optional<Refusal> finish(Request& request);

    [[nodiscard]] std::int64_t taken_bytes() const { return taken_bytes_; }

    static constexpr std::int64_t kMaxCollectedByAll = 64 << 20;

private:
    BodyPlan::Kind kind_;
    std::int64_t max_bytes_;
    std::int64_t taken_bytes_ = 0;
    std::string collected_;
    std::int64_t counted_bytes_ = 0;  // of ours in the next but one
    ReceivedFiles files_;
    std::atomic<std::int64_t>& collected_by_all_;
    std::optional<MultipartParser> parser_;
};

}  // namespace takt::server
