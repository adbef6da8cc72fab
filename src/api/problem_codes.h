// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the contract's error table (section 1.3), for both directions: the service's code, the status that stands
// for it where the body has none, and what it means.
#pragma once

#include "api/problem.h"

#include <array>
#include <optional>

namespace takt::api {

struct ProblemCode {
    Problem::Kind kind;
    int code;
    int status;  ///< of a strict server; 2001 shares 402 with the plan, so no client may read it back from there
};
inline constexpr std::array kProblemCodes{
    ProblemCode{Problem::Kind::Auth, 1001, 401},       ProblemCode{Problem::Kind::NoSession, 1002, 404},
    ProblemCode{Problem::Kind::Plan, 402, 402},        ProblemCode{Problem::Kind::Credits, 2001, 402},
    ProblemCode{Problem::Kind::FileType, 4001, 415},   ProblemCode{Problem::Kind::FileSize, 4002, 413},
    ProblemCode{Problem::Kind::RateLimited, 429, 429},
};

/// What a business code means; absent for one that is not in the table.
[[nodiscard]] constexpr std::optional<Problem::Kind> kind_of_code(int code) {
    if (code == 1010 || code == 1011) return Problem::Kind::Auth;  // the sibling gateway's rejected tokens
    for (const ProblemCode& row : kProblemCodes) {
        if (row.code == code) return row.kind;
    }
    return std::nullopt;
}

[[nodiscard]] constexpr const ProblemCode* row_by_status(int status) {
    for (const ProblemCode& row : kProblemCodes) {
        if (row.status == status) return &row;
    }
    return nullptr;
}

[[nodiscard]] constexpr const ProblemCode* row_by_kind(Problem::Kind kind) {
    for (const ProblemCode& row : kProblemCodes) {
        if (row.kind == kind) return &row;
    }
    return nullptr;
}

}  // namespace takt::api
