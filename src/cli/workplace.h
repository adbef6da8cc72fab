// SPDX-License-Identifier: GPL-3.0-or-later
// Where a command's work is done: in this process, or at a service. Everything that knows both backends is here.
#pragma once

#include "base/clock.h"
#include "cli/commands.h"
#include "flow/deliver.h"

#include <memory>
#include <string>

namespace takt::cloud {
class CloudBackend;
class Credentials;
}  // namespace takt::cloud
namespace takt::net {
class HttpClient;
}

namespace takt::cli {

struct Workplace {
    Workplace();
    ~Workplace();
    Workplace(Workplace&&) noexcept;

    std::string name;  ///< "local", or the service's origin
    std::unique_ptr<Clock> clock;
    std::unique_ptr<net::HttpClient> http;  ///< as the next: of a service
    std::unique_ptr<cloud::Credentials> credentials;
    std::unique_ptr<Backend> backend;
    cloud::CloudBackend* service = nullptr;  ///< `backend` when it is one; null for local

    [[nodiscard]] flow::Place place(jobs::Journal& journal) const;
};

/// The project that -C names, with the person's corrections of beats. Throws as flow::load_project.
[[nodiscard]] flow::Project open_project(const Surroundings& with);

/// As --backend says. `request` tells the language of the replies. Throws Usage for an address or skill that cannot be
/// used.
[[nodiscard]] Workplace open_workplace(const std::filesystem::path& project, jobs::Journal& journal,
                                       const Surroundings& with, const std::string& request);
/// The service at NEMO_API_URL, whatever --backend says.
[[nodiscard]] Workplace open_service(const Surroundings& with, const std::string& request);
/// The place that has this name: where an order from an earlier day belongs.
[[nodiscard]] Workplace open_workplace_named(const std::string& name, const std::filesystem::path& project,
                                             jobs::Journal& journal, const Surroundings& with);

}  // namespace takt::cli
