// SPDX-License-Identifier: GPL-3.0-or-later
// Which language a service should answer in. Pure.
#pragma once

#include <string>
#include <string_view>

namespace takt::cli {

/// `option` (--lang) when given; else the request's own language, where its letters or its commonest words tell; else
/// the locale's ("zh_CN.UTF-8" is "zh-CN"); else "en".
[[nodiscard]] std::string language_of(const std::string& option, std::string_view request, const std::string& locale);

}  // namespace takt::cli
