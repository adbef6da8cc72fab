// SPDX-License-Identifier: GPL-3.0-or-later
// Values that must stay as they were sent: a JSON library rewrites 0.10 and 1e5 and drops a key that stands twice, so a
// draft is cut out of the text, and put into one, byte for byte.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace takt::api {

/// The bytes of the value at `path`, without white space around it; of a key that stands twice, the last counts, as it
/// does for the library. Absent when an object on the way has no such key. For texts that are not JSON: absent, or some
/// part of them.
[[nodiscard]] std::optional<std::string_view> raw_member(std::string_view text, std::span<const std::string_view> path);

/// Appends a field to an object's text. Throws Corrupt, naming `key`, when `raw` is not one JSON value.
void add_raw_member(std::string& object, std::string_view key, std::string_view raw);
/// The same for JSON of our own making.
void add_member(std::string& object, std::string_view key, std::string_view json);

/// Whether arrays and objects are nested deeper than any of the service's: reading such a text could exhaust the stack.
[[nodiscard]] bool too_deep(std::string_view text);

/// null, {}, [], "" and nothing at all: ways to say that there is no draft.
[[nodiscard]] bool is_blank(std::string_view raw);

}  // namespace takt::api
