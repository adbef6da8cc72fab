// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/header_value.h"

#include <algorithm>

namespace takt::server {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Takes a quoted string, whose opening quote is the first of `rest`; absent when it never ends.
std::optional<std::string> take_quoted(std::string_view& rest) {
    std::string text;
    for (std::size_t at = 1; at < rest.size(); ++at) {
        if (rest[at] == '"') {
            rest.remove_prefix(at + 1);
            return text;
        }
        if (rest[at] == '\\' && at + 1 < rest.size() && rest[at + 1] == '"') ++at;
        text += rest[at];
    }
    return std::nullopt;
}

std::string take_until(std::string_view& rest, std::string_view ends) {
    const std::size_t end = std::min(rest.find_first_of(ends), rest.size());
    std::string text(trimmed(rest.substr(0, end)));
    rest.remove_prefix(end);
    return text;
}

/// Takes `name=value`; absent when it is malformed.
std::optional<Header> take_parameter(std::string_view& rest) {
    Header parameter;
    parameter.name = take_until(rest, "=;");
    if (parameter.name.empty() || !rest.starts_with('=')) return std::nullopt;
    rest = trimmed(rest.substr(1));
    if (!rest.starts_with('"')) {
        parameter.value = take_until(rest, ";");
        return parameter;
    }
    std::optional<std::string> quoted = take_quoted(rest);
    rest = trimmed(rest);
    if (!quoted || (!rest.empty() && rest.front() != ';')) return std::nullopt;
    parameter.value = std::move(*quoted);
    return parameter;
}

}  // namespace

bool same_text(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<std::string> HeaderValue::parameter(std::string_view name) const {
    const auto found =
        std::ranges::find_if(parameters, [&](const Header& parameter) { return same_text(parameter.name, name); });
    if (found == parameters.end()) return std::nullopt;
    return found->value;
}

std::optional<HeaderValue> parse_header_value(std::string_view text) {
    HeaderValue parsed;
    parsed.value = take_until(text, ";");
    while (text.starts_with(';')) {
        text = trimmed(text.substr(1));
        if (text.empty() || text.front() == ';') continue;
        std::optional<Header> parameter = take_parameter(text);
        if (!parameter) return std::nullopt;
        parsed.parameters.push_back(std::move(*parameter));
    }
    return parsed;
}

}  // namespace takt::server
