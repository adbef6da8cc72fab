// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/workplace.h"

#include "base/atomic_file.h"
#include "cli/language.h"
#include "cloud/attribution.h"
#include "cloud/cloud_backend.h"
#include "local/local_backend.h"
#include "net/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace takt::cli {
namespace {

constexpr const char* kLocal = "local";
constexpr Ms kCloudPatience = std::chrono::minutes{5};
constexpr std::size_t kMaxSkillBytes = 256U << 10U;

/// A skill by its file, or by its name in the places where skills are installed.
std::filesystem::path skill_file(const std::string& skill, const Environment& environment) {
    const std::array folders = {environment.data_home / "takt/skills",
                                environment.program.parent_path().parent_path() / "share/takt/skills",
                                environment.home / ".clawhub/skills", environment.home / ".cursor/skills"};
    std::error_code ignored;
    if (std::filesystem::is_regular_file(skill, ignored)) return skill;
    if (skill.find('/') == std::string::npos) {
        for (const auto& folder : folders) {
            const auto file = folder / skill / "SKILL.md";
            if (std::filesystem::is_regular_file(file, ignored)) return file;
        }
    }
    throw Error(ErrorCode::Usage, fmt::format("--skill {}: no such skill is installed; name its SKILL.md", skill));
}

cloud::Attribution attribution(const Surroundings& with) {
    const Environment& environment = with.environment;
    if (with.globals.skill.empty()) {
        return cloud::own_attribution(TAKT_VERSION, environment.program, environment.skill_source);
    }
    const auto file = skill_file(with.globals.skill, environment);
    return cloud::attribution_of(read_file(file, kMaxSkillBytes), std::filesystem::absolute(file),
                                 environment.skill_source);
}

Workplace open_local(const std::filesystem::path& project, jobs::Journal& journal, const Surroundings& with) {
    Workplace workplace;
    workplace.name = kLocal;
    workplace.clock = std::make_unique<SystemClock>();
    workplace.backend =
        std::make_unique<local::LocalBackend>(project, journal, beats::Corrections(with.environment.corrections()),
                                              std::vector{std::filesystem::current_path()});
    return workplace;
}

}  // namespace

Workplace::Workplace() = default;
Workplace::~Workplace() = default;
Workplace::Workplace(Workplace&&) noexcept = default;

flow::Place Workplace::place(jobs::Journal& journal) const {
    flow::Place place{.backend = *backend, .name = name, .journal = journal, .clock = *clock};
    if (service != nullptr) {
        place.keeps_session = true;
        place.patience = kCloudPatience;
    }
    return place;
}

flow::Project open_project(const Surroundings& with) {
    return flow::load_project(with.globals.project, beats::Corrections(with.environment.corrections()));
}

Workplace open_workplace(const std::filesystem::path& project, jobs::Journal& journal, const Surroundings& with,
                         const std::string& request) {
    return with.globals.backend == kLocal ? open_local(project, journal, with) : open_service(with, request);
}

Workplace open_service(const Surroundings& with, const std::string& request) {
    const Environment& environment = with.environment;
    cloud::CloudSettings settings;
    if (environment.api_url) settings.api_url = *environment.api_url;
    if (environment.web_url) settings.web_url = *environment.web_url;
    net::require_safe_url(settings.api_url, "NEMO_API_URL");
    settings.language = language_of(with.globals.language, request, environment.locale);
    settings.stop = with.stop;
    if (!with.globals.quiet) {
        settings.on_status = [](const std::string& line) { fmt::print(stderr, "{}\n", line); };
    }

    Workplace workplace;
    workplace.name = net::origin_of(settings.api_url);
    workplace.clock = std::make_unique<SystemClock>();
    workplace.http =
        net::make_http_client({.user_agent = "takt/" TAKT_VERSION, .headers = cloud::headers_of(attribution(with))});
    workplace.credentials = std::make_unique<cloud::Credentials>(
        cloud::CredentialSettings{.api_url = settings.api_url,
                                  .token = environment.token,
                                  .client_id = environment.client_id,
                                  .client_id_file = environment.config_home / "nemovideo/client_id",
                                  .token_folder = environment.state_home / "takt/tokens",
                                  .on_status = settings.on_status},
        *workplace.http, *workplace.clock);
    auto service = std::make_unique<cloud::CloudBackend>(std::move(settings), *workplace.credentials, *workplace.http,
                                                         *workplace.clock);
    workplace.service = service.get();
    workplace.backend = std::move(service);
    return workplace;
}

Workplace open_workplace_named(const std::string& name, const std::filesystem::path& project, jobs::Journal& journal,
                               const Surroundings& with) {
    if (name == kLocal) return open_local(project, journal, with);
    Workplace workplace = open_service(with, "");
    if (workplace.name == name) return workplace;
    throw Error(ErrorCode::Usage, fmt::format("resume: what is unfinished belongs to {}, not to {}; set NEMO_API_URL",
                                              name, workplace.name));
}

}  // namespace takt::cli
