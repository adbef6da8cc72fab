// SPDX-License-Identifier: GPL-3.0-or-later
// What a problem is to a person: our error code, what happened, and the next step.
#include "api/problem.h"

#include <fmt/format.h>

namespace takt::api {
namespace {

using Kind = Problem::Kind;

struct Wording {
    ErrorCode code;
    std::string_view what;
    std::string_view next_step;
};

Wording rate_wording(Endpoint endpoint) {
    if (endpoint == Endpoint::Token) {
        return {ErrorCode::RateLimited, "the service gives one anonymous token per client in 7 days",
                "use the token that you have, or set NEMO_TOKEN to one of your own account"};
    }
    return {ErrorCode::RateLimited, "the service is asked too often", "wait 30 seconds, then run it again"};
}

Wording refused_wording(int status) {
    if (status == 403) {
        return {ErrorCode::Auth, "the token does not allow this",
                "set NEMO_TOKEN to one with the scopes read, write, upload and render"};
    }
    return {ErrorCode::Usage, "the service refuses the request", "change it, or work here with --backend local"};
}

Wording wording_of(const Problem& problem) {
    switch (problem.kind) {
        case Kind::Auth:
            return {ErrorCode::Auth, "the token is invalid or has expired",
                    "check NEMO_TOKEN, or unset it to get an anonymous token"};
        case Kind::NoSession:
            return {ErrorCode::NotFound, "the service does not know this session",
                    "start a new one by uploading the files again"};
        case Kind::Credits:
            return {ErrorCode::Credits, "the credits are used up", "top up, or work here with --backend local"};
        case Kind::FileType:
            return {ErrorCode::UnsupportedFormat, "the service does not accept this type of file",
                    "use mp4 mov avi webm mkv, jpg png gif webp, or mp3 wav m4a aac"};
        case Kind::FileSize:
            return {ErrorCode::TooLarge, "the file is larger than the service accepts, 500 MB",
                    "trim or compress it with `takt prep`"};
        case Kind::NoClientId:
            return {ErrorCode::Auth, "the service misses the client id", "set NEMO_CLIENT_ID to a UUID of your own"};
        case Kind::Plan:
            return {ErrorCode::Plan, "the plan of this account does not include it; more credits do not help",
                    "render the same draft here with --fallback local, or upgrade the plan"};
        case Kind::RateLimited: return rate_wording(problem.endpoint);
        case Kind::NotFound:
            return {ErrorCode::NotFound, "the service does not know it", "check the id, and NEMO_API_URL"};
        case Kind::Refused: return refused_wording(problem.status);
        case Kind::Unavailable:
            return {ErrorCode::Network, "the service is not available now", "try again in a minute"};
        case Kind::Unreadable: break;
    }
    return {ErrorCode::Network, "the service's answer cannot be read", "check NEMO_API_URL, or try again in a minute"};
}

/// " (HTTP 402, code 2001: the service's own words)"
std::string evidence(const Problem& problem) {
    std::string text;
    if (problem.status != 0) text = fmt::format("HTTP {}", problem.status);
    if (problem.service_code != 0 && problem.service_code != problem.status) {
        text += fmt::format("{}code {}", text.empty() ? "" : ", ", problem.service_code);
    }
    if (!problem.text.empty()) text += (text.empty() ? "" : ": ") + problem.text;
    return text.empty() ? text : fmt::format(" ({})", text);
}

}  // namespace

Error error_of(const Problem& problem, std::string_view subject) {
    const Wording wording = wording_of(problem);
    return {wording.code, fmt::format("{}: {}{}; {}", subject, wording.what, evidence(problem), wording.next_step)};
}

}  // namespace takt::api
