// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of one fuzzing run as a file, in memory where the system has such a folder; used by the fuzzers of probe
// and prep. The file is named as its first bytes suggest, so that a lying extension is the exception, as in life.
#pragma once

#include "takt/preparation.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace takt::fuzz {

/// Tight, so that one run is fast: at most a megapixel and 20 s come in, at most 320 pixels a side go out.
[[nodiscard]] Limits tight_limits();

/// Ends the process, so that the fuzzer keeps the input, unless `held`.
void require(bool held, std::string_view what);

/// A folder holding nothing but the file; emptied and used again by the next run of this process.
class MediaBytes {
public:
    MediaBytes(const std::uint8_t* data, std::size_t size);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// In the same folder.
    [[nodiscard]] std::filesystem::path sibling(std::string_view name) const;
    /// How many files stand in the folder.
    [[nodiscard]] int files() const;

private:
    std::filesystem::path path_;
};

/// What a person might ask for: one of a few kinds, chosen by the last byte of the input.
[[nodiscard]] Wishes some_wishes(const std::uint8_t* data, std::size_t size);

}  // namespace takt::fuzz
