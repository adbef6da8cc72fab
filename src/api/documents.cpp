// SPDX-License-Identifier: GPL-3.0-or-later
// Token, session, claim and credits; media, state and turns have their own files.
#include "api/documents.h"

#include "api/json_reading.h"

#include <algorithm>

namespace takt::api {
namespace {

constexpr std::int64_t kMaxCredits = 1'000'000'000'000'000;  // a sum of two stays far from the end of the type

std::int64_t credits_in(const Json& body, Names names) {
    return std::clamp<std::int64_t>(as_integer(answer_field(body, names)).value_or(0), 0, kMaxCredits);
}

std::string answer_text(const Json& body, Names names) {
    return as_text(answer_field(body, names)).value_or("");
}

std::string needed_text(const Json& body, std::string_view subject, const char* name) {
    std::string text = answer_text(body, {name});
    if (text.empty()) throw_missing(subject, name);
    return text;
}

}  // namespace

std::string token_grant_to_json(const TokenGrant& grant) {
    OrderedJson data{{"token", grant.token}};
    if (!grant.user_id.empty()) data["user_id"] = grant.user_id;
    if (!grant.expires_at.empty()) data["expires_at"] = grant.expires_at;
    data["credits"] = grant.credits;
    return enveloped(dumped(data));
}

TokenGrant token_grant_from_json(std::string_view body) {
    const Json json = parse_answer(body, "token");
    return {.token = needed_text(json, "token", "token"),
            .user_id = answer_text(json, {"user_id"}),
            .expires_at = answer_text(json, {"expires_at"}),
            .credits = credits_in(json, {"credits"})};
}

std::string session_order_to_json(const SessionOrder& order) {
    OrderedJson json{{"task_name", order.task_name}};
    if (!order.language.empty()) json["language"] = order.language;
    return dumped(json);
}

SessionOrder session_order_from_json(std::string_view body) {
    SessionOrder order;
    if (body.empty()) return order;
    const Json json = parse_order(body, "session");
    if (std::string name = text_in(json, {"task_name"}); !name.empty()) order.task_name = std::move(name);
    order.language = text_in(json, {"language"});
    return order;
}

std::string session_grant_to_json(const SessionGrant& grant) {
    OrderedJson data{{"task_id", grant.task_id}, {"session_id", grant.session_id}};
    if (!grant.user_id.empty()) data["user_id"] = grant.user_id;
    return enveloped(dumped(data));
}

SessionGrant session_grant_from_json(std::string_view body) {
    const Json json = parse_answer(body, "session");
    return {.task_id = answer_text(json, {"task_id"}),
            .session_id = needed_text(json, "session", "session_id"),
            .user_id = answer_text(json, {"user_id"})};
}

std::string claim_order_to_json(const ClaimOrder& order) {
    return dumped(OrderedJson{{"task_id", order.task_id}, {"session_id", order.session_id}});
}

ClaimOrder claim_order_from_json(std::string_view body) {
    const Json json = parse_order(body, "claim");
    ClaimOrder order{.task_id = text_in(json, {"task_id"}), .session_id = text_in(json, {"session_id"})};
    if (order.session_id.empty()) throw_bad_field("session_id", "a text");
    return order;
}

std::string claim_grant_to_json(const ClaimGrant& grant) {
    return enveloped(dumped(OrderedJson{{"claim_token", grant.claim_token}, {"expires_in", grant.expires_in_s}}));
}

ClaimGrant claim_grant_from_json(std::string_view body) {
    const Json json = parse_answer(body, "browser link");
    const std::int64_t expires_in_s = as_integer(answer_field(json, {"expires_in"})).value_or(0);
    return {.claim_token = needed_text(json, "browser link", "claim_token"),
            .expires_in_s = std::max<std::int64_t>(expires_in_s, 0)};
}

std::string credits_answer_to_json(const CreditsAnswer& answer) {
    return enveloped(
        dumped(OrderedJson{{"available", answer.available}, {"frozen", answer.frozen}, {"total", answer.total()}}));
}

CreditsAnswer credits_answer_from_json(std::string_view body) {
    const Json json = parse_answer(body, "credits");
    return {.available = credits_in(json, {"available"}), .frozen = credits_in(json, {"frozen"})};
}

}  // namespace takt::api
