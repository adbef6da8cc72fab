// SPDX-License-Identifier: GPL-3.0-or-later
// Video and sound files: the plan's remux or transcode, written, proven, and looked at on the way.
#pragma once

#include "takt/preparation.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace takt::prep {

/// The plan's action is Remux or Transcode. Absent when packets that were to be copied turned out damaged: nothing is
/// written then, and the picture has to be encoded. Throws as `execute` does.
[[nodiscard]] std::optional<Executed> write_media(const Plan& plan, const std::filesystem::path& path,
                                                  const Extras& extras, Progress& progress,
                                                  const std::stop_token& stop);

}  // namespace takt::prep
