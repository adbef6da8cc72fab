// SPDX-License-Identifier: GPL-3.0-or-later
// The forms an answer without media has: a JSON body, the envelope of a problem, and the three forms of errors that
// stand outside the envelope. Pure.
#pragma once

#include "takt/error.h"

#include "api/problem.h"
#include "server/http.h"

#include <string>
#include <string_view>

namespace takt::server {

[[nodiscard]] Answer json_answer(int status, std::string body);
/// In the envelope; `text` reads "subject: what is wrong; what to do next".
[[nodiscard]] Answer problem_answer(api::Problem::Kind kind, std::string text, bool strict);
[[nodiscard]] Answer problem_answer(const Error& error, bool strict);

/// {"detail":"…"}: as the agent server says it.
[[nodiscard]] std::string detail_body(std::string_view text);
/// {"detail":[{"type":…,"loc":["body"],"msg":"…"}]}, the body of a 422.
[[nodiscard]] std::string validation_body(std::string_view text);
/// {"error":"…"}
[[nodiscard]] std::string error_body(std::string_view text);
/// {"success":false,"error":"…"}: as the render service says it.
[[nodiscard]] std::string failure_body(std::string_view text);

}  // namespace takt::server
