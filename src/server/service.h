// SPDX-License-Identifier: GPL-3.0-or-later
// The contract's endpoints over any Backend. Turns of a session run one after the other; a turn and a render go on
// without the client that started them, and after a restart of the server. Every user sees only what is theirs.
#pragma once

#include "takt/backend.h"

#include "server/http.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace takt {
class Clock;
}
namespace takt::jobs {
class Journal;
}

namespace takt::server {

class FaultScript;

struct ServiceOptions {
    std::filesystem::path root;               ///< the server's project folder: uploads/, render/, journal.db
    std::optional<std::string> access_token;  ///< when set, the only token that is accepted, and none is minted
    std::vector<std::string> url_hosts;  ///< "host" or "host:port" that "upload by URL" may fetch from; empty: none
    /// Brings the content of a URL to a file, `max_bytes` at most, or throws; empty: no upload by URL.
    std::function<void(const std::string& url, const std::filesystem::path& to, std::int64_t max_bytes)> fetch_url;
    std::int64_t max_file_bytes = 500'000'000;
    bool strict_statuses = false;
    Ms keep_alive_every{15'000};
    const Clock* clock = nullptr;  ///< for expiry dates; null: the system's
};

class Service final : public Handler {
public:
    /// Goes on with turns and renders that an earlier run left unfinished. `faults` may be null. All outlive the
    /// service.
    Service(ServiceOptions options, Backend& backend, jobs::Journal& journal, FaultScript* faults = nullptr);
    /// Stops the turns that run, and waits until they have; the next start does what is left.
    ~Service() override;

    BodyPlan plan_body(const RequestHead& head) override;
    Answer answer(Request request) override;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace takt::server
