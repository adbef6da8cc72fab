// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer that is no success means (contract, section 1.3), and how our server says the same.
#pragma once

#include "takt/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace takt::api {

/// Which part of the service was asked: a 404 means "no such session" on some of its paths.
enum class Endpoint { Token, Session, Claim, Upload, Turn, State, Credits, RenderSubmit, RenderPoll, Download, Other };

struct Problem {
    enum class Kind {
        Auth,         ///< 1001, 1010, 1011, 401: renew the token once
        NoSession,    ///< 1002, 404 on a session path
        Credits,      ///< 2001
        FileType,     ///< 4001, 415
        FileSize,     ///< 4002, 413
        NoClientId,   ///< 400 of the token endpoint
        Plan,         ///< 402: never retry
        RateLimited,  ///< 429: wait 30 s, retry once
        NotFound,     ///< another 404
        Refused,      ///< another 4xx, or an unknown business code: permanent
        Unavailable,  ///< 5xx
        Unreadable,   ///< a 2xx whose body is not what the endpoint promises
    };
    Kind kind = Kind::Refused;
    int status = 0;        ///< HTTP
    int service_code = 0;  ///< the body's `code`; 0 when it has none
    std::string text;      ///< from message, msg, detail, error or reason; printable, at most 300 bytes; may be empty
    Endpoint endpoint = Endpoint::Other;  ///< what was asked: the next step depends on it
};

/// The body's own non-zero `code` wins over the status. Absent: the answer is a success.
[[nodiscard]] std::optional<Problem> problem_in(Endpoint endpoint, int status, std::string_view media_type,
                                                std::string_view body);
/// Our error for it: code from the table, a message with the next step. `subject` is what was asked ("upload
/// clip.mp4").
[[nodiscard]] Error error_of(const Problem& problem, std::string_view subject);

/// How our server answers an error: the envelope, and the status that goes with it. Leniently, the service's own codes
/// (1001 to 4002) travel on a 200, and 400, 402, 404, 429 and the like are statuses; strictly, every code has its
/// status.
struct ProblemAnswer {
    int status = 200;
    std::string body;
};
[[nodiscard]] ProblemAnswer problem_answer(const Problem& problem, bool strict);
/// The problem that our own error is to a client. NotFound stays NotFound: the caller knows whether it was a session.
[[nodiscard]] Problem problem_of(const Error& error);

}  // namespace takt::api
