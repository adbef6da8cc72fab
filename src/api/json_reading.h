// SPDX-License-Identifier: GPL-3.0-or-later
// How this module reads other people's JSON: a field that is missing or has another type is absent, whoever needs it
// says so in our own words. Nothing here throws for what a text contains.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace takt::api {

/// For reading: sorted keys, since looking one up in an ordered object takes time that a hostile one could make long.
using Json = nlohmann::json;
/// For writing: keys in the order of the contract's samples.
using OrderedJson = nlohmann::ordered_json;
using Names = std::initializer_list<const char*>;

/// Absent when `text` is not one JSON value, or nested too deeply. Bytes that are not UTF-8 and halves of surrogate
/// pairs (a delta may end between two) are read as U+FFFD.
[[nodiscard]] std::optional<Json> parse_json(std::string_view text);

/// The first of `names` that `object` has and that is not null; null when there is none or it is no object.
[[nodiscard]] const Json& field(const Json& object, Names names);

// Of a value: absent when it is something else.
/// An integer becomes its digits: ids are strings to us, whatever they are to others.
[[nodiscard]] std::optional<std::string> as_text(const Json& value);
[[nodiscard]] std::optional<double> as_number(const Json& value);
/// Also a number without a fraction, and a text of digits.
[[nodiscard]] std::optional<std::int64_t> as_integer(const Json& value);

// Of the first of `names` that is there.
[[nodiscard]] std::string text_in(const Json& object, Names names);

/// `data` when it is an object, else the body itself.
[[nodiscard]] const Json& payload(const Json& body);
/// The field of the payload, else that of the body.
[[nodiscard]] const Json& answer_field(const Json& body, Names names);

/// An answer that must be an object. Throws Network.
[[nodiscard]] Json parse_answer(std::string_view body, std::string_view subject);
/// Throws Network: the answer lacks what makes it useful.
[[noreturn]] void throw_missing(std::string_view subject, std::string_view name);
/// A request that must be an object. Throws Usage.
[[nodiscard]] Json parse_order(std::string_view body, std::string_view subject);
/// Throws Usage, naming the field.
[[noreturn]] void throw_bad_field(std::string_view name, std::string_view expected);

/// On one line; bytes that are not UTF-8 are replaced.
[[nodiscard]] std::string dumped(const OrderedJson& json);
/// The text as a JSON string.
[[nodiscard]] std::string json_string(std::string_view text);
/// {"code":0,"data":…}
[[nodiscard]] std::string enveloped(std::string_view data_json);

}  // namespace takt::api
