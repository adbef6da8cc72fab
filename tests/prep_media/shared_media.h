// SPDX-License-Identifier: GPL-3.0-or-later
// The real files beside the project; tests that want them skip themselves when they are not there.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace takt::test {

inline std::filesystem::path shared_media() {
    const char* shared = std::getenv("TAKT_SHARED");
    return (shared != nullptr ? std::filesystem::path(shared) : std::filesystem::path(TAKT_SOURCE_DIR) / "../shared") /
           "media";
}

/// Sorted; neither the manifest nor the description.
inline std::vector<std::filesystem::path> shared_media_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shared_media())) {
        const auto name = entry.path().filename();
        if (entry.is_regular_file() && name != "manifest.json" && name != "README.md") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace takt::test
