// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps secrets out of what people read: a service may repeat in its words what it was sent. Used wherever the words of
// a service become an error.
#pragma once

#include <string>

namespace takt::cloud {

/// `text` with "***" in the place of `secret`.
[[nodiscard]] std::string without(const std::string& text, const std::string& secret);

}  // namespace takt::cloud
