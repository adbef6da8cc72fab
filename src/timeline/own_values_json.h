// SPDX-License-Identifier: GPL-3.0-or-later
// The values that only takt writes, as JSON objects. A reader answers whether the object is wholly in our shape; if
// not, what it has put into `value` is not to be used.
#pragma once

#include "takt/draft.h"

#include "timeline/draft_fields_json.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace takt::timeline {

/// How a choice is spelt.
template <typename Value>
struct Named {
    Value value;
    const char* name;
};

template <typename Value, std::size_t n>
const char* name_of(const std::array<Named<Value>, n>& names, Value value) {
    const auto found = std::ranges::find(names, value, &Named<Value>::value);
    return found == names.end() ? "" : found->name;
}

template <typename Value, std::size_t n>
std::optional<Value> named(const std::array<Named<Value>, n>& names, const Json& json) {
    if (!json.is_string()) return std::nullopt;
    const auto& word = json.get_ref<const std::string&>();
    const auto found = std::ranges::find_if(names, [&](const auto& each) { return word == each.name; });
    return found == names.end() ? std::nullopt : std::optional(found->value);
}

[[nodiscard]] bool read_transition(const Json& json, Transition& value);
[[nodiscard]] bool read_view(const Json& json, View& value);
[[nodiscard]] bool read_look(const Json& json, Look& value);
[[nodiscard]] bool read_style(const Json& json, TextStyle& value);
[[nodiscard]] bool read_plan(const Json& json, std::optional<CutPlan>& value);
[[nodiscard]] bool read_ducking(const Json& json, std::optional<Ducking>& value);

[[nodiscard]] Json to_json(const Transition& transition);
[[nodiscard]] Json to_json(const View& view);
[[nodiscard]] Json to_json(const Look& look);
[[nodiscard]] Json to_json(const TextStyle& style);
[[nodiscard]] Json to_json(const CutPlan& plan);
[[nodiscard]] Json to_json(const Ducking& ducking);

}  // namespace takt::timeline
