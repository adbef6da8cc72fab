// SPDX-License-Identifier: GPL-3.0-or-later
// How a turn is told. Without faults: what the editor does and says, one event after the other. Each fault of the turn
// changes one of these fields. Pure.
#pragma once

#include "server/faults.h"

#include <string>
#include <string_view>

namespace takt::server {

struct TurnManner {
    enum class Speech { Whole, Deltas, DeltasThatDiffer, TypedFrames };
    enum class Ending { Clean, ErrorFrame, DetailedErrorFrame, UnescapedErrorFrame, ErrorEvent, Apology };
    bool edits = true;  ///< the editor is asked at all
    bool shown = true;  ///< what it does and says reaches the client
    bool says = true;   ///< its words do
    Speech speech = Speech::Whole;
    bool thinks = false;
    bool text_beside_call = false;
    bool tool_fails = false;
    bool resets_mid_frame = false;  ///< before the editor is asked; the turn goes on unseen
    Ending ending = Ending::Clean;
    bool crlf = false;
    bool in_one_write = false;
    std::string keep_alive;  ///< sent once before everything else; empty: none
};

[[nodiscard]] TurnManner turn_manner(const FaultSet& faults);

/// The bytes of a keep-alive by the name of its form: empty, space, comment, word, json, event, ping. Anything else is
/// the first.
[[nodiscard]] std::string keep_alive_frame(std::string_view form);

/// One event: "data: …" and an empty line, or with CR LF.
[[nodiscard]] std::string framed(std::string_view data, bool crlf);

}  // namespace takt::server
