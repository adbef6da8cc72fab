// SPDX-License-Identifier: GPL-3.0-or-later
// Text that strangers wrote, made fit to be shown: well-formed UTF-8 without control characters, so that no answer of a
// service can move a cursor, and without tokens.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace takt::api {

/// Bytes of the well-formed UTF-8 character that `text` begins with; 0 when it begins with none.
[[nodiscard]] std::size_t character_bytes(std::string_view text);

/// For an error message: one line of at most 300 bytes; a token in it is masked.
[[nodiscard]] std::string message_text(std::string_view text);

/// For a terminal: line feeds and tabs stay.
[[nodiscard]] std::string visible_text(std::string_view text);

[[nodiscard]] std::string_view trimmed(std::string_view text);

/// A to Z count as a to z.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace takt::api
