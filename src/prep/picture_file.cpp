// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/picture_file.h"

#include <fstream>
#include <string>
#include <string_view>

namespace takt::prep {
namespace {

std::string first_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes(32, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

}  // namespace

PictureFormat picture_format(const std::filesystem::path& path) {
    const std::string head = first_bytes(path);
    const std::string_view view = head;
    if (view.starts_with("\xFF\xD8\xFF")) return PictureFormat::Jpeg;
    if (view.starts_with("\x89PNG\r\n\x1A\n")) return PictureFormat::Png;
    if (view.size() < 21) return PictureFormat::None;
    if (view.starts_with("RIFF") && view.substr(8, 4) == "WEBP") {
        const bool moves = view.substr(12, 4) == "VP8X" && (static_cast<unsigned char>(view[20]) & 2U) != 0;
        return moves ? PictureFormat::AnimatedWebp : PictureFormat::Webp;
    }
    if (view.substr(4, 4) == "ftyp") {
        for (const std::string_view brand : {"heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif"}) {
            if (view.substr(8, 4) == brand) return PictureFormat::Heif;
        }
    }
    return PictureFormat::None;
}

}  // namespace takt::prep
