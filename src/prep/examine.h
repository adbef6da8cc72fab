// SPDX-License-Identifier: GPL-3.0-or-later
// The extras of a file whose packets were copied: nothing was decoded on the way, so it is looked at afterwards, and
// only as far as somebody asked.
#pragma once

#include "takt/preparation.h"

#include <filesystem>
#include <stop_token>

namespace takt::prep {

/// Thumbnails alone cost a seek each; measures and a proxy one decode of the picture, loudness one of the sound.
void examine(const std::filesystem::path& file, const Extras& extras, Executed& seen, const std::stop_token& stop);

}  // namespace takt::prep
