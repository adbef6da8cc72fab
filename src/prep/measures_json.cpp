// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"
#include "takt/picture_measures.h"

#include <nlohmann/json.hpp>

namespace takt {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "takt.measures/1";

/// Four places are finer than the eye, and keep the file small and the same everywhere.
double rounded(double value) {
    return static_cast<double>(static_cast<long>(value * 10'000 + 0.5)) / 10'000;
}

}  // namespace

std::string measures_to_json(const PictureMeasures& measures) {
    Json list = Json::array();
    for (const PictureSecond& second : measures.seconds) {
        list.push_back({{"brightness", rounded(second.brightness)},
                        {"motion", rounded(second.motion)},
                        {"sharpness", rounded(second.sharpness)},
                        {"black", second.black},
                        {"frozen", second.frozen},
                        {"shake", rounded(second.shake)},
                        {"scene_change", second.scene_change},
                        {"subject_x", rounded(second.subject_x)},
                        {"subject_y", rounded(second.subject_y)}});
    }
    return Json{{"schema", kSchema}, {"measuring", kMeasuringVersion}, {"seconds", list}}.dump(1);
}

PictureMeasures measures_from_json(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("schema", "") != kSchema || !json.contains("seconds") ||
        !json["seconds"].is_array()) {
        throw Error(ErrorCode::Corrupt,
                    "picture measures: not a takt.measures/1 document; delete it and run prep again");
    }
    PictureMeasures measures;
    const auto measuring = json.find("measuring");
    measures.measuring = measuring != json.end() && measuring->is_number_integer() ? measuring->get<int>() : 0;
    for (const Json& second : json["seconds"]) {
        if (!second.is_object()) continue;
        const auto number = [&](const char* key) {
            const auto found = second.find(key);
            return found != second.end() && found->is_number() ? found->get<double>() : 0.0;
        };
        const auto flag = [&](const char* key) {
            const auto found = second.find(key);
            return found != second.end() && found->is_boolean() && found->get<bool>();
        };
        measures.seconds.push_back({number("brightness"), number("motion"), number("sharpness"), flag("black"),
                                    flag("frozen"), number("shake"), flag("scene_change"), number("subject_x"),
                                    number("subject_y")});
    }
    return measures;
}

}  // namespace takt
