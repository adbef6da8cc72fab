// SPDX-License-Identifier: GPL-3.0-or-later
// What a request names, as far as it matters whether a track was asked for. English and Chinese. Pure.
#pragma once

#include <string_view>

namespace takt::flow {

struct Requested {
    bool music = false;
    bool titles = false;
};

/// What is named only to be left out ("no music", 不要字幕) is not requested.
[[nodiscard]] Requested requested_in(std::string_view request);

}  // namespace takt::flow
