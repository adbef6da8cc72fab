// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/raw_json.h"

#include "takt/error.h"

#include "api/json_reading.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::api {
namespace {

constexpr std::size_t kMaxDepth = 128;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Walks over the text of one value; never beyond its end, whatever the text is.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) {
        if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    }

    bool take(char wanted) {
        skip_white();
        if (at_ >= text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    /// With its quotes.
    std::string_view take_string() {
        skip_white();
        const std::size_t begin = at_;
        skip_string();
        return text_.substr(begin, at_ - begin);
    }
    std::string_view take_value() {
        skip_white();
        const std::size_t begin = at_;
        std::size_t open = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (open == 0 && (c == ',' || c == '}' || c == ']')) break;
            if (c == '"') {
                skip_string();
                continue;
            }
            if (c == '{' || c == '[') ++open;
            if (c == '}' || c == ']') --open;
            ++at_;
        }
        const std::string_view value = text_.substr(begin, at_ - begin);
        return value.substr(0, value.find_last_not_of(" \t\r\n") + 1);
    }

private:
    void skip_white() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
    void skip_string() {
        ++at_;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        at_ = std::min(at_ + 1, text_.size());
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

bool is_key(std::string_view quoted, std::string_view key) {
    if (quoted.find('\\') == std::string_view::npos) {
        return quoted.size() == key.size() + 2 && quoted.substr(1, key.size()) == key;
    }
    const Json read = Json::parse(quoted, nullptr, false);
    return read.is_string() && read.get_ref<const std::string&>() == key;
}

std::optional<std::string_view> member(std::string_view object, std::string_view key) {
    Cursor cursor(object);
    if (!cursor.take('{')) return std::nullopt;
    std::optional<std::string_view> found;
    do {
        const std::string_view name = cursor.take_string();
        if (!cursor.take(':')) break;
        const std::string_view value = cursor.take_value();
        if (is_key(name, key)) found = value;
    } while (cursor.take(','));
    return found;
}

}  // namespace

std::optional<std::string_view> raw_member(std::string_view text, std::span<const std::string_view> path) {
    std::optional<std::string_view> found = text;
    for (const std::string_view key : path) {
        if (found) found = member(*found, key);
    }
    return found;
}

void add_raw_member(std::string& object, std::string_view key, std::string_view raw) {
    if (!parse_json(raw)) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: not a JSON value; fetch or make it again", key));
    }
    add_member(object, key, raw);
}

void add_member(std::string& object, std::string_view key, std::string_view json) {
    object.pop_back();
    if (object.back() != '{') object += ',';
    object += json_string(key);
    object += ':';
    object += json;
    object += '}';
}

bool too_deep(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxDepth) return true;
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return false;
}

bool is_blank(std::string_view raw) {
    if (raw.empty() || raw == "null" || raw == R"("")") return true;
    const bool pair =
        raw.size() >= 2 && ((raw.front() == '{' && raw.back() == '}') || (raw.front() == '[' && raw.back() == ']'));
    return pair && raw.substr(1, raw.size() - 2).find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace takt::api
