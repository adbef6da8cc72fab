// SPDX-License-Identifier: GPL-3.0-or-later
// The stream of one turn, from data fields of server-sent events to what a person should see (contract, section 6):
// every dialect, keep-alive form and error form, and each text exactly once.
#pragma once

#include "api/turn_text.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace takt::api {

struct TurnEvent {
    enum class Kind {
        Text,       ///< to print as it is
        ToolBegun,  ///< `text` is the tool's name; once per call id
        ToolEnded,
        KeepAlive,
        DraftChanged,  ///< a stateDelta with a draft: the edit has happened
        Failure,       ///< `text` says why
        Ignored,       ///< substantive, but nothing to show (thoughts, metadata)
    };
    Kind kind = Kind::Ignored;
    std::string text;
    bool operator==(const TurnEvent&) const = default;
};

class TurnReader {
public:
    /// One server-sent event; `name` is its `event` field. `unterminated`: its blank line never came.
    [[nodiscard]] std::vector<TurnEvent> read(std::string_view name, std::string_view data, bool unterminated = false);
    /// What is still held back when the stream has ended: a trailing apology after other text is dropped, alone it is
    /// the failure.
    [[nodiscard]] std::vector<TurnEvent> finish();

    /// An event broke off in the middle: the stream is cut off even if the transport saw a clean end.
    [[nodiscard]] bool broken() const { return broken_; }
    /// Text that was shown, or a draft that changed.
    [[nodiscard]] bool something_happened() const { return text_.shown_anything() || draft_changed_; }

    /// More calls than that in one turn are no turn: the stream counts as broken.
    static constexpr std::size_t kMaxCalls = 10'000;

private:
    struct Frame;  // one decoded event, and what has come of it
    void read_typed(Frame& frame);
    void read_event(Frame& frame);
    void read_text(Frame& frame, const std::string& author, bool partial);
    void read_tools(Frame& frame, bool partial);
    void tool(Frame& frame, TurnEvent::Kind kind, const std::string& id, const std::string& name);
    void fail(Frame& frame, std::string why);

    TurnText text_;
    std::set<std::string> calls_;  // begun and ended ones
    bool broken_ = false;
    bool failed_ = false;
    bool draft_changed_ = false;
};

}  // namespace takt::api
