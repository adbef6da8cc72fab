// SPDX-License-Identifier: GPL-3.0-or-later
// `takt serve` in the test's own process: the local backend behind real HTTP on a free loopback port, with every
// request counted by route.
#pragma once

#include "api/routes.h"
#include "jobs/journal.h"
#include "local/local_backend.h"
#include "server/faults.h"
#include "server/http_server.h"
#include "server/service.h"

#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace takt::test {

class ServedBackend {
public:
    using Route = api::routes::Match::Route;
    /// Called on a transport thread, for every request of a known route, with how many of it there were so far.
    using OnRequest = std::function<void(Route, int)>;

    explicit ServedBackend(const std::filesystem::path& root, std::vector<server::Fault> faults = {},
                           OnRequest on_request = {})
        : on_request_(std::move(on_request)),
          journal_(root),
          local_(root, journal_),
          faults_(std::move(faults)),
          service_({.root = root}, local_, journal_, &faults_),
          http_(service_, {.on_request = [this](const server::RequestHead& head) { count(head); }}) {}

    [[nodiscard]] std::string url() const { return fmt::format("http://127.0.0.1:{}", http_.port()); }
    [[nodiscard]] int requests(Route route) const {
        const std::lock_guard lock(mutex_);
        const auto found = requests_.find(route);
        return found == requests_.end() ? 0 : found->second;
    }
    [[nodiscard]] const jobs::Journal& journal() const { return journal_; }
    /// Every path and query that was asked for: what a log would hold.
    [[nodiscard]] std::vector<std::string> targets() const {
        const std::lock_guard lock(mutex_);
        return targets_;
    }

private:
    /// A finished file has an address of its own beside the route.
    static std::optional<Route> route_of(const std::string& path) {
        if (path.starts_with("/renders/")) return Route::RenderDownload;
        const auto match = api::routes::match(path);
        return match ? std::optional(match->route) : std::nullopt;
    }
    void count(const server::RequestHead& head) {
        const std::optional<Route> route = route_of(head.path);
        int so_far = 0;
        {
            const std::lock_guard lock(mutex_);
            targets_.push_back(head.path + "?" + head.query);
            if (route) so_far = ++requests_[*route];
        }
        if (route && on_request_) on_request_(*route, so_far);
    }

    OnRequest on_request_;
    mutable std::mutex mutex_;
    std::map<Route, int> requests_;
    std::vector<std::string> targets_;
    jobs::Journal journal_;
    local::LocalBackend local_;
    server::FaultScript faults_;
    server::Service service_;
    server::HttpServer http_;  // last: no request comes before the rest stands, or after it has gone
};

}  // namespace takt::test
