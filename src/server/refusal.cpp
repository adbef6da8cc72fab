// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/refusal.h"

#include <fmt/format.h>

namespace takt::server {
namespace {

constexpr int kPayloadTooLarge = 413;
constexpr int kFileTooLargeCode = 4002;  // the contract's section 1.3

}  // namespace

Refusal file_too_large(std::int64_t max_file_bytes) {
    return {kPayloadTooLarge,
            fmt::format("file too large: the limit is {} bytes; compress or trim it", max_file_bytes)};
}

Refusal body_too_large(std::int64_t max_bytes) {
    return {kPayloadTooLarge, fmt::format("request too large: the limit is {} bytes; send less at once", max_bytes)};
}

BytesAnswer refusal_answer(const Refusal& refusal) {
    const int code = refusal.status == kPayloadTooLarge ? kFileTooLargeCode : refusal.status;
    return {.status = refusal.status,
            .body = fmt::format(R"({{"code":{},"message":"{}","data":null}})", code, refusal.message)};
}

}  // namespace takt::server
