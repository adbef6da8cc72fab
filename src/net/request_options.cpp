// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/request_options.h"

#include "takt/error.h"

#include "net/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <variant>

namespace takt::net {
namespace {

constexpr long kTcpIdleSeconds = 30;
constexpr long kReceiveBytes = 128L << 10;

void require_plain(std::string_view text, std::string_view subject) {
    const bool plain = std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (!plain) {
        throw Error(ErrorCode::Usage, fmt::format("{}: holds a control character; remove it", subject));
    }
}

void require_token(std::string_view text, std::string_view subject) {
    const bool token = !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return c > 0x20 && c < 0x7f &&
               std::string_view("()<>@,;:\\\"/[]?={}").find(static_cast<char>(c)) == std::string_view::npos;
    });
    if (!token) throw Error(ErrorCode::Usage, fmt::format("{}: is no valid HTTP token; correct it", subject));
}

bool is_download(const Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

bool names_content_type(const std::vector<Header>& headers) {
    return !ResponseHead{.headers = headers}.header("content-type").empty();
}

}  // namespace

void require_sendable(const Header& header) {
    require_token(header.name, "header name");
    require_plain(header.value, header.name);
}

void require_sendable(const Request& request) {
    require_safe_url(request.url, "request URL");
    require_token(request.method, "request method");
    require_plain(request.bearer, "bearer token");
    for (const Header& header : request.headers) require_sendable(header);
    if (const auto* part = std::get_if<FilePart>(&request.body)) {
        require_plain(part->field, "form field");
        require_plain(part->file_name, "file name");
        require_plain(part->media_type, "media type");
    }
}

RequestOptions::RequestOptions(CURL* easy, const Request& request, const std::string& url, const HttpSettings& settings,
                               std::optional<Ms> limit)
    : easy_(easy) {
    curl_easy_reset(easy);
    set_connection(url, settings, limit);
    set_method(request);
    set_headers(request, settings);
}

template <typename Value>
void RequestOptions::set(CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(easy_, option, value);
    if (code != CURLE_OK) {
        throw Error(ErrorCode::Internal, fmt::format("libcurl: option {}: {}; please report this",
                                                     static_cast<int>(option), curl_easy_strerror(code)));
    }
}

void RequestOptions::set_connection(const std::string& url, const HttpSettings& settings, std::optional<Ms> limit) {
    const bool loopback = is_loopback(url);
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, loopback ? "http,https" : "https");
    if (loopback) set(CURLOPT_PROXY, "");  // whatever the environment says
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    // One request on one socket: what the kernel still holds of it is then what the peer has not acknowledged.
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // a stop does not wait for a name server
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_TCP_KEEPIDLE, kTcpIdleSeconds);
    set(CURLOPT_TCP_KEEPINTVL, kTcpIdleSeconds);
    set(CURLOPT_BUFFERSIZE, kReceiveBytes);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_limit.count()));
    if (limit) set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(limit->count(), 1)));
    if (!settings.user_agent.empty()) set(CURLOPT_USERAGENT, settings.user_agent.c_str());
}

void RequestOptions::set_method(const Request& request) {
    // When a kept connection dies under a request, libcurl sends it again on a new one. Only a download may be sent
    // twice: everything else gets a new connection, on which libcurl never repeats.
    if (!is_download(request)) set(CURLOPT_FRESH_CONNECT, 1L);
    if (const auto* part = std::get_if<FilePart>(&request.body)) {
        set_multipart(*part);
    } else if (const auto* text = std::get_if<std::string>(&request.body)) {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(text->size()));
        set(CURLOPT_POSTFIELDS, text->data());
    } else if (request.method == "POST") {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(0));
        set(CURLOPT_POSTFIELDS, "");
    } else if (request.method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
        return;
    }
    const bool has_body = !std::holds_alternative<std::monostate>(request.body);
    if (request.method != (has_body ? "POST" : "GET")) set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

void RequestOptions::set_headers(const Request& request, const HttpSettings& settings) {
    const auto add = [&](const std::string& line) {
        curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
        if (longer == nullptr) throw Error(ErrorCode::Internal, "libcurl: out of memory; close other programs");
        static_cast<void>(headers_.release());
        headers_.reset(longer);
    };
    for (const auto* headers : {&settings.headers, &request.headers}) {
        for (const Header& header : *headers) {
            add(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
        }
    }
    const bool multipart = std::holds_alternative<FilePart>(request.body);
    if (!multipart && !names_content_type(request.headers)) add("Content-Type:");  // libcurl would name a form
    set(CURLOPT_HTTPHEADER, headers_.get());
    if (!request.bearer.empty()) {
        // Not a line of the list: libcurl keeps it to this host and blanks it in its traces.
        set(CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
        set(CURLOPT_XOAUTH2_BEARER, request.bearer.c_str());
    }
}

void RequestOptions::set_multipart(const FilePart& part) {
    file_ = std::make_unique<FileBody>(part.file);
    mime_.reset(curl_mime_init(easy_));
    curl_mimepart* piece = mime_ ? curl_mime_addpart(mime_.get()) : nullptr;
    const bool added = piece != nullptr && curl_mime_name(piece, part.field.c_str()) == CURLE_OK &&
                       curl_mime_filename(piece, part.file_name.c_str()) == CURLE_OK &&
                       (part.media_type.empty() || curl_mime_type(piece, part.media_type.c_str()) == CURLE_OK) &&
                       curl_mime_data_cb(piece, file_->size_bytes(), read_file, seek_file, nullptr, this) == CURLE_OK;
    if (!added) throw Error(ErrorCode::Internal, "libcurl: out of memory; close other programs");
    set(CURLOPT_MIMEPOST, mime_.get());
}

std::size_t RequestOptions::read_file(char* into, std::size_t size, std::size_t count, void* self) noexcept {
    auto& options = *static_cast<RequestOptions*>(self);
    const std::size_t failed = CURL_READFUNC_ABORT;
    return options.guard_.run(failed, [&] { return options.file_->read(into, size * count); });
}

int RequestOptions::seek_file(void* self, curl_off_t offset, int origin) noexcept {
    if (origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
    static_cast<RequestOptions*>(self)->file_->seek(offset);
    return CURL_SEEKFUNC_OK;
}

}  // namespace takt::net
