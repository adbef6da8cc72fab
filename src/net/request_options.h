// SPDX-License-Identifier: GPL-3.0-or-later
// A request as libcurl's options. What the options point at lives in here, so it must outlive the transfer.
#pragma once

#include "net/callback_guard.h"
#include "net/curl_handles.h"
#include "net/file_body.h"
#include "net/http.h"

#include <memory>
#include <optional>
#include <string>

namespace takt::net {

/// Throws Usage when a method, header, file name or bearer holds what could smuggle a second header, or the URL is not
/// one to speak to.
void require_sendable(const Request& request);
void require_sendable(const Header& header);

class RequestOptions {
public:
    /// Sets everything of `easy` but the callbacks that receive the answer. `limit`: what is left of the total limit.
    RequestOptions(CURL* easy, const Request& request, const std::string& url, const HttpSettings& settings,
                   std::optional<Ms> limit);
    RequestOptions(const RequestOptions&) = delete;
    RequestOptions& operator=(const RequestOptions&) = delete;

    /// Throws what reading the body's file threw.
    void rethrow() const { guard_.rethrow(); }

private:
    void set_connection(const std::string& url, const HttpSettings& settings, std::optional<Ms> limit);
    void set_method(const Request& request);
    void set_headers(const Request& request, const HttpSettings& settings);
    void set_multipart(const FilePart& part);
    template <typename Value>
    void set(CURLoption option, Value value);

    static std::size_t read_file(char* into, std::size_t size, std::size_t count, void* self) noexcept;
    static int seek_file(void* self, curl_off_t offset, int origin) noexcept;

    CURL* easy_;
    ListPtr headers_;
    MimePtr mime_;
    std::unique_ptr<FileBody> file_;
    CallbackGuard guard_;
};

}  // namespace takt::net
