// SPDX-License-Identifier: GPL-3.0-or-later
// The render API's bodies (contract, section 10): camelCase, and two shapes of the same answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace takt::api {

struct RenderOrder {
    std::string id;
    std::string session_id;
    std::string draft_json;  ///< inserted and extracted byte for byte: 64-bit integers and decimals stay
    std::string format = "mp4";
    std::string quality = "high";
};
[[nodiscard]] std::string render_order_to_json(const RenderOrder& order);
/// Throws Usage, naming the field.
[[nodiscard]] RenderOrder render_order_from_json(std::string_view body);

/// A: fields at top level, `output.url`. B: {"success":true,"data":{…,"outputUrl":…}}.
enum class RenderShape { A, B };

struct RenderAnswer {
    enum class Phase { Pending, Processing, Completed, Failed, Cancelled };  // unknown words count as Processing
    std::string id;
    Phase phase = Phase::Pending;
    double progress = 0;  ///< 0..1
    std::string url;      ///< empty: fetch by id
    std::optional<double> duration_s;
    std::optional<std::int64_t> size_bytes;
    std::string error;  ///< when Failed
};
[[nodiscard]] std::string render_answer_to_json(const RenderAnswer& answer, RenderShape shape);
/// Of a submit, a poll, a cancel, or a JSON answer to a download.
[[nodiscard]] RenderAnswer render_answer_from_json(std::string_view body);

}  // namespace takt::api
