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
};

/// Opens `file` again: by the rules for any input it must be without fault, and it must be what `written` says.
/// `name` is what messages call it. Throws VerificationFailed.
void prove(const std::filesystem::path& file, const std::string& name, const Written& written,
           const std::stop_token& stop);

}  // namespace takt::prep
