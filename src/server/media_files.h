// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a session, as clients name and see them: which types are taken, what a stranger's file name becomes on
// our disk, and how an asset is described without saying where it stands. Pure.
#pragma once

#include "takt/backend.h"

#include "api/documents.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace takt::server {

/// By the file's extension, in any case: "video/mp4". Absent for what the service does not take.
[[nodiscard]] std::optional<std::string_view> media_type_of(std::string_view file_name);

/// The last part of a client's file name as a name for our disk: no separators, control characters, leading dots or
/// broken UTF-8; at most 120 bytes; the extension stays.
[[nodiscard]] std::string safe_name(std::string_view client_name);

/// `site` is how the client reaches this server, "http://127.0.0.1:8080".
[[nodiscard]] api::MediaFile media_file(const Asset& asset, const std::string& session, const std::string& site);

/// Where the file of a URL would come from; absent for what is no plain http(s) URL.
struct UrlParts {
    std::string host;  ///< in small letters, with its port when it names one
    std::string file_name;
};
[[nodiscard]] std::optional<UrlParts> url_parts(std::string_view url);

/// Changes whenever the file is replaced; quoted.
[[nodiscard]] std::string entity_tag(const std::filesystem::path& file);

}  // namespace takt::server
