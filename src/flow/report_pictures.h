// SPDX-License-Identifier: GPL-3.0-or-later
// The small pictures that stand in the HTML report of a preparation.
#pragma once

#include "flow/prepare.h"

#include <stop_token>
#include <string>
#include <vector>

namespace takt::flow {

/// JPEGs; what has no picture, or none that decodes, has none here.
struct ItemPictures {
    std::string before;
    std::vector<std::string> after;
};

/// For every input of `preparation`, in its order. Reads files, several at once; a call with many files gets fewer
/// pictures of each. A dry run has none. Throws Interrupted.
[[nodiscard]] std::vector<ItemPictures> report_pictures(const Preparation& preparation, int jobs, Progress& progress,
                                                        const std::stop_token& stop);

}  // namespace takt::flow
