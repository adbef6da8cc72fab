// SPDX-License-Identifier: GPL-3.0-or-later
// The other direction: what our server answers when something went wrong.
#include "api/json_reading.h"
#include "api/plain_text.h"
#include "api/problem_codes.h"
#include "base/error_table.h"

namespace takt::api {
namespace {

using Kind = Problem::Kind;

bool is_error_status(int status) {
    return status >= 400 && status < 600;
}

/// The status of a problem that has no code of its own.
int plain_status(const Problem& problem) {
    switch (problem.kind) {
        case Kind::NoClientId: return 400;
        case Kind::NotFound: return 404;
        case Kind::Unreadable: return 502;
        case Kind::Unavailable: return problem.status >= 500 && problem.status < 600 ? problem.status : 503;
        default: return problem.status >= 400 && problem.status < 500 ? problem.status : 400;
    }
}

std::string_view plain_text(Kind kind) {
    switch (kind) {
        case Kind::Auth: return "token invalid or expired";
        case Kind::NoSession: return "session not found";
        case Kind::Credits: return "out of credits";
        case Kind::FileType: return "unsupported file";
        case Kind::FileSize: return "file too large";
        case Kind::NoClientId: return "X-Client-Id is missing";
        case Kind::Plan: return "export is not in the free plan";
        case Kind::RateLimited: return "rate limited";
        case Kind::NotFound: return "not found";
        case Kind::Refused: return "bad request";
        case Kind::Unavailable: return "service unavailable";
        case Kind::Unreadable: break;
    }
    return "bad gateway";
}

/// A path in a message shows only its last part: the folders are nobody's business.
std::string without_folders(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" '\"(),;"), text.size());
        const std::string_view word = text.substr(0, end);
        result += word.starts_with('/') ? word.substr(word.rfind('/') + 1) : word;
        if (end < text.size()) result += text[end];
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

}  // namespace

ProblemAnswer problem_answer(const Problem& problem, bool strict) {
    const ProblemCode* row = row_by_kind(problem.kind);
    const int table_status = row != nullptr ? row->status : plain_status(problem);
    const int table_code = row != nullptr ? row->code : table_status;
    const int code = problem.service_code != 0 ? problem.service_code : table_code;
    const std::string text = problem.text.empty() ? std::string(plain_text(problem.kind)) : problem.text;
    const OrderedJson body{{"code", code}, {"message", text}, {"data", nullptr}};
    // A business code travels on a 200; a code that is a status is sent as one.
    return {.status = strict || is_error_status(code) ? table_status : 200, .body = dumped(body)};
}

Problem problem_of(const Error& error) {
    const ErrorRow& row = error_row(error.code());
    Problem problem{.kind = Kind::Refused,
                    .status = row.http_status,
                    .service_code = row.service_code.value_or(0),
                    .text = message_text(without_folders(error.what())),
                    .endpoint = Endpoint::Other};
    if (const std::optional<Kind> kind = kind_of_code(problem.service_code)) {
        problem.kind = *kind;
    } else if (error.code() == ErrorCode::NotFound) {
        problem.kind = Kind::NotFound;
    } else if (row.http_status >= 500 || error.code() == ErrorCode::Interrupted) {
        problem.kind = Kind::Unavailable;
    }
    // What went wrong with our own machine is for our log.
    const bool ours = error.code() == ErrorCode::Internal || error.code() == ErrorCode::DiskFull ||
                      error.code() == ErrorCode::Permission || error.code() == ErrorCode::Busy;
    if (ours) problem.text = row.name;
    return problem;
}

}  // namespace takt::api
