// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of a file answers a request, and under which status and headers: Range, If-Range and ETag, decided from
// values alone. Used by whatever sends files.
#pragma once

#include "server/http.h"

#include <cstdint>
#include <vector>

namespace takt::server {

/// Bytes [begin, end) of the file; none with 416.
struct FileSlice {
    int status = 200;
    std::vector<Header> headers;  ///< without Content-Length
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

[[nodiscard]] FileSlice plan_slice(const RequestHead& head, const FileAnswer& file, std::int64_t size_bytes);

}  // namespace takt::server
