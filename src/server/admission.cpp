// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admission.h"

#include "api/plain_text.h"
#include "server/answers.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace takt::server {
namespace {

using Kind = Target::Kind;
using Problem = api::Problem;

constexpr std::array<std::string_view, 3> kAttribution{"X-Skill-Source", "X-Skill-Version", "X-Skill-Platform"};

Admission refused(Answer answer) {
    return {.refusal = std::move(answer)};
}

bool asks_as_wanted(const RequestHead& head, const Target& target) {
    return head.method == target.method || (head.method == "HEAD" && target.method == "GET");
}

Answer method_refusal(const Target& target) {
    Answer answer = json_answer(405, detail_body("Method Not Allowed"));
    const std::string allowed = target.method == "GET" ? "GET, HEAD" : target.method;
    std::get<BytesAnswer>(answer.content).headers.push_back({"Allow", allowed});
    return answer;
}

bool is_attributed(const RequestHead& head) {
    return std::ranges::none_of(kAttribution,
                                [&](std::string_view name) { return api::trimmed(head.header(name)).empty(); });
}

bool takes_json_only(Kind kind) {
    return kind == Kind::Claim || kind == Kind::Session || kind == Kind::Turn || kind == Kind::Submit;
}

bool has_fitting_type(const RequestHead& head, Kind kind) {
    const BodyType type = body_type(head);
    if (takes_json_only(kind)) return type == BodyType::Json;
    return kind != Kind::Upload || type != BodyType::Other;
}

bool names_a_session(Kind kind) {
    return kind == Kind::Upload || kind == Kind::State || kind == Kind::UploadedFile;
}

}  // namespace

BodyType body_type(const RequestHead& head) {
    const std::string_view header = head.header("Content-Type");
    const std::string type = api::lower_case(api::trimmed(header.substr(0, header.find(';'))));
    if (type.empty() || type == "application/json") return BodyType::Json;
    return type == "multipart/form-data" ? BodyType::Multipart : BodyType::Other;
}

std::string site_of(const RequestHead& head) {
    const std::string_view host = head.header("Host");
    const bool plain = std::ranges::all_of(host, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view("-.:[]").find(c) != std::string_view::npos;
    });
    return host.empty() || !plain ? std::string() : "http://" + std::string(host);
}

Admission admit(const RequestHead& head, Accounts& accounts, Sessions& sessions, bool strict) {
    auto target = target_of(head.path);
    if (!target) return refused(json_answer(404, detail_body("Not Found")));
    if (!asks_as_wanted(head, *target)) return refused(method_refusal(*target));
    const Kind kind = target->kind;
    Admission admission{.target = std::move(target)};
    if (kind == Kind::RenderedFile) return admission;
    if (kind == Kind::Token) {
        if (is_client_id(head.header("X-Client-Id"))) return admission;
        return refused(problem_answer(Problem::Kind::NoClientId,
                                      "X-Client-Id: is missing, or not 1 to 64 printable characters; send a UUID",
                                      strict));
    }
    const auto user = accounts.user_of(head.header("Authorization"));
    if (!user) {
        return refused(
            problem_answer(Problem::Kind::Auth, "token: is missing, unknown or expired; get a new one", strict));
    }
    admission.user = *user;
    if (kind == Kind::Submit && !is_attributed(head)) {
        return refused(problem_answer(
            Problem::Kind::Plan,
            "render: not in the free plan; send X-Skill-Source, X-Skill-Version and X-Skill-Platform", strict));
    }
    if (names_a_session(kind)) {
        admission.session = sessions.of(*user, admission.target->id);
        if (!admission.session) {
            return refused(problem_answer(Problem::Kind::NoSession, "session: not found; open a new one", strict));
        }
    }
    if (!has_fitting_type(head, kind)) {
        const char* wanted =
            kind == Kind::Upload ? "send multipart/form-data, or URLs as application/json" : "send application/json";
        return refused(json_answer(415, detail_body(std::string("this type of body is not taken; ") + wanted)));
    }
    return admission;
}

}  // namespace takt::server
