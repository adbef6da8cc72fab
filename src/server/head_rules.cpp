// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/head_rules.h"

#include "server/header_value.h"

#include <algorithm>
#include <array>

namespace takt::server {
namespace {

constexpr std::array<std::string_view, 7> kMethods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

std::ptrdiff_t count(const RequestHead& head, std::string_view name) {
    return std::ranges::count_if(head.headers, [&](const Header& header) { return same_text(header.name, name); });
}

bool is_port(std::string_view text) {
    return text.size() <= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view without_brackets(std::string_view host) {
    const bool bracketed = host.starts_with('[') && host.ends_with(']');
    return bracketed ? host.substr(1, host.size() - 2) : host;
}

/// The host of "host" or "host:port"; empty when it is neither.
std::string_view host_of(std::string_view authority) {
    const std::size_t from = authority.starts_with('[') ? std::min(authority.find(']'), authority.size()) : 0;
    const std::size_t colon = authority.find(':', from);
    if (colon == std::string_view::npos) return authority;
    return is_port(authority.substr(colon + 1)) ? authority.substr(0, colon) : std::string_view{};
}

bool is_allowed_origin(std::string_view origin, const std::vector<std::string>& hosts) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (origin.starts_with(scheme)) return is_allowed_host(origin.substr(scheme.size()), hosts);
    }
    return false;
}

std::optional<Refusal> refuse_length(const RequestHead& head, HttpVersion version) {
    const bool has_length = count(head, "Content-Length") > 0;
    const std::ptrdiff_t encodings = count(head, "Transfer-Encoding");
    if (encodings > 0) {
        const bool plain = encodings == 1 && same_text(head.header("Transfer-Encoding"), "chunked");
        if (!plain || has_length || version == HttpVersion::Http10)
            return Refusal{400, "odd Transfer-Encoding; send chunked, or a Content-Length"};
        return std::nullopt;
    }
    // A POST without a body needs no length; one that names a type has a body.
    if (!has_length && !head.header("Content-Type").empty() && head.method != "GET" && head.method != "HEAD")
        return Refusal{411, "length of the body missing; send a Content-Length"};
    return std::nullopt;
}

}  // namespace

bool is_allowed_host(std::string_view authority, const std::vector<std::string>& hosts) {
    const std::string_view host = without_brackets(host_of(authority));
    if (host.empty()) return false;
    const auto same = [&](std::string_view allowed) { return same_text(host, without_brackets(allowed)); };
    return same("localhost") || same("127.0.0.1") || same("::1") || std::ranges::any_of(hosts, same);
}

std::optional<Refusal> refuse_head(const RequestHead& head, HttpVersion version,
                                   const std::vector<std::string>& hosts) {
    if (std::ranges::find(kMethods, head.method) == kMethods.end())
        return Refusal{501, "unknown method; use GET or POST"};
    if (!head.path.starts_with('/')) return Refusal{400, "odd request target; send a path"};
    if (count(head, "Host") != 1) return Refusal{400, "the request needs exactly one Host; send it"};
    if (!is_allowed_host(head.header("Host"), hosts))
        return Refusal{403, "this host name is not served here; use localhost, or allow it"};
    const std::ptrdiff_t origins = count(head, "Origin");
    if (origins > 1 || (origins == 1 && !is_allowed_origin(head.header("Origin"), hosts)))
        return Refusal{403, "requests from this origin are not served; allow its host"};
    const std::string_view expect = head.header("Expect");
    if (!expect.empty() && !same_text(expect, "100-continue"))
        return Refusal{417, "unknown expectation; send 100-continue or none"};
    return refuse_length(head, version);
}

}  // namespace takt::server
