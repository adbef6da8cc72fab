// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/render_documents.h"

#include "api/json_reading.h"
#include "api/plain_text.h"
#include "api/raw_json.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace takt::api {
namespace {

using Phase = RenderAnswer::Phase;

struct PhaseName {
    Phase phase;
    std::string_view name;
};
constexpr std::array kPhaseNames{
    PhaseName{Phase::Pending, "pending"},     PhaseName{Phase::Processing, "processing"},
    PhaseName{Phase::Completed, "completed"}, PhaseName{Phase::Failed, "failed"},
    PhaseName{Phase::Cancelled, "cancelled"}, PhaseName{Phase::Cancelled, "canceled"},
};

Phase phase_of(std::string_view status) {
    const std::string word = lower_case(status);
    const auto* found = std::ranges::find(kPhaseNames, word, &PhaseName::name);
    return found == kPhaseNames.end() ? Phase::Processing : found->phase;
}

bool is_false(const Json& value) {
    return value.is_boolean() && !value.get<bool>();
}

/// A text, or an object with a message.
std::string error_text(const Json& error) {
    return message_text(error.is_object() ? text_in(error, {"message", "msg", "detail", "error", "reason"})
                                          : as_text(error).value_or(""));
}

/// What an answer without a status says; absent when that is nothing. A submit may be answered by success alone.
std::optional<Phase> phase_without_status(const Json& body, const RenderAnswer& answer) {
    const Json& success = field(body, {"success"});
    if (is_false(success)) return Phase::Failed;
    if (!answer.url.empty()) return Phase::Completed;
    if (!answer_field(body, {"error"}).is_null()) return Phase::Failed;
    if (success.is_boolean() || as_integer(field(body, {"code"})) == 0) return Phase::Pending;
    return std::nullopt;
}

/// 0..1 of a percentage, or of a ratio: a number with a fraction that is at most 1.
double progress_of(const Json& value) {
    const double number = as_number(value).value_or(0);
    const bool ratio = value.is_number_float() && number <= 1;
    return std::clamp(ratio ? number : number / 100, 0.0, 1.0);
}

std::string url_in(const Json& object) {
    const std::string url = text_in(field(object, {"output"}), {"url"});
    return url.empty() ? text_in(object, {"outputUrl"}) : url;
}

void read_output(const Json& object, RenderAnswer& answer) {
    if (answer.url.empty()) answer.url = url_in(object);
    const Json& output = field(object, {"output"});
    const auto quantity = [&](const char* name) -> const Json& {
        const Json& inside = field(output, {name});
        return inside.is_null() ? field(object, {name}) : inside;
    };
    if (const auto duration = as_number(quantity("duration")); !answer.duration_s && duration && *duration >= 0) {
        answer.duration_s = duration;
    }
    if (const auto size = as_integer(quantity("size")); !answer.size_bytes && size && *size >= 0) {
        answer.size_bytes = size;
    }
}

std::string failure_text(const Json& body) {
    for (const Json* place : {&payload(body), &body}) {
        if (std::string text = error_text(field(*place, {"error"})); !text.empty()) return text;
    }
    return message_text(text_in(body, {"message", "msg"}));
}

std::string text_of(const Json& json, Names names, std::string_view name) {
    std::string text = text_in(json, names);
    if (text.empty()) throw_bad_field(name, "a text");
    return text;
}

}  // namespace

std::string render_order_to_json(const RenderOrder& order) {
    std::string body = dumped(OrderedJson{{"id", order.id}, {"sessionId", order.session_id}});
    add_raw_member(body, "draft", order.draft_json);
    add_member(body, "output", dumped(OrderedJson{{"format", order.format}, {"quality", order.quality}}));
    return body;
}

RenderOrder render_order_from_json(std::string_view body) {
    const Json json = parse_order(body, "render");
    RenderOrder order;
    order.id = text_of(json, {"id"}, "id");
    order.session_id = text_of(json, {"sessionId", "session_id"}, "sessionId");
    if (!field(json, {"draft"}).is_object()) throw_bad_field("draft", "an object");
    order.draft_json = raw_member(body, std::array<std::string_view, 1>{"draft"}).value_or("");
    const Json& output = field(json, {"output"});
    if (output.is_null()) return order;
    if (!output.is_object()) throw_bad_field("output", "an object");
    if (!field(output, {"format"}).is_null()) order.format = text_of(output, {"format"}, "output.format");
    if (!field(output, {"quality"}).is_null()) order.quality = text_of(output, {"quality"}, "output.quality");
    return order;
}

std::string render_answer_to_json(const RenderAnswer& answer, RenderShape shape) {
    const bool nested = shape == RenderShape::B;
    OrderedJson json;
    json[nested ? "id" : "taskId"] = answer.id;
    json["status"] = std::ranges::find(kPhaseNames, answer.phase, &PhaseName::phase)->name;
    json["progress"] = std::lround(std::clamp(answer.progress, 0.0, 1.0) * 100);
    OrderedJson output = OrderedJson::object();
    if (!answer.url.empty()) (nested ? json["outputUrl"] : output["url"]) = answer.url;
    if (answer.duration_s) (nested ? json : output)["duration"] = *answer.duration_s;
    if (answer.size_bytes) (nested ? json : output)["size"] = *answer.size_bytes;
    if (!output.empty()) json["output"] = std::move(output);
    if (answer.phase == Phase::Failed) json["error"] = answer.error;
    return dumped(nested ? OrderedJson{{"success", true}, {"data", std::move(json)}} : json);
}

RenderAnswer render_answer_from_json(std::string_view body) {
    const Json json = parse_answer(body, "render");
    const Json& inner = payload(json);
    RenderAnswer answer;
    answer.id = text_in(inner, {"id", "taskId"});
    if (answer.id.empty()) answer.id = text_in(json, {"id", "taskId"});
    for (const Json* place : {&inner, &json}) read_output(*place, answer);
    const Json& status = answer_field(json, {"status"});
    const std::optional<Phase> phase =
        status.is_string() ? phase_of(status.get<std::string>()) : phase_without_status(json, answer);
    if (!phase) throw_missing("render", "status");
    answer.phase = is_false(field(json, {"success"})) ? Phase::Failed : *phase;
    answer.progress = answer.phase == Phase::Completed ? 1 : progress_of(answer_field(json, {"progress"}));
    if (answer.phase == Phase::Failed) answer.error = failure_text(json);
    return answer;
}

}  // namespace takt::api
