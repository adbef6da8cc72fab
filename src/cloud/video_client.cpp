// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/video_client.h"

#include <utility>

namespace takt::cloud {

bool is_page(const net::ResponseHead& head) {
    const std::string type = head.media_type();
    return head.status >= 200 && head.status < 300 && (type.starts_with("text/") || type == "application/xhtml+xml");
}

net::Exchange VideoClient::send(const net::Request& request, const std::stop_token& stop) {
    net::Request guarded = request;
    bool page = false;
    guarded.on_head = [&](const net::ResponseHead& head) {
        page = is_page(head);
        if (!page && request.on_head) request.on_head(head);
    };
    guarded.on_body = [&](std::string_view bytes) { return !page && (!request.on_body || request.on_body(bytes)); };
    return http_.send(guarded, stop);
}

}  // namespace takt::cloud
