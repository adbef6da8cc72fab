// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/named_files.h"

#include "takt/error.h"

#include "base/atomic_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

namespace takt::flow {

std::vector<std::filesystem::path> named_files(const std::vector<std::filesystem::path>& named) {
    static const std::set<std::string_view> kExtensions{".mp4",  ".mov", ".avi", ".webm", ".mkv",  ".jpg",
                                                        ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif",
                                                        ".mp3",  ".wav", ".m4a", ".aac"};
    std::vector<std::filesystem::path> all;
    for (const auto& file : named) {
        std::error_code failed;
        if (!std::filesystem::is_directory(file, failed)) {
            all.push_back(file);
            continue;
        }
        std::vector<std::filesystem::path> inside;
        for (const auto& entry : std::filesystem::directory_iterator(file, failed)) {
            std::string extension = entry.path().extension().string();
            std::transform(extension.begin(), extension.end(), extension.begin(),
                           [](unsigned char c) { return std::tolower(c); });
            if (entry.is_regular_file(failed) && kExtensions.count(extension) > 0) inside.push_back(entry.path());
        }
        if (failed) throw_errno(failed.value(), file.string());
        if (inside.empty()) {
            throw Error(
                ErrorCode::NotFound,
                fmt::format("{}: no media files in this folder; name a folder with clips or a song", file.string()));
        }
        std::sort(inside.begin(), inside.end());
        all.insert(all.end(), inside.begin(), inside.end());
    }
    if (all.empty()) {
        throw Error(ErrorCode::Usage, "prep: no files; name clips and a song, e.g. `takt prep IMG_*.MOV song.mp3`");
    }
    return all;
}

}  // namespace takt::flow
