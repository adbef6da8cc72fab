// SPDX-License-Identifier: GPL-3.0-or-later
// One turn with an editor, whatever becomes of it: the state is read before, what is sent is in the journal first, a
// silent or lost turn is answered by reading the state again, and nothing is ever sent twice (contract, section 8).
#pragma once

#include "takt/backend.h"

#include "base/clock.h"
#include "jobs/journal.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace takt::flow {

/// What a conversation is held in.
struct Conversation {
    Backend& backend;
    jobs::Journal& journal;
    Clock& clock;
    SessionId session;
    /// What was said goes on without us. False: the editor is in this process, a turn that it did not end never will.
    bool lives_on = true;
    /// What the user asked, when what is said for it is more; by it, tracks that nobody asked for are told.
    std::string request;
};

struct TurnReport {
    std::string said;                  ///< the editor's words, interface instructions taken out
    std::vector<std::string> changes;  ///< what the turn changed, a line each; empty: no change was found
    std::string operations;            ///< what our own editor did, one operation a line, as words; else empty
    std::vector<std::string> remarks;  ///< trouble on the way; tracks that nobody asked for; actions instead of clicks
    bool recovered = false;            ///< the stream was lost; the state told what came of it
    SessionState state;                ///< after the turn
};

/// Says `text` once. `order` names what it is said for; empty in a chat. Events are passed on as they come.
/// Throws what Backend::say throws; RenderFailed when the editor failed and nothing changed; Network when the stream
/// was lost and five readings of the state show no change (the message stays in the journal as failed, and may be said
/// again by the person who decides so).
[[nodiscard]] TurnReport converse(const Conversation& with, const std::string& text, const std::string& order,
                                  const std::function<void(const ChatEvent&)>& on_event, const std::stop_token& stop);

/// It failed because the service refused it before any work (credits, plan, token, rate) or never got it: when the
/// reason is gone it may be said again without asking anybody.
[[nodiscard]] bool was_refused(const jobs::MessageRow& message);

/// What came of a message that was sent before a crash: reads the state as for a lost stream, from where time has come
/// to.
[[nodiscard]] TurnReport recover(const Conversation& with, const jobs::MessageRow& message,
                                 const std::stop_token& stop);

}  // namespace takt::flow
