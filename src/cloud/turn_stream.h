// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to one message while it arrives: bytes become chat events, the turn's clock is watched, and at the end it
// is decided how the turn ended.
#pragma once

#include "takt/backend.h"

#include "api/turn_reader.h"
#include "base/clock.h"
#include "cloud/turn_clock.h"
#include "net/http.h"
#include "net/sse.h"

#include <functional>
#include <string>

namespace takt::cloud {

/// How a turn went.
struct TurnCourse {
    std::string cut_off;  ///< why the stream did not come to its end; empty when it did
    std::string failure;  ///< the failure that was reported; empty when none was
    bool something_happened = false;
};
[[nodiscard]] TurnEnded ending_of(const TurnCourse& course);

class TurnStream {
public:
    /// All outlive the object. `on_still_working` is called when there has been nothing to see for two minutes.
    TurnStream(const std::function<void(const ChatEvent&)>& on_event, const std::function<void()>& on_still_working,
               Clock& clock);

    /// Sends `request`, whose callbacks it sets, and takes in the answer. A turn that outlasts its limits counts as cut
    /// off. The body of an answer that is no event stream is in Exchange::body.
    [[nodiscard]] net::Exchange send(net::HttpClient& http, net::Request request, const std::stop_token& stop);
    /// After `send`: an event stream began.
    [[nodiscard]] bool began() const { return is_stream_; }
    /// After `send`, when it began. Passes on what was held back.
    [[nodiscard]] TurnEnded end(const net::Exchange& exchange);

private:
    void take_head(const net::ResponseHead& head);
    [[nodiscard]] bool take(std::string_view bytes);
    void watch();
    void give(const std::vector<net::SseEvent>& events);
    void give(const std::vector<api::TurnEvent>& events);

    const std::function<void(const ChatEvent&)>& on_event_;
    const std::function<void()>& on_still_working_;
    Clock& clock_;
    TurnClock turn_clock_;
    net::SseParser parser_;
    api::TurnReader reader_;
    bool is_stream_ = false;
    std::string other_body_;  // of an answer that is no stream
    std::string gave_up_;     // why we ended it ourselves
    std::string failure_;
};

}  // namespace takt::cloud
