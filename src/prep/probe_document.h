// SPDX-License-Identifier: GPL-3.0-or-later
// What probe found, as the document takt.probe/1: units stand in the keys, keys are only ever added.
#pragma once

#include "takt/media_info.h"

#include <string>

namespace takt {

[[nodiscard]] std::string probe_to_json(const MediaInfo& info);

}  // namespace takt
