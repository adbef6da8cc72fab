// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/leftovers.h"

#include <string>
#include <system_error>

namespace takt::flow {

void remove_leftovers(const std::filesystem::path& project) {
    std::error_code ignored;
    for (const char* folder : {"media", "analysis", "render"}) {
        for (const auto& entry : std::filesystem::directory_iterator(project / folder, ignored)) {
            const std::string name = entry.path().filename().string();
            if (name.ends_with(".part") || name.starts_with(".render_")) std::filesystem::remove(entry.path(), ignored);
        }
    }
}

}  // namespace takt::flow
