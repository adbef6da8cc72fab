// SPDX-License-Identifier: GPL-3.0-or-later
// The five sample clips, as a phone leaves them: each has one trait that `takt prep` must deal with.
#pragma once

#include "generator/ambience.h"
#include "generator/clip_writer.h"
#include "generator/scenes.h"

#include <filesystem>
#include <string>
#include <vector>

namespace takt::samples {

struct Footage {
    std::string name;   ///< of the file
    std::string about;  ///< for people
    Scene scene;
    Ambience ambience;
    Size drawn;  ///< upright; scaled to the stored size
    double seconds;
    ClipFormat format;
    bool unsteady = false;  ///< frame times wander between 24 and 30 a second
};

/// In filming order.
[[nodiscard]] std::vector<Footage> all_footage();

/// Writes the clip whole or not at all. Throws as ClipWriter does.
void film(const Footage& footage, const std::filesystem::path& path);

}  // namespace takt::samples
