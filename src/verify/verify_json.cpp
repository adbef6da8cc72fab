// SPDX-License-Identifier: GPL-3.0-or-later
// The document takt.verify/1, see DESIGN section 5.
#include "takt/verify.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <utility>

namespace takt {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "takt.verify/1";

double in_ms(Us time) {
    return static_cast<double>(time.count()) / 1000;
}

/// Hundredths are finer than any meter is.
Json level(const std::optional<double>& db) {
    return db ? Json(std::round(*db * 100) / 100) : Json(nullptr);
}

Json cut_json(const MeasuredCut& cut) {
    return {{"time_ms", in_ms(cut.time)},
            {"beat_ms", cut.beat ? Json(in_ms(*cut.beat)) : Json(nullptr)},
            {"error_ms", in_ms(cut.error)}};
}

}  // namespace

std::string verification_to_json(const Verification& verification) {
    Json checks = Json::array();
    for (const Check& check : verification.checks) {
        checks.push_back({{"name", check.name}, {"ok", check.ok}, {"value", check.value}, {"limit", check.limit}});
    }
    Json cuts = Json::array();
    for (const MeasuredCut& cut : verification.cuts) cuts.push_back(cut_json(cut));
    const Json document = {{"schema", kSchema},
                           {"file", verification.file.string()},
                           {"ok", verification.ok},
                           {"duration_ms", in_ms(verification.duration)},
                           {"frame_rate", verification.rate.fps()},
                           {"checks", std::move(checks)},
                           {"cuts", std::move(cuts)},
                           {"cut_error",
                            {{"max_ms", in_ms(verification.max_cut_error)},
                             {"mean_ms", in_ms(verification.mean_cut_error)},
                             {"within_one_frame", verification.cuts_within_one_frame}}},
                           {"loudness",
                            {{"integrated_lufs", level(verification.integrated_lufs)},
                             {"true_peak_dbtp", level(verification.true_peak_dbtp)}}}};
    // A file's name need not be UTF-8.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace takt
