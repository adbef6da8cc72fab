// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/faults.h"

#include <utility>

namespace takt::server {

const std::vector<FaultName>& fault_names() {
    static const std::vector<FaultName> kNames{
        // Of any request.
        {"cut_before_head", "does what was asked, then resets the connection instead of answering"},
        {"cut_after_bytes", "resets the connection after VALUE bytes of the answer's body"},
        {"delay_ms", "answers VALUE milliseconds late"},
        {"hold", "does what was asked, and never answers"},
        {"split_bytes", "sends the body in writes of VALUE bytes (1 without a value)"},
        {"unavailable_503", "answers 503 and does nothing"},
        {"expired_token", "answers 1001: the token is invalid or expired"},
        {"lost_session", "answers 1002: the session is not found"},
        {"no_credits", "answers 2001: out of credits"},
        {"no_client_id", "answers 400: X-Client-Id is missing"},
        {"rate_limited", "answers 429"},
        {"plan_402", "answers 402: not in the plan"},
        {"strict_status", "sends a business code with the HTTP status that fits it, instead of 200"},
        {"msg_instead_of_message", "names the text of an error 'msg'"},
        {"not_found_detail", "answers 404 {\"detail\":…}, as the agent server does"},
        {"not_found_error", "answers 404 {\"error\":…}, as the agent server in JavaScript does"},
        {"not_found_envelope", "answers 404 in the envelope, with code 1002"},
        {"unprocessable", "answers 422 with a list of complaints"},
        // Of a token.
        {"live_token", "gives the live token again instead of 429"},
        // Of a turn.
        {"keep_alive_form", "keep-alives look like VALUE: empty, space, comment, word, json, event, ping or none"},
        {"keep_alive_ms", "keep-alives come after VALUE idle milliseconds"},
        {"crlf", "lines of the stream end with CR LF"},
        {"merged_writes", "every event of the turn arrives in one write, at its end"},
        {"silent_changed", "the turn edits, and says nothing"},
        {"silent_unchanged", "the turn says nothing and edits nothing"},
        {"deltas", "each paragraph comes as partial events first, then whole"},
        {"deltas_differ", "as deltas, and the whole is not what the parts were"},
        {"thoughts", "a thought precedes the words"},
        {"text_and_call", "text and tool call share an event"},
        {"tool_failure", "a tool reports a failure, and the turn goes on"},
        {"error_frame",
         "an error ends the turn; VALUE after: told as ever first, done: edited unseen, none: not edited"},
        {"error_frame_details", "as error_frame, with error_details"},
        {"error_unescaped", "as error_frame, in text that is no JSON"},
        {"error_event", "as error_frame, as an event with errorCode"},
        {"trailing_apology", "a sentence about a temporary issue follows the words"},
        {"only_apology", "as error_frame, but the only words are about a temporary issue"},
        {"empty_stream", "200 and no event; VALUE done: edited all the same"},
        {"reset_mid_frame", "resets the connection inside the first event; the turn is finished unseen"},
        {"typed_frames", "the stream speaks the other dialect: {\"type\":\"text\",…}"},
        // Of an upload.
        {"not_applied", "session_state_applied is false"},
        {"file_type_4001", "answers 4001: unsupported file"},
        {"file_size_4002", "answers 4002: too large"},
        // Of a state.
        {"big_integers", "the draft holds integers of 19 digits"},
        {"unknown_tracks", "the draft holds a track of an unknown type"},
        {"draft_null", "the draft is null"},
        {"draft_empty", "the draft is {}"},
        {"draft_absent", "there is no draft"},
        // Of a render: submit, poll, download.
        {"shape_b", "the answer stands in {\"success\":…,\"data\":…} and names its address outputUrl"},
        {"no_url", "a completed render names no address"},
        {"duplicate_id", "answers 409: the id was used before"},
        {"render_failed", "says that the render failed"},
        {"slow_render", "says that the render is still processing; TIMES polls of it"},
        {"download_json", "answers a download with JSON that names the address"},
    };
    return kNames;
}

FaultScript::FaultScript(std::vector<Fault> faults) : faults_(std::move(faults)) {}

FaultSet FaultScript::next(const std::string& route) {
    const std::lock_guard lock(mutex_);
    FaultSet set;
    const int of_route = ++seen_[route];
    const int of_any = ++seen_["*"];
    for (const Fault& fault : faults_) {
        if (fault.on != route && fault.on != "*") continue;
        const int number = fault.on == "*" ? of_any : of_route;
        const bool over = fault.times > 0 && number >= fault.first + fault.times;
        if (number >= fault.first && !over) set[fault.what] = fault.value;
    }
    return set;
}

}  // namespace takt::server
