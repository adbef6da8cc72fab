// SPDX-License-Identifier: GPL-3.0-or-later
// A handler whose two decisions a test writes down, and which keeps the requests that reached it.
#pragma once

#include "server/http.h"

#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace takt::test {

class ScriptedHandler final : public server::Handler {
public:
    /// Unless replaced: bodies in memory, answered with their own bytes.
    std::function<server::BodyPlan(const server::RequestHead&)> plan = [](const server::RequestHead&) {
        return server::BodyPlan{};
    };
    std::function<server::Answer(const server::Request&)> reply = [](const server::Request& request) {
        return server::Answer{.content = server::BytesAnswer{.body = "[" + request.body + "]"}};
    };

    server::BodyPlan plan_body(const server::RequestHead& head) override { return plan(head); }
    server::Answer answer(server::Request request) override {
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(request);
        }
        return reply(request);
    }
    [[nodiscard]] std::vector<server::Request> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<server::Request> requests_;
};

/// The text of a request, with the Host it needs: request_text("POST /a", "Content-Length: 2\r\n", "hi").
inline std::string request_text(const std::string& what, const std::string& headers = {},
                                const std::string& body = {}) {
    return what + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
}

}  // namespace takt::test
