// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/target.h"

#include "api/routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace takt::server {
namespace {

using Kind = Target::Kind;
using Route = api::routes::Match::Route;

constexpr std::string_view kRendered = "/renders/";
constexpr std::string_view kVideo = ".mp4";

struct Name {
    Kind kind;
    std::string_view name;
};
constexpr std::array kNames{
    Name{Kind::Token, "token"},       Name{Kind::Claim, "claim"},       Name{Kind::Session, "session"},
    Name{Kind::Turn, "turn"},         Name{Kind::Credits, "credits"},   Name{Kind::Submit, "submit"},
    Name{Kind::Upload, "upload"},     Name{Kind::State, "state"},       Name{Kind::Poll, "poll"},
    Name{Kind::Cancel, "cancel"},     Name{Kind::Download, "download"}, Name{Kind::UploadedFile, "uploaded_file"},
    Name{Kind::RenderedFile, "file"},
};

Kind kind_of(Route route) {
    switch (route) {
        case Route::AnonymousToken: return Kind::Token;
        case Route::ClaimToken: return Kind::Claim;
        case Route::OpenSession: return Kind::Session;
        case Route::Turn: return Kind::Turn;
        case Route::Credits: return Kind::Credits;
        case Route::RenderSubmit: return Kind::Submit;
        case Route::Upload: return Kind::Upload;
        case Route::State: return Kind::State;
        case Route::RenderPoll: return Kind::Poll;
        case Route::RenderCancel: return Kind::Cancel;
        case Route::RenderDownload: break;
    }
    return Kind::Download;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string encoded;
    for (const char byte : text) {
        if (kPlain.find(byte) != std::string_view::npos) {
            encoded += byte;
        } else {
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
        }
    }
    return encoded;
}

/// Absent when an escape is none.
std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        unsigned byte = 0;
        const char* begin = text.data() + i + 1;
        if (std::from_chars(begin, begin + 2, byte, 16).ptr != begin + 2) return std::nullopt;
        decoded += static_cast<char>(byte);
        i += 2;
    }
    return decoded;
}

/// A name that stays in its folder.
bool is_bare_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && name.find_first_of(std::string_view("/\\\0", 3)) == name.npos;
}

std::optional<Target> uploaded_file(std::string_view path) {
    constexpr std::string_view kFiles = "/files/";
    const auto at = path.rfind(kFiles);
    if (at == std::string_view::npos) return std::nullopt;
    const auto upload = api::routes::match(path.substr(0, at));
    const auto name = percent_decoded(path.substr(at + kFiles.size()));
    if (!upload || upload->route != Route::Upload || !name || !is_bare_name(*name)) return std::nullopt;
    return Target{Kind::UploadedFile, "GET", upload->id, *name};
}

std::optional<Target> rendered_file(std::string_view path) {
    if (!path.starts_with(kRendered) || !path.ends_with(kVideo)) return std::nullopt;
    path.remove_prefix(kRendered.size());
    const auto slash = path.find('/');
    if (slash == std::string_view::npos || path.size() - slash - 1 <= kVideo.size()) return std::nullopt;
    const std::string_view id = path.substr(slash + 1, path.size() - slash - 1 - kVideo.size());
    if (!is_bare_name(id)) return std::nullopt;
    return Target{Kind::RenderedFile, "GET", std::string(id), std::string(path.substr(0, slash))};
}

}  // namespace

std::optional<Target> target_of(std::string_view path) {
    if (auto file = uploaded_file(path)) return file;
    if (auto file = rendered_file(path)) return file;
    if (auto match = api::routes::match(path)) return Target{kind_of(match->route), match->method, match->id, {}};
    return std::nullopt;
}

std::string_view route_name(Kind kind) {
    return std::ranges::find(kNames, kind, &Name::kind)->name;
}

bool is_route_name(std::string_view name) {
    return std::ranges::find(kNames, name, &Name::name) != kNames.end();
}

std::string uploaded_file_path(std::string_view session, std::string_view name) {
    return fmt::format("{}/files/{}", api::routes::upload(session), percent_encoded(name));
}

std::string rendered_file_path(std::string_view key, std::string_view render) {
    return fmt::format("{}{}/{}{}", kRendered, key, render, kVideo);
}

}  // namespace takt::server
