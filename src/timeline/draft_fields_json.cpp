// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/draft_fields_json.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>

namespace takt::timeline {
namespace {

/// 30 years: far beyond any video, far below an overflow. A service's epoch timestamps are not times on a timeline.
constexpr double kLimitMs = 1e12;

bool is_filled_string(const Json& value) {
    return value.is_string() && !value.get_ref<const std::string&>().empty();
}

/// Tries the names in order; only the first, which is ours, is strict.
template <typename Fits>
Json take_first(Fields& fields, Fields& meta, std::span<const FieldName> names, const char* expected, Fits fits) {
    for (const FieldName& name : names) {
        Fields& from = name.in_meta ? meta : fields;
        Json value = from.take_if(name.key, fits);
        if (!value.is_null()) return value;
        if (&name == names.data() && from.has(name.key)) from.fail(name.key, expected);
    }
    return nullptr;
}

}  // namespace

bool is_ms(const Json& value) {
    return value.is_number() && std::abs(value.get<double>()) <= kLimitMs;
}

Ms as_ms(const Json& value) {
    return value.is_number_integer() ? Ms{value.get<std::int64_t>()} : Ms{std::llround(value.get<double>())};
}

Fields::Fields(Json object, std::string place) : object_(std::move(object)), place_(std::move(place)) {
    if (object_.is_null()) object_ = Json::object();
    if (object_.is_object()) return;
    throw Error(ErrorCode::Corrupt, fmt::format("{}: expected an object; fetch or make the draft again", place_));
}

void Fields::fail(const char* key, const char* expected) const {
    throw Error(ErrorCode::Corrupt,
                fmt::format("{}.{}: expected {}; fetch or make the draft again", place_, key, expected));
}

Json Fields::take(const char* key) {
    Json value = std::move(object_[key]);
    object_.erase(key);
    return value;
}

std::optional<Ms> Fields::take_ms(const char* key) {
    if (!has(key)) return std::nullopt;
    if (!is_ms(object_[key])) fail(key, "a number of milliseconds");
    return as_ms(take(key));
}

std::optional<int> Fields::take_int(const char* key) {
    if (!has(key)) return std::nullopt;
    if (!object_[key].is_number_integer() || !is_ms(object_[key])) fail(key, "a number");
    const auto value = object_[key].get<std::int64_t>();
    if (value > std::numeric_limits<int>::max() || value < std::numeric_limits<int>::min()) fail(key, "a small number");
    take(key);
    return static_cast<int>(value);
}

std::optional<std::string> Fields::take_string(const char* key) {
    if (!has(key)) return std::nullopt;
    if (!object_[key].is_string()) fail(key, "a string");
    return take(key).get<std::string>();
}

Json Fields::take_array(const char* key) {
    if (!has(key)) return Json::array();
    if (!object_[key].is_array()) fail(key, "an array");
    return take(key);
}

Json Fields::take_object(const char* key) {
    if (!has(key)) return Json::object();
    if (!object_[key].is_object()) fail(key, "an object");
    return take(key);
}

std::string Fields::unknown() {
    return object_.empty() ? std::string() : object_.dump();
}

std::string Fields::unknown(Fields meta) {
    if (!meta.object_.empty()) object_["m"] = std::move(meta.object_);
    return unknown();
}

std::optional<Ms> take_first_ms(Fields& fields, Fields& meta, std::span<const FieldName> names) {
    const Json value = take_first(fields, meta, names, "a number of milliseconds", is_ms);
    return value.is_null() ? std::nullopt : std::optional(as_ms(value));
}

std::optional<std::string> take_first_string(Fields& fields, Fields& meta, std::span<const FieldName> names) {
    // An empty string says nothing; another name may say more.
    const FieldName& own = names.front();
    Fields& from = own.in_meta ? meta : fields;
    from.take_if(own.key,
                 [](const Json& value) { return value.is_string() && value.get_ref<const std::string&>().empty(); });
    const Json value = take_first(fields, meta, names, "a string", is_filled_string);
    return value.is_null() ? std::nullopt : std::optional(value.get<std::string>());
}

std::optional<double> take_first_number(Fields& fields, Fields& meta, std::span<const FieldName> names) {
    const Json value = take_first(fields, meta, names, "a number", [](const Json& v) { return v.is_number(); });
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

}  // namespace takt::timeline
