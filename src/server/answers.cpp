// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/answers.h"

#include <utility>

namespace takt::server {

Answer json_answer(int status, std::string body) {
    BytesAnswer answer;
    answer.status = status;
    answer.body = std::move(body);
    return {.content = std::move(answer)};
}

Answer problem_answer(api::Problem::Kind kind, std::string text, bool strict) {
    api::ProblemAnswer answer = api::problem_answer({.kind = kind, .text = std::move(text)}, strict);
    return json_answer(answer.status, std::move(answer.body));
}

Answer problem_answer(const Error& error, bool strict) {
    api::ProblemAnswer answer = api::problem_answer(api::problem_of(error), strict);
    return json_answer(answer.status, std::move(answer.body));
}

}  // namespace takt::server
