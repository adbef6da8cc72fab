// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/turn_manner.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace takt::server {
namespace {

using Ending = TurnManner::Ending;
using Speech = TurnManner::Speech;

struct EndingFault {
    const char* name;
    Ending ending;
};
constexpr std::array kEndings{
    EndingFault{"error_frame", Ending::ErrorFrame},
    EndingFault{"error_frame_details", Ending::DetailedErrorFrame},
    EndingFault{"error_unescaped", Ending::UnescapedErrorFrame},
    EndingFault{"error_event", Ending::ErrorEvent},
    EndingFault{"only_apology", Ending::Apology},
    EndingFault{"empty_stream", Ending::Clean},
};

struct KeepAlive {
    std::string_view form;
    std::string_view frame;
};
constexpr std::array kKeepAlives{
    KeepAlive{"empty", "data:\n\n"},
    KeepAlive{"space", "data: \n\n"},
    KeepAlive{"comment", ": still here\n\n"},
    KeepAlive{"word", "data: heartbeat\n\n"},
    KeepAlive{"json", "data: {\"type\":\"heartbeat\"}\n\n"},
    KeepAlive{"event", "event: heartbeat\ndata: {}\n\n"},
    KeepAlive{"ping", "event: ping\ndata: 1\n\n"},
};

/// Without a value nothing happens but the fault; "done": the edit happens, unseen; "after": it is told as ever first.
void end_badly(TurnManner& manner, Ending ending, const std::string& value) {
    manner.ending = ending;
    manner.edits = !value.empty();
    manner.shown = value == "after";
}

}  // namespace

TurnManner turn_manner(const FaultSet& faults) {
    const auto has = [&](const char* name) { return faults.contains(name); };
    TurnManner manner;
    for (const EndingFault& fault : kEndings) {
        if (has(fault.name)) end_badly(manner, fault.ending, faults.at(fault.name));
    }
    if (has("trailing_apology")) manner.ending = Ending::Apology;
    if (has("silent_changed")) manner.says = false;
    if (has("silent_unchanged")) manner.says = manner.edits = false;
    if (has("deltas")) manner.speech = Speech::Deltas;
    if (has("deltas_differ")) manner.speech = Speech::DeltasThatDiffer;
    if (has("typed_frames")) manner.speech = Speech::TypedFrames;
    manner.thinks = has("thoughts");
    manner.text_beside_call = has("text_and_call");
    manner.tool_fails = has("tool_failure");
    manner.resets_mid_frame = has("reset_mid_frame");
    manner.crlf = has("crlf");
    manner.in_one_write = has("merged_writes");
    if (has("keep_alive_form")) manner.keep_alive = keep_alive_frame(faults.at("keep_alive_form"));
    return manner;
}

std::string keep_alive_frame(std::string_view form) {
    const auto* found = std::ranges::find(kKeepAlives, form, &KeepAlive::form);
    return std::string(found == kKeepAlives.end() ? kKeepAlives.front().frame : found->frame);
}

std::string framed(std::string_view data, bool crlf) {
    return fmt::format("data: {}{}", data, crlf ? "\r\n\r\n" : "\n\n");
}

}  // namespace takt::server
