// SPDX-License-Identifier: GPL-3.0-or-later
// What a draft says about its picture, as opposed to what our view of it assumes.
#pragma once

#include <string>

namespace takt::flow {

struct Stated {
    bool canvas = false;
    bool rate = false;
};

[[nodiscard]] Stated stated_in(const std::string& draft_json);

}  // namespace takt::flow
