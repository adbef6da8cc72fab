// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/resume.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "base/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

namespace takt::net {
namespace {

constexpr std::size_t kMaxEtagBytes = 512;

std::filesystem::path note_path(const std::filesystem::path& part) {
    std::filesystem::path note = part;
    note += ".etag";
    return note;
}

/// Signatures in the query change from one request to the next; the ETag decides whether it is the same file.
std::string source_of(const std::string& url) {
    return fingerprint(std::string_view(url).substr(0, url.find('?')));
}

/// Takes a number off the front of `text`.
std::optional<std::int64_t> take_number(std::string_view& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool take(std::string_view& text, std::string_view expected) {
    if (!text.starts_with(expected)) return false;
    text.remove_prefix(expected.size());
    return true;
}

/// "bytes 5-9/10", "bytes */10", "bytes 5-9/*".
struct ContentRange {
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last;
    std::optional<std::int64_t> total;
};

std::optional<ContentRange> parse_content_range(std::string_view text) {
    ContentRange range;
    if (!take(text, "bytes ")) return std::nullopt;
    if (!take(text, "*")) {
        range.first = take_number(text);
        if (!range.first || !take(text, "-")) return std::nullopt;
        range.last = take_number(text);
        if (!range.last || *range.last < *range.first) return std::nullopt;
    }
    if (!take(text, "/")) return std::nullopt;
    if (!take(text, "*")) range.total = take_number(text);
    if (!text.empty() || (range.last && range.total && *range.last >= *range.total)) return std::nullopt;
    return range;
}

std::optional<std::int64_t> content_length(const ResponseHead& head) {
    if (!head.header("transfer-encoding").empty()) return std::nullopt;
    std::string_view text = head.header("content-length");
    const std::optional<std::int64_t> length = take_number(text);
    return text.empty() ? length : std::nullopt;
}

Answer judge_part(const ResponseHead& head, const Partial& partial, std::optional<std::int64_t> size_bytes) {
    const std::optional<ContentRange> range = parse_content_range(head.header("content-range"));
    const bool fits = range && range->first == partial.bytes && partial.bytes > 0 &&
                      (head.header("etag").empty() || head.header("etag") == partial.etag);
    if (!fits) return {Answer::Kind::Restart};
    return {Answer::Kind::Append, range->total ? range->total : size_bytes};
}

Answer judge_out_of_range(const ResponseHead& head, const Partial& partial, std::optional<std::int64_t> size_bytes) {
    if (partial.bytes == 0) return {Answer::Kind::Refusal};
    const std::optional<ContentRange> range = parse_content_range(head.header("content-range"));
    const std::optional<std::int64_t> total = range && range->total ? range->total : size_bytes;
    const bool same = head.header("etag").empty() || head.header("etag") == partial.etag;
    const bool whole = same && total == partial.bytes && size_bytes.value_or(partial.bytes) == partial.bytes;
    return whole ? Answer{Answer::Kind::Whole, total} : Answer{Answer::Kind::Restart};
}

}  // namespace

Answer judge_answer(const ResponseHead& head, const Partial& partial, std::optional<std::int64_t> size_bytes) {
    if (head.status == 416) return judge_out_of_range(head, partial, size_bytes);
    const bool json = head.media_type() == "application/json" || head.media_type().ends_with("+json");
    if (json) return {Answer::Kind::Refusal};
    if (head.status == 206) return judge_part(head, partial, size_bytes);
    if (head.status != 200 && head.status != 203) return {Answer::Kind::Refusal};
    const std::optional<std::int64_t> length = content_length(head);
    return {Answer::Kind::FromZero, length ? length : size_bytes};
}

std::string strong_etag(const ResponseHead& head) {
    const std::string_view etag = head.header("etag");
    const bool quoted =
        etag.size() >= 2 && etag.size() <= kMaxEtagBytes && etag.starts_with('"') && etag.ends_with('"');
    const bool plain = std::ranges::all_of(etag, [](unsigned char c) { return c >= 0x20 && c != 0x7f; });
    return quoted && plain ? std::string(etag) : std::string{};
}

std::vector<Header> range_headers(const Partial& partial) {
    if (partial.bytes == 0) return {};
    return {{"Range", fmt::format("bytes={}-", partial.bytes)}, {"If-Range", partial.etag}};
}

Partial read_partial(const std::filesystem::path& part, const std::string& url) {
    std::error_code absent;
    const auto bytes = std::filesystem::file_size(part, absent);
    if (absent || !std::filesystem::exists(note_path(part), absent)) return {};
    const std::string note = read_file(note_path(part));
    const std::size_t line_end = note.find('\n');
    if (line_end == std::string::npos || note.substr(0, line_end) != source_of(url)) return {};
    const std::string etag = note.substr(line_end + 1);
    if (strong_etag({.status = 200, .headers = {{"ETag", etag}}}).empty()) return {};
    return {static_cast<std::int64_t>(bytes), etag};
}

void write_note(const std::filesystem::path& part, const std::string& url, const std::string& etag) {
    write_file(note_path(part), source_of(url) + "\n" + etag);
}

void remove_note(const std::filesystem::path& part) {
    std::error_code ignored;
    std::filesystem::remove(note_path(part), ignored);
}

}  // namespace takt::net
