// SPDX-License-Identifier: GPL-3.0-or-later
// The bodies of the service's requests and answers as plain values, written and read by one pair of functions each:
// what the server writes is what the client reads. Readers are tolerant as the contract demands (fields of `data` at
// top level, unknown keys, other names of the same field). An answer (…Grant, …Answer) that cannot be used is
// Error{Network}, since what came of the request is unknown; an order that cannot be used is Error{Usage}, naming the
// field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace takt::api {

struct TokenGrant {
    std::string token;
    std::string user_id;     ///< "anon_…"; may be empty
    std::string expires_at;  ///< RFC 3339 UTC; may be empty
    std::int64_t credits = 0;
};
[[nodiscard]] std::string token_grant_to_json(const TokenGrant& grant);
[[nodiscard]] TokenGrant token_grant_from_json(std::string_view body);

struct SessionOrder {
    std::string task_name = "project";
    std::string language;  ///< BCP 47, "en", "zh-CN"; empty: left out
};
[[nodiscard]] std::string session_order_to_json(const SessionOrder& order);
[[nodiscard]] SessionOrder session_order_from_json(std::string_view body);

struct SessionGrant {
    std::string task_id;
    std::string session_id;
    std::string user_id;  ///< may be empty
};
[[nodiscard]] std::string session_grant_to_json(const SessionGrant& grant);
[[nodiscard]] SessionGrant session_grant_from_json(std::string_view body);

struct ClaimOrder {
    std::string task_id;
    std::string session_id;
};
[[nodiscard]] std::string claim_order_to_json(const ClaimOrder& order);
[[nodiscard]] ClaimOrder claim_order_from_json(std::string_view body);

struct ClaimGrant {
    std::string claim_token;
    std::int64_t expires_in_s = 0;
};
[[nodiscard]] std::string claim_grant_to_json(const ClaimGrant& grant);
[[nodiscard]] ClaimGrant claim_grant_from_json(std::string_view body);

struct MediaFile {
    std::string filename;
    std::string file_type;  ///< "video", "image", "audio"
    std::string cdn_url;
    std::optional<double> duration_s;  ///< absent for images
    std::optional<int> width;          ///< absent for audio
    std::optional<int> height;
    std::optional<double> fps;
    std::string hash;  ///< may be empty
};
struct UploadAnswer {
    std::vector<MediaFile> files;  ///< in the order of the request
    bool session_state_applied = true;
};
[[nodiscard]] std::string upload_answer_to_json(const UploadAnswer& answer);
[[nodiscard]] UploadAnswer upload_answer_from_json(std::string_view body);

struct UrlUpload {
    std::vector<std::string> urls;
};
[[nodiscard]] std::string url_upload_to_json(const UrlUpload& upload);
[[nodiscard]] UrlUpload url_upload_from_json(std::string_view body);

struct StateAnswer {
    std::string session_id;
    std::string task_id;
    std::string task_name;
    std::string user_id;  ///< for the registration link; may be empty
    std::vector<MediaFile> media;
    std::string draft_json;      ///< the JSON value exactly as received; empty for null, {} and absent
    std::string generated_json;  ///< state.generated_media likewise
    std::string canvas_json;     ///< state.canvas_config likewise
};
[[nodiscard]] std::string state_answer_to_json(const StateAnswer& answer);
[[nodiscard]] StateAnswer state_answer_from_json(std::string_view body);

struct CreditsAnswer {
    std::int64_t available = 0;
    std::int64_t frozen = 0;
    [[nodiscard]] std::int64_t total() const { return available + frozen; }
};
[[nodiscard]] std::string credits_answer_to_json(const CreditsAnswer& answer);
[[nodiscard]] CreditsAnswer credits_answer_from_json(std::string_view body);

struct TurnOrder {
    std::string session_id;
    std::string text;
    bool streaming = false;  ///< the answer's text in deltas, then whole
};
[[nodiscard]] std::string turn_order_to_json(const TurnOrder& order);
/// snake_case or camelCase. Throws Usage for a body that is no turn; the message is the `msg` of a 422.
[[nodiscard]] TurnOrder turn_order_from_json(std::string_view body);

}  // namespace takt::api
