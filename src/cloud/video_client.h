// SPDX-License-Identifier: GPL-3.0-or-later
// A client to fetch videos through. A network that wants a person to log in, and a host that has lost the file, answer
// with a page and say yes: to the download, such an answer holds no file.
#pragma once

#include "net/http.h"

namespace takt::cloud {

/// A success of a type that no video has. A missing type says nothing.
[[nodiscard]] bool is_page(const net::ResponseHead& head);

class VideoClient final : public net::HttpClient {
public:
    /// `http` outlives the object.
    explicit VideoClient(net::HttpClient& http) : http_(http) {}

    /// The head of a page is not told to `on_head`, nor its body to `on_body`; both stand in the exchange's head alone.
    net::Exchange send(const net::Request& request, const std::stop_token& stop) override;

private:
    net::HttpClient& http_;
};

}  // namespace takt::cloud
