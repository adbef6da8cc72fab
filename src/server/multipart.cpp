// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/multipart.h"

#include "server/header_value.h"

#include <algorithm>
#include <utility>

namespace takt::server {
namespace {

constexpr std::size_t kMaxPaddingBytes = 64;  // spaces that RFC 2046 allows after a delimiter

bool is_boundary_character(char c) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return alphanumeric || std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
}

bool is_control(char c) {
    return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7F';
}

/// The begin of the spaces and the line break that may follow a delimiter.
bool is_padding(std::string_view line) {
    return line.size() <= kMaxPaddingBytes && line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// The head of a part, from its lines; absent when it is malformed or names no field.
std::optional<PartHead> read_part_head(std::string_view lines) {
    PartHead head;
    std::optional<HeaderValue> disposition;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find("\r\n"), lines.size());
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 2, lines.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || std::ranges::any_of(line, is_control)) return std::nullopt;
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (same_text(name, "Content-Type")) head.content_type = value;
        if (!same_text(name, "Content-Disposition")) continue;
        if (disposition) return std::nullopt;
        disposition = parse_header_value(value);
        if (!disposition) return std::nullopt;
    }
    if (!disposition || !same_text(disposition->value, "form-data")) return std::nullopt;
    std::optional<std::string> field = disposition->parameter("name");
    if (!field || field->size() > MultipartParser::kMaxFieldBytes) return std::nullopt;
    head.field = std::move(*field);
    head.file_name = disposition->parameter("filename");
    return head;
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
    const std::optional<HeaderValue> type = parse_header_value(content_type);
    if (!type || !same_text(type->value, "multipart/form-data")) return std::nullopt;
    std::optional<std::string> boundary = type->parameter("boundary");
    const bool good = boundary && !boundary->empty() && boundary->size() <= MultipartParser::kMaxBoundaryBytes &&
                      boundary->back() != ' ' && std::ranges::all_of(*boundary, is_boundary_character);
    return good ? boundary : std::nullopt;
}

MultipartParser::MultipartParser(std::string_view boundary, PartSink& sink)
    : sink_(sink), delimiter_("\r\n--" + std::string(boundary)) {}

void MultipartParser::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        std::size_t used = bytes.size();
        switch (state_) {
            case State::Preamble:
            case State::Body: used = take_until_delimiter(bytes); break;
            case State::AfterDelimiter: used = take_after_delimiter(bytes); break;
            case State::Head: used = take_head(bytes); break;
            case State::Epilogue:
            case State::Failed: return;
        }
        bytes.remove_prefix(used);
    }
}

std::size_t MultipartParser::take_until_delimiter(std::string_view bytes) {
    std::size_t carried = matched_;  // of the delimiter, in earlier pieces
    std::size_t at = 0;
    while (at < bytes.size()) {
        if (matched_ == 0) {
            at = bytes.find('\r', at);
            if (at == std::string_view::npos) break;
        }
        if (bytes[at] == delimiter_[matched_]) {
            ++at;
            if (++matched_ < delimiter_.size()) continue;
            emit(bytes.substr(0, at - (matched_ - carried)));
            matched_ = 0;
            if (state_ == State::Body) sink_.part_end();
            state_ = State::AfterDelimiter;
            return at;
        }
        // What looked like the delimiter's begin was content.
        emit(std::string_view(delimiter_).substr(0, carried));
        carried = 0;
        matched_ = 0;
    }
    emit(bytes.substr(0, bytes.size() - (matched_ - carried)));
    return bytes.size();
}

std::size_t MultipartParser::take_after_delimiter(std::string_view bytes) {
    line_ += bytes.front();
    if (line_ == "--") {
        line_.clear();
        state_ = State::Epilogue;
    } else if (line_.ends_with("\r\n")) {
        line_.clear();
        state_ = State::Head;
    } else if (line_ != "-" && !is_padding(line_)) {
        fail("multipart: odd bytes after a boundary; send what RFC 7578 says");
    }
    return 1;
}

std::size_t MultipartParser::take_head(std::string_view bytes) {
    line_ += bytes.front();
    if (line_.ends_with("\r\n\r\n") || line_ == "\r\n") {
        begin_part();
    } else if (line_.size() > kMaxPartHeadBytes) {
        fail("multipart: the head of a part is too long; shorten its names");
    }
    return 1;
}

void MultipartParser::begin_part() {
    const std::optional<PartHead> head = read_part_head(std::string_view(line_).substr(0, line_.size() - 2));
    line_.clear();
    if (!head) return fail("multipart: the head of a part is malformed; send Content-Disposition with a name");
    if (++parts_ > kMaxParts) return fail("multipart: too many parts; send fewer at once");
    state_ = State::Body;
    sink_.part_begin(*head);
}

void MultipartParser::emit(std::string_view bytes) {
    if (state_ == State::Body && !bytes.empty()) sink_.part_bytes(bytes);
}

void MultipartParser::fail(std::string message) {
    error_ = std::move(message);
    state_ = State::Failed;
}

}  // namespace takt::server
