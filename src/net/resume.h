// SPDX-License-Identifier: GPL-3.0-or-later
// What a broken download left behind, and what an answer to the next attempt means for it. Pure but for the three
// functions that read and write the note beside the partial file.
#pragma once

#include "net/http.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace takt::net {

/// Bytes already here, and the strong ETag of what they are the beginning of. Without one nothing can be resumed.
struct Partial {
    std::int64_t bytes = 0;
    std::string etag;
};

struct Answer {
    enum class Kind {
        Append,    ///< the body goes on where the partial file ends
        FromZero,  ///< the body is the whole file
        Whole,     ///< the partial file already is the whole file
        Restart,   ///< the partial file does not fit what the server has: drop it and ask again
        Refusal,   ///< no file: an error, or JSON
    };
    Kind kind = Kind::Refusal;
    std::optional<std::int64_t> total_bytes;  ///< of the whole file
    bool operator==(const Answer&) const = default;
};

[[nodiscard]] Answer judge_answer(const ResponseHead& head, const Partial& partial,
                                  std::optional<std::int64_t> size_bytes);
/// The ETag of an answer when it is a strong one that can be kept; else empty.
[[nodiscard]] std::string strong_etag(const ResponseHead& head);
/// `Range` and `If-Range`; none when there is nothing to resume.
[[nodiscard]] std::vector<Header> range_headers(const Partial& partial);

/// What can be resumed of `url` at `part`; nothing when the note beside it is absent or tells of another source.
[[nodiscard]] Partial read_partial(const std::filesystem::path& part, const std::string& url);
/// Beside `part`, for later processes: the source by fingerprint, never by address, because addresses can hold secrets.
void write_note(const std::filesystem::path& part, const std::string& url, const std::string& etag);
void remove_note(const std::filesystem::path& part);

}  // namespace takt::net
