// SPDX-License-Identifier: GPL-3.0-or-later
// Classification: the body's code, else the status (contract, section 1.3).
#include "api/problem.h"

#include "api/json_reading.h"
#include "api/plain_text.h"
#include "api/problem_codes.h"

#include <algorithm>
#include <cstdint>

namespace takt::api {
namespace {

using Kind = Problem::Kind;

constexpr Names kTexts{"message", "msg", "detail", "error", "reason"};

bool is_success(int status) {
    return status >= 200 && status < 300;
}

/// Their 404 means that there is no such session.
bool is_session_path(Endpoint endpoint) {
    return endpoint == Endpoint::Upload || endpoint == Endpoint::Turn || endpoint == Endpoint::State;
}

/// A render's own failure is an answer, not a refusal: its readers know it.
bool is_render(Endpoint endpoint) {
    return endpoint == Endpoint::RenderSubmit || endpoint == Endpoint::RenderPoll || endpoint == Endpoint::Download;
}

/// One of a validation error's list: "body.session_id: Field required".
std::string validation_text(const Json& item) {
    std::string place;
    const Json& loc = field(item, {"loc"});
    if (loc.is_array()) {
        for (const Json& part : loc) {
            if (!place.empty()) place += '.';
            place += as_text(part).value_or("?");
        }
    }
    const std::string text = text_in(item, {"msg", "message"});
    return place.empty() || text.empty() ? text : place + ": " + text;
}

std::string text_of(const Json& value) {
    if (value.is_object()) return text_in(value, kTexts);
    if (!value.is_array()) return as_text(value).value_or("");
    constexpr std::size_t kMaxItems = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(value.size(), kMaxItems); ++i) {
        const std::string item = value[i].is_object() ? validation_text(value[i]) : as_text(value[i]).value_or("");
        if (!item.empty()) text += (text.empty() ? "" : ", ") + item;
    }
    return text;
}

std::string problem_text(const Json& body) {
    for (const char* name : kTexts) {
        if (std::string text = message_text(text_of(field(body, {name}))); !text.empty()) return text;
    }
    return {};
}

/// Of the envelope; of a refusal also inside the object that a framework puts around it. 0: none.
int service_code(const Json& body, bool refused) {
    const auto code_in = [](const Json& object) {
        const std::optional<std::int64_t> code = as_integer(field(object, {"code"}));
        return code && *code > INT32_MIN && *code < INT32_MAX ? static_cast<int>(*code) : 0;
    };
    int code = code_in(body);
    if (code == 0 && refused) code = code_in(field(body, {"detail", "error"}));
    return code;
}

Kind kind_by_status(Endpoint endpoint, int status) {
    if (status == 400) return endpoint == Endpoint::Token ? Kind::NoClientId : Kind::Refused;
    if (status == 404) return is_session_path(endpoint) ? Kind::NoSession : Kind::NotFound;
    if (const ProblemCode* row = row_by_status(status)) return row->kind;
    return status >= 500 || status < 200 ? Kind::Unavailable : Kind::Refused;
}

Kind kind_by_code(Endpoint endpoint, const Problem& problem) {
    if (const std::optional<Kind> kind = kind_of_code(problem.service_code)) return *kind;
    // Not a code that we know; it may repeat the status, and the status may still say what to do.
    if (problem.service_code >= 400 && problem.service_code < 600) {
        return kind_by_status(endpoint, problem.service_code);
    }
    return is_success(problem.status) ? Kind::Refused : kind_by_status(endpoint, problem.status);
}

/// A 2xx without a code that is no answer all the same.
std::optional<Kind> trouble_in(Endpoint endpoint, const Json& body, const std::string& text) {
    if (endpoint == Endpoint::Turn) {
        const bool no_session = lower_case(text).starts_with("session not found");
        return no_session ? Kind::NoSession : text.empty() ? Kind::Unreadable : Kind::Refused;
    }
    if (is_render(endpoint)) return std::nullopt;
    const Json& success = field(body, {"success"});
    if (success.is_boolean() && !success.get<bool>()) return Kind::Refused;
    const bool only_an_error = !text.empty() && !body.contains("data") && !body.contains("code") &&
                               !field(body, {"detail", "error"}).is_null();
    return only_an_error ? std::optional(Kind::Refused) : std::nullopt;
}

}  // namespace

std::optional<Problem> problem_in(Endpoint endpoint, int status, std::string_view media_type, std::string_view body) {
    const bool success = is_success(status);
    const std::string type = lower_case(trimmed(media_type.substr(0, media_type.find(';'))));
    if (success && endpoint == Endpoint::Turn && type == "text/event-stream") return std::nullopt;
    if (success && endpoint == Endpoint::Download && !type.ends_with("json")) return std::nullopt;

    Problem problem{.kind = Kind::Unreadable, .status = status, .service_code = 0, .text = {}, .endpoint = endpoint};
    const std::optional<Json> json = parse_json(body);
    if (!json || !json->is_object()) {
        // What an answer without a known form holds is nobody's business, if it says yes.
        if (success && endpoint == Endpoint::Other && trimmed(body).empty()) return std::nullopt;
        if (type == "text/plain") problem.text = message_text(body);
        if (!success) problem.kind = kind_by_status(endpoint, status);
        return problem;
    }
    problem.text = problem_text(*json);
    problem.service_code = service_code(*json, !success);
    if (problem.service_code != 0) {
        problem.kind = kind_by_code(endpoint, problem);
        return problem;
    }
    const std::optional<Kind> kind =
        success ? trouble_in(endpoint, *json, problem.text) : kind_by_status(endpoint, status);
    if (!kind) return std::nullopt;
    problem.kind = *kind;
    return problem;
}

}  // namespace takt::api
