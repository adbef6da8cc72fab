// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/routes.h"

#include "takt/error.h"

#include <algorithm>
#include <array>

namespace takt::api::routes {
namespace {

using Route = Match::Route;

constexpr std::string_view kUser = "me";

constexpr std::string_view kUpload = "/api/upload-video/nemo_agent/{user}/{id}";
constexpr std::string_view kState = "/api/state/nemo_agent/{user}/{id}/latest";
constexpr std::string_view kRenderPoll = "/api/render/proxy/lambda/{id}";
constexpr std::string_view kRenderCancel = "/api/render/proxy/lambda/{id}/cancel";
constexpr std::string_view kRenderDownload = "/api/render/proxy/{id}/download";

struct Row {
    Route route;
    std::string_view method;
    std::string_view pattern;
};
// Where two patterns fit a path, the first counts. `draft` is what `lambda` was called before March 2026.
constexpr std::array kRows{
    Row{Route::AnonymousToken, "POST", kAnonymousToken},
    Row{Route::ClaimToken, "POST", kClaimToken},
    Row{Route::OpenSession, "POST", "/api/tasks/{user}/with-session/nemo_agent"},
    Row{Route::Turn, "POST", kTurn},
    Row{Route::Credits, "GET", kCredits},
    Row{Route::RenderSubmit, "POST", kRenderSubmit},
    Row{Route::RenderSubmit, "POST", "/api/render/proxy/draft"},
    Row{Route::Upload, "POST", kUpload},
    Row{Route::State, "GET", kState},
    Row{Route::RenderPoll, "GET", kRenderPoll},
    Row{Route::RenderPoll, "GET", "/api/render/proxy/draft/{id}"},
    Row{Route::RenderCancel, "POST", kRenderCancel},
    Row{Route::RenderCancel, "POST", "/api/render/proxy/draft/{id}/cancel"},
    Row{Route::RenderDownload, "GET", kRenderDownload},
};

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Dots alone would be taken for a step in the path, by someone on the way.
bool is_dots(std::string_view text) {
    return text == "." || text == "..";
}

std::string encoded(std::string_view id) {
    if (id.empty() || is_dots(id)) {
        throw Error(ErrorCode::Usage, "id: one that is empty or only dots has no address; give a session or render id");
    }
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string text;
    for (const char c : id) {
        if (is_unreserved(c)) {
            text += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            text += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
        }
    }
    return text;
}

/// Absent when it is not a single step of a path: empty, dots, or with a slash or control character smuggled in.
std::optional<std::string> decoded(std::string_view segment) {
    std::string text;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        char c = segment[i];
        if (c == '%') {
            if (i + 2 >= segment.size()) return std::nullopt;
            const int high = hex_value(segment[i + 1]);
            const int low = hex_value(segment[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F || c == '/' || c == '\\') return std::nullopt;
        text += c;
    }
    if (text.empty() || is_dots(text)) return std::nullopt;
    return text;
}

std::string built(std::string_view pattern, std::string_view id) {
    std::string path(pattern);
    const auto fill = [&](std::string_view hole, std::string_view with) {
        if (const std::size_t at = path.find(hole); at != std::string::npos) path.replace(at, hole.size(), with);
    };
    fill("{user}", kUser);
    fill("{id}", encoded(id));
    return path;
}

std::string_view take_segment(std::string_view& path) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    return segment;
}

/// The id in the path, or an empty text where the pattern has none; absent when the path does not fit.
std::optional<std::string> fitted(std::string_view pattern, std::string_view path) {
    if (std::ranges::count(pattern, '/') != std::ranges::count(path, '/')) return std::nullopt;
    std::string id;
    while (!pattern.empty()) {
        const std::string_view wanted = take_segment(pattern);
        const std::string_view segment = take_segment(path);
        if (!wanted.starts_with('{')) {
            if (segment != wanted) return std::nullopt;
            continue;
        }
        std::optional<std::string> text = decoded(segment);
        if (!text) return std::nullopt;
        if (wanted == "{id}") id = *std::move(text);
    }
    return id;
}

}  // namespace

std::string upload(std::string_view session) {
    return built(kUpload, session);
}
std::string state(std::string_view session) {
    return built(kState, session);
}
std::string render_poll(std::string_view render) {
    return built(kRenderPoll, render);
}
std::string render_cancel(std::string_view render) {
    return built(kRenderCancel, render);
}
std::string render_download(std::string_view render) {
    return built(kRenderDownload, render);
}

std::optional<Match> match(std::string_view path) {
    path = path.substr(0, path.find('?'));
    for (const Row& row : kRows) {
        if (std::optional<std::string> id = fitted(row.pattern, path)) {
            return Match{.route = row.route, .method = std::string(row.method), .id = *std::move(id)};
        }
    }
    return std::nullopt;
}

}  // namespace takt::api::routes
