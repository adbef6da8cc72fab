// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/url.h"

#include "takt/error.h"

#include "net/curl_handles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace takt::net {
namespace {

struct Parts {
    std::string scheme;
    std::string host;  ///< in lower case; an IPv6 address in brackets
    std::string port;
    bool user_info = false;
    bool fragment = false;
};

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
    return TextPtr(text).get();
}

/// Read by libcurl itself, so that what is judged here is what will be connected to.
UrlPtr parse(std::string_view url) {
    const std::size_t slashes = url.find("://");
    if (url.find('\0') != std::string_view::npos || slashes == std::string_view::npos) return nullptr;
    if (url.substr(slashes + 3).starts_with('/')) return nullptr;  // libcurl would skip a third slash
    UrlPtr parsed(curl_url());
    const std::string text(url);
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return nullptr;
    return parsed;
}

std::optional<Parts> split(std::string_view text) {
    const UrlPtr url = parse(text);
    if (!url) return std::nullopt;
    Parts parts{.scheme = part(url.get(), CURLUPART_SCHEME),
                .host = part(url.get(), CURLUPART_HOST),
                .port = part(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT),
                .fragment = text.find('#') != std::string_view::npos};
    // An empty user counts too: "https://@host" is a trick, not an address.
    const std::size_t authority_end = text.find_first_of("/?#", text.find("://") + 3);
    parts.user_info = text.substr(0, authority_end).find('@') != std::string_view::npos;
    std::ranges::transform(parts.host, parts.host.begin(), [](unsigned char c) { return std::tolower(c); });
    return parts;
}

/// Four decimal numbers, the first of them 127. libcurl has already turned other spellings into this one.
bool is_loopback_address(std::string_view host) {
    const bool numeric = host.find_first_not_of("0123456789.") == std::string_view::npos;
    return numeric && host.starts_with("127.") && std::ranges::count(host, '.') == 3 && !host.ends_with('.');
}

bool is_loopback(const Parts& parts) {
    const bool http = parts.scheme == "http" || parts.scheme == "https";
    return http && (parts.host == "localhost" || parts.host == "[::1]" || is_loopback_address(parts.host));
}

}  // namespace

std::string join_url(std::string_view base, std::string_view path) {
    while (base.ends_with('/')) base.remove_suffix(1);
    while (path.starts_with('/')) path.remove_prefix(1);
    return fmt::format("{}/{}", base, path);
}

bool is_loopback(std::string_view url) {
    const std::optional<Parts> parts = split(url);
    return parts && is_loopback(*parts);
}

void require_safe_url(std::string_view url, std::string_view subject) {
    const auto refuse = [&](std::string_view why, std::string_view next) {
        throw Error(ErrorCode::Usage, fmt::format("{}: {}; {}", subject, why, next));
    };
    const std::optional<Parts> parts = split(url);
    if (!parts) return refuse("is not a URL", "give one like https://example.com/path");
    if (parts->user_info) return refuse("holds a user name or password", "give the address without it");
    if (parts->fragment) return refuse("holds a fragment", "leave out '#' and what follows");
    if (parts->scheme != "https" && !(parts->scheme == "http" && is_loopback(*parts))) {
        refuse("is neither https nor http on this machine", "use an https address");
    }
}

std::string origin_of(std::string_view url) {
    const std::optional<Parts> parts = split(url);
    if (!parts) return {};
    return fmt::format("{}://{}:{}", parts->scheme, parts->host, parts->port);
}

std::string resolve_url(std::string_view base, std::string_view reference) {
    const UrlPtr url = parse(base);
    const std::string text(reference);
    if (!url || text.find('\0') != std::string::npos) return {};
    if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_URLENCODE) != CURLUE_OK) return {};
    if (!part(url.get(), CURLUPART_USER).empty() || !part(url.get(), CURLUPART_PASSWORD).empty()) return {};
    curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);  // a fragment is for browsers
    return part(url.get(), CURLUPART_URL);
}

}  // namespace takt::net
