// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/environment.h"

#include <cstdlib>
#include <system_error>

namespace takt::cli {
namespace {

/// Set and not empty.
std::optional<std::string> variable(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return value;
}

/// The XDG rule: a relative path in the variable is ignored.
std::filesystem::path xdg(const char* name, const std::filesystem::path& fallback) {
    const std::filesystem::path path(variable(name).value_or(""));
    return path.is_absolute() ? path : fallback;
}

std::string locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (auto value = variable(name)) return *value;
    }
    return {};
}

}  // namespace

Environment read_environment() {
    Environment environment;
    environment.token = variable("NEMO_TOKEN");
    environment.client_id = variable("NEMO_CLIENT_ID");
    environment.skill_source = variable("SKILL_SOURCE");
    environment.api_url = variable("NEMO_API_URL");
    environment.web_url = variable("NEMO_WEB_URL");
    environment.serve_token = variable("TAKT_SERVE_TOKEN");
    environment.locale = locale();
    environment.home = variable("HOME").value_or("/");
    environment.config_home = xdg("XDG_CONFIG_HOME", environment.home / ".config");
    environment.state_home = xdg("XDG_STATE_HOME", environment.home / ".local/state");
    environment.data_home = xdg("XDG_DATA_HOME", environment.home / ".local/share");
    std::error_code ignored;
    environment.program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    return environment;
}

}  // namespace takt::cli
