// SPDX-License-Identifier: GPL-3.0-or-later
// How a transfer ended, judged: what that means for the request (may it be repeated?) and how it is said. Pure.
#pragma once

#include "net/curl_handles.h"
#include "net/http.h"

#include <string>

namespace takt::net {

struct Ending {
    enum class Cause {
        Curl,       ///< libcurl came to an end by itself: `code`
        Caller,     ///< on_body had enough
        BodyLimit,  ///< over Request::max_body_bytes
        HeadLimit,  ///< the response head is too large
        Stall,      ///< no byte for Request::stall_limit
    };
    Cause cause = Cause::Curl;
    CURLcode code = CURLE_OK;
    bool connected = false;   ///< including TLS; from here on a request byte may have left
    bool head = false;        ///< a whole response head came
    bool whole_body = false;  ///< as many bytes as Content-Length announced
};

[[nodiscard]] Exchange::Delivery delivery_of(const Ending& ending);
/// Empty when complete. Names neither host nor URL.
[[nodiscard]] std::string trouble_of(const Ending& ending, const Request& request);

}  // namespace takt::net
