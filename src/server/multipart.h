// SPDX-License-Identifier: GPL-3.0-or-later
// multipart/form-data as a state machine: bytes go in as they come, in pieces of any size; parts come out. It keeps no
// more than the head of one part. The same bytes give the same parts, however they are cut.
//
//     ignored --BOUNDARY head CRLF CRLF bytes CRLF --BOUNDARY head … CRLF --BOUNDARY-- ignored
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace takt::server {

/// The boundary of a Content-Type; absent when it is no multipart/form-data or the boundary is missing or malformed.
[[nodiscard]] std::optional<std::string> multipart_boundary(std::string_view content_type);

struct PartHead {
    std::string field;
    std::optional<std::string> file_name;  ///< absent: an ordinary field. As stated by the client: hostile
    std::string content_type;
};

/// What becomes of the parts. Bytes come between begin and end, in pieces.
class PartSink {
public:
    virtual ~PartSink() = default;
    virtual void part_begin(const PartHead& head) = 0;
    virtual void part_bytes(std::string_view bytes) = 0;
    virtual void part_end() = 0;
};

class MultipartParser {
public:
    /// The sink outlives the parser.
    MultipartParser(std::string_view boundary, PartSink& sink);

    void feed(std::string_view bytes);

    /// The closing delimiter has come: every part is whole.
    [[nodiscard]] bool finished() const { return state_ == State::Epilogue; }
    /// What is wrong, once something is; nothing more comes out then.
    [[nodiscard]] const std::optional<std::string>& error() const { return error_; }

    static constexpr std::size_t kMaxBoundaryBytes = 70;  // RFC 2046
    static constexpr std::size_t kMaxPartHeadBytes = 4096;
    static constexpr std::size_t kMaxFieldBytes = 200;
    static constexpr int kMaxParts = 32;

private:
    enum class State { Preamble, AfterDelimiter, Head, Body, Epilogue, Failed };

    std::size_t take_until_delimiter(std::string_view bytes);
    std::size_t take_after_delimiter(std::string_view bytes);
    std::size_t take_head(std::string_view bytes);
    void begin_part();
    void emit(std::string_view bytes);
    void fail(std::string message);

    PartSink& sink_;
    std::string delimiter_;  ///< CRLF "--" boundary: its only CR comes first, so a match can begin nowhere inside it
    State state_ = State::Preamble;
    std::size_t matched_ = 2;  ///< of the delimiter; the body's begin counts as a line's
    std::string line_;         ///< what was collected of the line after a delimiter, or of a part's head
    int parts_ = 0;
    std::optional<std::string> error_;
};

}  // namespace takt::server
