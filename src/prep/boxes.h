// SPDX-License-Identifier: GPL-3.0-or-later
// The outline of an MP4 or MOV file: which boxes stand where. Reads box headers only, a bounded number of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace takt::prep {

struct BoxOutline {
    std::string major_brand;       ///< "qt  ", "isom", "M4A ", …; empty without a file type box
    bool has_index = false;        ///< moov
    std::int64_t index_begin = 0;  ///< of the content of moov, in bytes from the begin of the file
    std::int64_t index_end = 0;
    bool has_media = false;  ///< mdat
    bool index_first = false;
    bool fragmented = false;
    bool has_xmp = false;   ///< Adobe's metadata, at top level or in the index
    bool cut_off = false;   ///< the last box is longer than the file
    bool has_clip = false;  ///< mpvd: the clip of a motion photo
};

[[nodiscard]] BoxOutline read_boxes(const std::filesystem::path& path);

}  // namespace takt::prep
