// SPDX-License-Identifier: GPL-3.0-or-later
// What execute() wrote, and the proof that the file on disk is that.
#pragma once

#include "takt/preparation.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace takt::prep {

/// Ends are on the output's own presentation timeline; absent for what it does not hold.
struct Written {
    std::optional<Size> size;
    std::optional<Us> video_end;
    std::optional<Us> audio_end;
    bool keeps_metadata = false;
    bool copied = false;       ///< packets came over as they were: what is wrong with them was wrong before
    bool other_codec = false;  ///< the plan copies packets of a codec that the upload profile would have encoded
};

/// Opens `file` again: by the rules for any input it must be without fault, and it must be what `written` says.
/// `name` is what messages call it. Answers what it holds. Throws VerificationFailed; Corrupt
/// where packets of the input were copied, for then they are what does not hold.
MediaInfo prove(const std::filesystem::path& file, const std::string& name, const Written& written,
                const std::stop_token& stop);

}  // namespace takt::prep
