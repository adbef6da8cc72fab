// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/file_slice.h"

#include "server/byte_range.h"

#include <fmt/format.h>

namespace takt::server {
namespace {

/// The range counts only for the version the client has: with a strong ETag, and no date, since we send none.
bool range_counts(const RequestHead& head, const FileAnswer& file) {
    const std::string_view wanted = head.header("If-Range");
    return wanted.empty() || (wanted.starts_with('"') && wanted == file.etag);
}

}  // namespace

FileSlice plan_slice(const RequestHead& head, const FileAnswer& file, std::int64_t size_bytes) {
    FileSlice slice{.headers = {{"Accept-Ranges", "bytes"}}, .end = size_bytes};
    if (!file.etag.empty()) slice.headers.push_back({"ETag", file.etag});
    const RangeWish wish = range_counts(head, file) ? read_range(head.header("Range"), size_bytes) : WholeFile{};
    if (std::holds_alternative<NoSuchRange>(wish)) {
        slice.status = 416;
        slice.end = 0;
        slice.headers.push_back({"Content-Range", fmt::format("bytes */{}", size_bytes)});
        return slice;
    }
    slice.headers.push_back({"Content-Type", file.content_type});
    if (const auto* range = std::get_if<ByteRange>(&wish)) {
        slice.status = 206;
        slice.begin = range->begin;
        slice.end = range->end;
        slice.headers.push_back(
            {"Content-Range", fmt::format("bytes {}-{}/{}", range->begin, range->end - 1, size_bytes)});
    }
    return slice;
}

}  // namespace takt::server
