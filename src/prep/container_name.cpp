// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/container_name.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <string_view>

namespace takt::prep {
namespace {

/// The EBML header names its document type in clear text within the first bytes.
bool says_webm(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string head(64, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    return head.find("webm") != std::string::npos;
}

std::string box_container(const BoxOutline& boxes) {
    if (boxes.major_brand == "M4A " || boxes.major_brand == "M4B ") return "m4a";
    // Old QuickTime files have no file type box at all.
    return boxes.major_brand == "qt  " || boxes.major_brand.empty() ? "mov" : "mp4";
}

}  // namespace

std::string container_name(const av::Input& input, const BoxOutline& boxes) {
    const std::string_view format = input.context().iformat->name;
    if (format.starts_with("mov")) return box_container(boxes);
    if (format.starts_with("matroska")) return says_webm(input.path()) ? "webm" : "mkv";
    if (format == "jpeg_pipe") return "jpg";
    if (format.ends_with("_pipe")) return std::string(format.substr(0, format.size() - 5));
    return std::string(format);
}

bool extension_lies(const std::filesystem::path& path, const std::string& container) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto is = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), extension) != names.end();
    };
    if (container == "mp4" || container == "mov" || container == "m4a") {
        return !is({".mp4", ".mov", ".m4v", ".m4a", ".qt", ".3gp", ".3g2"});
    }
    if (container == "jpg") return !is({".jpg", ".jpeg", ".jpe"});
    if (container == "apng") return !is({".png", ".apng"});
    if (container == "heic") return !is({".heic", ".heif", ".avif", ".hif"});
    if (container == "mkv" || container == "webm") return !is({".mkv", ".webm"});
    return extension != "." + container;
}

}  // namespace takt::prep
