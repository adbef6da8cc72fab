// SPDX-License-Identifier: GPL-3.0-or-later
// What a request is for: the contract's endpoints, and two kinds of file addresses of our own that answers point to.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace takt::server {

struct Target {
    enum class Kind {
        Token,
        Claim,
        Session,
        Turn,
        Credits,
        Submit,
        Upload,
        State,
        Poll,
        Cancel,
        Download,
        UploadedFile,
        RenderedFile,
    };
    Kind kind;
    std::string method;  ///< the one it wants; HEAD goes where GET goes
    std::string id;      ///< the session or render in the path; empty where there is none
    std::string name;    ///< UploadedFile: the file's; RenderedFile: the secret that opens it
};

/// Absent: nothing of that name here.
[[nodiscard]] std::optional<Target> target_of(std::string_view path);
/// How a fault script calls it.
[[nodiscard]] std::string_view route_name(Target::Kind kind);
/// Whether any target has this name.
[[nodiscard]] bool is_route_name(std::string_view name);

[[nodiscard]] std::string uploaded_file_path(std::string_view session, std::string_view name);
/// Opened by its key alone: players and downloaders send no token.
[[nodiscard]] std::string rendered_file_path(std::string_view key, std::string_view render);

}  // namespace takt::server
