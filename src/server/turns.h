// SPDX-License-Identifier: GPL-3.0-or-later
// The turns of all conversations. A turn is in the journal before it is accepted; from then on it is carried out, with
// or without the client that sent it, and after a restart. Turns of a session follow one another.
#pragma once

#include "takt/backend.h"

#include "jobs/journal.h"
#include "server/event_stream.h"
#include "server/sessions.h"
#include "server/turn_manner.h"
#include "server/turn_queue.h"
#include "server/turn_telling.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace takt::server {

/// What a session's editor was last asked, and the draft it had then: after a crash it shows whether the edit is done.
struct TurnMark {
    std::int64_t message = 0;
    std::string draft_fingerprint;
};
[[nodiscard]] std::string turn_mark_to_json(const TurnMark& mark);
[[nodiscard]] std::optional<TurnMark> turn_mark_from_json(const std::string& text);

/// Any thread may call.
class Turns {
public:
    /// Goes on with the turns that an earlier run accepted and did not finish.
    Turns(Backend& backend, jobs::Journal& journal, Sessions& sessions);
    Turns(const Turns&) = delete;
    Turns& operator=(const Turns&) = delete;

    /// Throws RateLimited when too many turns of the session wait.
    [[nodiscard]] std::shared_ptr<EventStream> accept(const Session& session, const std::string& text,
                                                      TurnManner manner);

private:
    struct Turn {
        std::int64_t message = 0;
        Session session;
        std::string text;
        std::shared_ptr<EventStream> stream;
        TurnManner manner;
    };
    struct Outcome;
    class Output;

    void add(Turn turn);
    void carry_out(const Turn& turn, const std::stop_token& stop);
    Outcome ask(const Turn& turn, TurnTelling& telling, Output& output, const std::stop_token& stop);
    void say(const Turn& turn, const std::string& draft_json, TurnTelling& telling, Output& output, Outcome& outcome,
             const std::stop_token& stop);
    [[nodiscard]] bool is_done_already(const Turn& turn, const std::string& draft_json) const;
    static std::string in_words(const Outcome& outcome);

    Backend& backend_;
    jobs::Journal& journal_;
    std::mutex accepting_;  // the journal's order is the queue's
    TurnQueue queue_;       // last: its threads use the others
};

}  // namespace takt::server
