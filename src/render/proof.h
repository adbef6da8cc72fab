// SPDX-License-Identifier: GPL-3.0-or-later
// A rendered file is opened again before it gets its name: a success is proven, not assumed.
#pragma once

#include "takt/draft.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

namespace takt::render {

/// Streams, number of frames, length of the sound, first and last frame decodable. Throws VerificationFailed; `name` is
/// what the message calls the file.
void prove(const std::filesystem::path& file, const std::string& name, const Draft& draft, std::int64_t frames,
           const std::stop_token& stop);

}  // namespace takt::render
