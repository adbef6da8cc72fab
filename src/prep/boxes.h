// SPDX-License-Identifier: GPL-3.0-or-later
// The outline of an MP4 or MOV file: which boxes stand where. Reads box headers only, a bounded number of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace takt::prep {

struct BoxOutline {
    std::string major_brand;  ///< "qt  ", "isom", "M4A ", …; empty without a file type box
    bool has_index = false;   ///< moov
    bool has_media = false;   ///< mdat
    bool index_first = false;
    bool fragmented = false;
    bool has_xmp = false;  ///< Adobe's metadata, at top level or in the index
    bool cut_off = false;  ///< the last box is longer than the file
};

[[nodiscard]] BoxOutline read_boxes(const std::filesystem::path& path);

}  // namespace takt::prep
