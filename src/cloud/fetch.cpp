// SPDX-License-Identifier: GPL-3.0-or-later
// Finished files. The service names an address, nearly always at another host, which is told neither the token nor on
// whose behalf we ask; or it hands the file out itself.
#include "api/routes.h"
#include "cloud/cloud_backend.h"
#include "cloud/video_client.h"
#include "net/download.h"
#include "net/url.h"

#include <fmt/format.h>

#include <utility>

namespace takt::cloud {
namespace {

bool is_json(const net::Exchange& exchange) {
    return exchange.head.media_type() == "application/json";
}

bool is_file(const net::Exchange& exchange) {
    return exchange.head.status >= 200 && exchange.head.status < 300 && !is_json(exchange) && !is_page(exchange.head);
}

bool is_redirect(const net::Exchange& exchange) {
    return exchange.head.status >= 300 && exchange.head.status < 400;
}

/// Where the service says that the file is; empty when it does not.
std::string address_in(const net::Exchange& exchange) {
    if (is_redirect(exchange)) return std::string(exchange.head.header("location"));
    return is_json(exchange) ? api::render_answer_from_json(exchange.body).url : std::string();
}

/// Absolute; a program on this machine only when the service is one. Throws Network.
std::string checked_address(const std::string& service, const std::string& address, const std::string& subject) {
    std::string url = address.empty() ? std::string() : net::resolve_url(service, address);
    const bool allowed = url.starts_with("https://") || net::is_loopback(url);
    if (url.empty() || !allowed || (net::is_loopback(url) && !net::is_loopback(service))) {
        throw Error(
            ErrorCode::Network,
            fmt::format("{}: the service names no address that may be fetched from; run `takt resume` later", subject));
    }
    return url;
}

/// For other hosts: it says nothing of the skill in use.
std::unique_ptr<net::HttpClient> anonymous_http() {
    return net::make_http_client({.user_agent = "takt", .headers = {}});
}

/// The render is finished: that its file cannot be had is nothing that lasts.
Error no_file_yet(const std::string& subject) {
    return {ErrorCode::Network, fmt::format("{}: the service does not have the file yet; run `takt resume`", subject)};
}

/// Throws Network: none of the places has it.
[[noreturn]] void give_up(const std::string& subject) {
    throw Error(ErrorCode::Network,
                fmt::format("{}: the finished file is not where the service says; run `takt resume` later", subject));
}

}  // namespace

void CloudBackend::fetch(const std::string& render_id, const std::filesystem::path& destination, Progress& progress,
                         std::stop_token stop) {
    const std::string subject = fmt::format("render {}", render_id);
    const api::RenderAnswer render = finished(render_id, stop);
    const auto download = [&](net::HttpClient& http, const std::string& url, const std::string& bearer) {
        net::Download order{.request = {}, .destination = destination, .size_bytes = render.size_bytes};
        order.request.url = url;
        order.request.bearer = bearer;
        order.request.follow_redirects = bearer.empty();
        order.request.total_limit.reset();
        VideoClient videos(http);
        return net::download(videos, order, {}, clock_, progress, stop);
    };
    const auto from_service = [&](const std::string& url) {
        Reply reply = caller_.ask({.endpoint = api::Endpoint::Download,
                                   .subject = subject,
                                   .send = [&](const std::string& bearer) { return download(http_, url, bearer); }},
                                  stop);
        if (reply.problem && !is_redirect(reply.exchange)) {
            const Error error = caller_.error(*reply.problem, subject, reply.bearer);
            throw error.code() == ErrorCode::NotFound ? no_file_yet(subject) : error;
        }
        if (is_page(reply.exchange.head)) throw no_file_yet(subject);
        return std::move(reply.exchange);
    };
    const std::string route = net::join_url(settings_.api_url, api::routes::render_download(render_id));
    std::string url = render.url.empty() ? route : checked_address(settings_.api_url, render.url, subject);
    constexpr int kMaxStops = 3;  // an address that has run out, the service itself, and where it sends us
    for (int stops = 0; stops < kMaxStops; ++stops) {
        const bool of_service = net::origin_of(url) == net::origin_of(settings_.api_url);
        const net::Exchange exchange = of_service ? from_service(url) : download(*anonymous_http(), url, {});
        if (is_file(exchange)) return;
        url = of_service ? checked_address(settings_.api_url, address_in(exchange), subject) : route;
    }
    give_up(subject);
}

}  // namespace takt::cloud
