// SPDX-License-Identifier: GPL-3.0-or-later
// What all of takt's HTML pages have in common: self-contained, no script, no outside address, light and dark. Names
// of files and tags are hostile text and go through html_text.
#pragma once

#include <string>
#include <string_view>

namespace takt::flow {

/// Text that is text wherever it stands in HTML or SVG, in an attribute too; bytes that are no UTF-8, and control
/// characters, are replaced.
[[nodiscard]] std::string html_text(std::string_view text);

/// A whole page in the style of the reports; `style` and `body` are HTML already.
[[nodiscard]] std::string html_page(std::string_view title, std::string_view style, std::string_view body);

}  // namespace takt::flow
