// SPDX-License-Identifier: GPL-3.0-or-later
// Reading one JSON object of a draft by taking its fields out: what is left over belongs to other writers and is kept.
// Our own names must have the right type; the alternatives of other writers are guesses, used only when they fit.
#pragma once

#include "takt/time.h"

#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>

namespace takt::timeline {

/// Keeps the order of keys and 64-bit integers.
using Json = nlohmann::ordered_json;

/// Where a quantity may stand: in the object itself, or in its metadata `m`.
struct FieldName {
    bool in_meta = false;
    const char* key = "";
};

// The first name of each list is the one we write; the others follow in the order in which readers try them.
inline constexpr std::array<FieldName, 6> kStart{
    {{false, "s"}, {false, "st"}, {false, "start"}, {false, "in"}, {false, "ts"}, {true, "start"}}};
inline constexpr std::array<FieldName, 4> kVolume{{{true, "volume"}, {true, "vol"}, {false, "volume"}, {false, "v"}}};
inline constexpr std::array<FieldName, 5> kText{
    {{true, "text"}, {true, "content"}, {false, "text"}, {false, "c"}, {true, "title"}}};
inline constexpr std::array<FieldName, 4> kName{{{true, "name"}, {true, "title"}, {true, "filename"}, {false, "n"}}};
inline constexpr std::array<FieldName, 5> kAddress{
    {{true, "src"}, {true, "url"}, {false, "src"}, {false, "url"}, {true, "cdn_url"}}};

class Fields {
public:
    /// Throws Corrupt when `object` is neither an object nor null.
    Fields(Json object, std::string place);

    /// Throw Corrupt when the field is there and is something else. Times beyond 30 years are something else.
    std::optional<Ms> take_ms(const char* key);
    std::optional<int> take_int(const char* key);
    std::optional<std::string> take_string(const char* key);
    /// The elements; empty when absent.
    Json take_array(const char* key);
    Json take_object(const char* key);

    /// Takes `key` only when `fits` says so; null otherwise.
    template <typename Fits>
    Json take_if(const char* key, Fits fits) {
        const auto found = object_.find(key);
        if (found == object_.end() || !fits(*found)) return nullptr;
        return take(key);
    }
    /// There and not null: services write null for what is absent.
    [[nodiscard]] bool has(const char* key) const { return object_.contains(key) && !object_.at(key).is_null(); }
    [[nodiscard]] const std::string& place() const { return place_; }
    [[noreturn]] void fail(const char* key, const char* expected) const;

    /// What nobody took, as text; empty when nothing is left. `meta` is put back as "m" first.
    std::string unknown(Fields meta);
    std::string unknown();

private:
    Json take(const char* key);

    Json object_;
    std::string place_;
};

/// The first of `names` that fits, taken out of `fields` or `meta`.
std::optional<Ms> take_first_ms(Fields& fields, Fields& meta, std::span<const FieldName> names);
std::optional<std::string> take_first_string(Fields& fields, Fields& meta, std::span<const FieldName> names);
std::optional<double> take_first_number(Fields& fields, Fields& meta, std::span<const FieldName> names);

[[nodiscard]] bool is_ms(const Json& value);
[[nodiscard]] Ms as_ms(const Json& value);

}  // namespace takt::timeline
