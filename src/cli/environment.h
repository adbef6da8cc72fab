// SPDX-License-Identifier: GPL-3.0-or-later
// What the environment says, read once at the start and handed on as values. Its secrets go nowhere but to the
// credentials.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace takt::cli {

struct Environment {
    std::optional<std::string> token;         ///< NEMO_TOKEN
    std::optional<std::string> client_id;     ///< NEMO_CLIENT_ID
    std::optional<std::string> skill_source;  ///< SKILL_SOURCE
    std::optional<std::string> api_url;       ///< NEMO_API_URL
    std::optional<std::string> web_url;       ///< NEMO_WEB_URL
    std::optional<std::string> serve_token;   ///< TAKT_SERVE_TOKEN
    std::string locale;                       ///< LC_ALL, LC_MESSAGES or LANG
    std::filesystem::path home;
    std::filesystem::path config_home;  ///< XDG, as the next two
    std::filesystem::path state_home;
    std::filesystem::path data_home;
    std::filesystem::path program;  ///< the running file; empty when the system does not say

    /// Folder of the person's corrections of songs' beats.
    [[nodiscard]] std::filesystem::path corrections() const { return data_home / "takt/beats"; }
};

[[nodiscard]] Environment read_environment();

}  // namespace takt::cli
