// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/fault_effects.h"

#include "server/answers.h"
#include "server/turn_manner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <variant>

namespace takt::server {
namespace {

using Kind = api::Problem::Kind;

struct ProblemFault {
    const char* name;
    Kind kind;
};
constexpr std::array kProblems{
    ProblemFault{"expired_token", Kind::Auth},       ProblemFault{"lost_session", Kind::NoSession},
    ProblemFault{"no_credits", Kind::Credits},       ProblemFault{"no_client_id", Kind::NoClientId},
    ProblemFault{"rate_limited", Kind::RateLimited}, ProblemFault{"plan_402", Kind::Plan},
    ProblemFault{"file_type_4001", Kind::FileType},  ProblemFault{"file_size_4002", Kind::FileSize},
};

std::int64_t number_of(const FaultSet& faults, const char* name, std::int64_t otherwise) {
    const auto found = faults.find(name);
    if (found == faults.end()) return otherwise;
    std::int64_t number = otherwise;
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
    return number;
}

void disturb_stream(StreamAnswer& stream, const FaultSet& faults) {
    stream.keep_alive_every = Ms{number_of(faults, "keep_alive_ms", stream.keep_alive_every.count())};
    const auto form = faults.find("keep_alive_form");
    if (form == faults.end()) return;
    stream.keep_alive = form->second == "none" ? std::string() : keep_alive_frame(form->second);
}

void disturb_bytes(BytesAnswer& answer, const FaultSet& faults) {
    if (faults.contains("msg_instead_of_message")) answer.body = with_msg(answer.body);
    if (faults.contains("not_applied")) answer.body = not_applied(answer.body);
    answer.body = with_odd_draft(answer.body, faults);
}

void disturb_delivery(Delivery& delivery, const FaultSet& faults) {
    constexpr Ms kForEver = std::chrono::hours{24};
    delivery.delay = faults.contains("hold") ? kForEver : Ms{number_of(faults, "delay_ms", 0)};
    delivery.cut_before_head = faults.contains("cut_before_head");
    if (faults.contains("cut_after_bytes")) delivery.cut_after_bytes = number_of(faults, "cut_after_bytes", 0);
    if (faults.contains("split_bytes"))
        delivery.write_size_bytes = std::max<std::int64_t>(number_of(faults, "split_bytes", 1), 1);
}

}  // namespace

std::optional<Answer> answer_instead(const FaultSet& faults, bool strict) {
    const auto has = [&](const char* name) { return faults.contains(name); };
    if (has("unavailable_503")) return json_answer(503, detail_body("the service is being restarted"));
    for (const ProblemFault& fault : kProblems) {
        if (has(fault.name)) return problem_answer(fault.kind, {}, strict);
    }
    if (has("not_found_detail")) return json_answer(404, detail_body("Session not found"));
    if (has("not_found_error")) return json_answer(404, error_body("Session not found"));
    if (has("not_found_envelope")) return problem_answer(Kind::NoSession, {}, true);
    if (has("unprocessable")) return json_answer(422, validation_body("Field required"));
    if (has("duplicate_id")) return json_answer(409, failure_body("render: the id was used before; choose another"));
    return std::nullopt;
}

void disturb(Answer& answer, const FaultSet& faults) {
    if (faults.empty()) return;
    if (auto* stream = std::get_if<StreamAnswer>(&answer.content)) disturb_stream(*stream, faults);
    if (auto* bytes = std::get_if<BytesAnswer>(&answer.content)) disturb_bytes(*bytes, faults);
    disturb_delivery(answer.delivery, faults);
}

}  // namespace takt::server
