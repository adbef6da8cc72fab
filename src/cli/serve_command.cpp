// SPDX-License-Identifier: GPL-3.0-or-later
// `takt serve`: the local backend behind the service's own protocol.
#include "base/atomic_file.h"
#include "base/log.h"
#include "cli/commands.h"
#include "local/local_backend.h"
#include "net/download.h"
#include "net/url.h"
#include "server/faults.h"
#include "server/http_server.h"
#include "server/service.h"
#include "server/target.h"

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>

namespace takt::cli {
namespace {

constexpr std::size_t kMaxTokenBytes = 4096;
constexpr Ms kFetchStall{20'000};

/// The token that every request must carry; absent where anonymous ones are given out.
std::optional<std::string> access_token(const ServeArguments& arguments, const Environment& environment) {
    if (!arguments.token_file) return environment.serve_token;
    std::string token = read_file(*arguments.token_file, kMaxTokenBytes);
    token.erase(token.find_last_not_of(" \t\r\n") + 1);
    if (token.empty()) {
        throw Error(ErrorCode::Usage,
                    fmt::format("{}: holds no token; write one line into it", arguments.token_file->string()));
    }
    return token;
}

bool is_loopback_address(const std::string& address) {
    return address == "::1" || address.rfind("127.", 0) == 0;
}

/// "http://127.0.0.1:8787"
std::string address_of(const std::string& address, std::uint16_t port) {
    return address.find(':') == std::string::npos ? fmt::format("http://{}:{}", address, port)
                                                  : fmt::format("http://[{}]:{}", address, port);
}

/// Brings a file from an allowed host for "upload by address".
void fetch_url(const std::string& url, const std::filesystem::path& to, std::int64_t max_bytes,
               const std::stop_token& stop) {
    const auto http = net::make_http_client({.user_agent = "takt/" TAKT_VERSION});
    SystemClock clock;
    NoProgress quiet;
    const net::Download download{
        .request = {.url = url, .stall_limit = kFetchStall}, .destination = to, .max_bytes = max_bytes};
    const net::Exchange answer = net::download(*http, download, {.attempts = 1}, clock, quiet, stop);
    if (answer.head.status != 200 && answer.head.status != 206) {
        throw Error(ErrorCode::NotFound, fmt::format("{}: answered {}; check the address", url, answer.head.status));
    }
}

void wait_for_stop(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait(lock, stop, [] { return false; });
}

}  // namespace

int run(const ServeArguments& arguments, const Surroundings& with) {
    const auto token = access_token(arguments, with.environment);
    if (!token && !is_loopback_address(arguments.address)) {
        throw Error(ErrorCode::Usage,
                    fmt::format("--listen {}: others could reach it, so it needs a token; set TAKT_SERVE_TOKEN, or use "
                                "--token-file",
                                arguments.address));
    }
    std::optional<server::FaultScript> faults;
    if (arguments.faults) faults.emplace(server::faults_from_json(read_file(*arguments.faults)));
    jobs::Journal journal(with.globals.project);
    local::LocalBackend backend(with.globals.project, journal, beats::Corrections(with.environment.corrections()));
    const auto fetch = [stop = with.stop](const std::string& url, const std::filesystem::path& to,
                                          std::int64_t max_bytes) { fetch_url(url, to, max_bytes, stop); };
    server::Service service(
        {.root = with.globals.project, .access_token = token, .url_hosts = arguments.url_hosts, .fetch_url = fetch},
        backend, journal, faults ? &*faults : nullptr);
    // A route's name, not its path: a finished file's address is the permission to read it.
    const auto log = [](const server::RequestHead& head) {
        const auto target = server::target_of(head.path);
        log::info(fmt::format("{} {}", head.method, target ? server::route_name(target->kind) : "unknown"));
    };
    server::HttpServer http(
        service,
        {.address = arguments.address, .port = arguments.port, .allowed_hosts = arguments.hosts, .on_request = log});
    fmt::print("serving {}\n", address_of(arguments.address, http.port()));
    std::fflush(stdout);
    if (!with.globals.quiet) {
        fmt::print(stderr, "use it with NEMO_API_URL={} takt --backend cloud …; Ctrl-C ends it\n",
                   address_of(arguments.address, http.port()));
    }
    wait_for_stop(with.stop);
    http.stop();
    return 0;
}

}  // namespace takt::cli
