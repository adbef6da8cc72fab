// SPDX-License-Identifier: GPL-3.0-or-later
// On whose behalf requests are made: X-Skill-Source, X-Skill-Version, X-Skill-Platform (contract, section 1.1). Without
// them the service refuses the export at the very end.
#pragma once

#include "net/http.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace takt::cloud {

struct Attribution {
    std::string source;  ///< skill name, kebab-case
    std::string version;
    std::string platform;  ///< "clawhub", "cursor", "unknown", or what SKILL_SOURCE says
};

/// `skill` is the text of a SKILL.md; name and version stand in its YAML front matter. Throws Usage, naming `file`.
[[nodiscard]] Attribution attribution_of(const std::string& skill, const std::filesystem::path& file,
                                         const std::optional<std::string>& skill_source);
/// Without a skill, takt speaks for itself; `program` is the running file, `version` its own.
[[nodiscard]] Attribution own_attribution(const std::string& version, const std::filesystem::path& program,
                                          const std::optional<std::string>& skill_source);
[[nodiscard]] std::vector<net::Header> headers_of(const Attribution& attribution);

}  // namespace takt::cloud
