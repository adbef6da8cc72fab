// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"

#include "takt/error.h"

#include "base/stop.h"
#include "net/transfer.h"
#include "net/url.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <mutex>
#include <utility>

namespace takt::net {
namespace {

constexpr int kMaxRedirects = 5;
constexpr std::size_t kKeptLanes = 8;

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

/// Only a request that is safe to send anywhere is sent on: without a body, and without the token.
bool may_follow(const Request& request) {
    return request.follow_redirects && request.bearer.empty() && std::holds_alternative<std::monostate>(request.body) &&
           (request.method == "GET" || request.method == "HEAD");
}

std::optional<std::string> redirect_target(const std::string& from, const ResponseHead& head) {
    constexpr int kStatuses[] = {301, 302, 303, 307, 308};
    if (std::ranges::find(kStatuses, head.status) == std::end(kStatuses)) return std::nullopt;
    if (head.header("location").empty()) return std::nullopt;
    const std::string target = resolve_url(from, head.header("location"));
    const bool safe = target.starts_with("https://") || is_loopback(target);
    // A server elsewhere has no business with what listens on this machine.
    const bool allowed = safe && (is_loopback(from) || !is_loopback(target));
    return allowed ? std::optional(target) : std::nullopt;
}

/// Handles with kept connections, lent to one call each.
class Lanes {
public:
    [[nodiscard]] Lane take() {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                Lane lane = std::move(idle_.back());
                idle_.pop_back();
                return lane;
            }
        }
        return make_lane();
    }
    void give_back(Lane lane) {
        const std::lock_guard lock(mutex_);
        if (idle_.size() < kKeptLanes) idle_.push_back(std::move(lane));
    }

private:
    std::mutex mutex_;
    std::vector<Lane> idle_;
};

class CurlClient final : public HttpClient {
public:
    explicit CurlClient(HttpSettings settings) : settings_(std::move(settings)) {
        static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
        if (kReady != CURLE_OK) throw Error(ErrorCode::Internal, "libcurl: cannot start; reinstall it");
        for (const Header& header : settings_.headers) require_sendable(header);
    }

    Exchange send(const Request& request, const std::stop_token& stop) override {
        throw_if_stopped(stop);
        require_sendable(request);
        Lane lane = lanes_.take();
        Exchange exchange = send_over(lane, request, stop);
        lanes_.give_back(std::move(lane));
        return exchange;
    }

private:
    Exchange send_over(Lane& lane, const Request& request, const std::stop_token& stop) const {
        const auto begin = std::chrono::steady_clock::now();
        std::string url = request.url;
        for (int redirects = 0;; ++redirects) {
            const bool follow = may_follow(request) && redirects < kMaxRedirects;
            const auto elapsed = std::chrono::duration_cast<Ms>(std::chrono::steady_clock::now() - begin);
            std::optional<Ms> limit = request.total_limit;
            if (limit) *limit -= elapsed;
            Transfer transfer(lane, request, url, settings_, limit, [&](const ResponseHead& head) {
                return follow ? redirect_target(url, head) : std::nullopt;
            });
            Exchange exchange = transfer.run(stop);
            if (!transfer.next_url()) return exchange;
            url = *transfer.next_url();
        }
    }

    const HttpSettings settings_;
    Lanes lanes_;
};

}  // namespace

std::string_view ResponseHead::header(std::string_view name) const {
    const auto found =
        std::ranges::find_if(headers, [&](const Header& header) { return same_name(header.name, name); });
    return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

std::string ResponseHead::media_type() const {
    std::string_view type = header("content-type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
    std::string lowered(type);
    std::ranges::transform(lowered, lowered.begin(), lower);
    return lowered;
}

bool Exchange::transient() const {
    return delivery == Delivery::Complete ? head.status >= 500 : !over_limit;
}

std::unique_ptr<HttpClient> make_http_client(HttpSettings settings) {
    return std::make_unique<CurlClient>(std::move(settings));
}

}  // namespace takt::net
