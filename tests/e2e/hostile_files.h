// SPDX-License-Identifier: GPL-3.0-or-later
// Files made to harm: playlists in disguise, references to other files, bombs, lies about sizes. Written byte by byte,
// because no honest writer makes them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace takt::test {

[[nodiscard]] std::string big_endian(std::uint64_t value, int bytes);
[[nodiscard]] std::string little_endian(std::uint64_t value, int bytes);

/// An ISO media box.
[[nodiscard]] std::string box(std::string_view type, const std::string& content);

/// One hostile file: its name, and its bytes when another file of that path is there to be betrayed.
struct Hostile {
    std::string name;
    std::function<std::string(const std::filesystem::path& secret)> bytes;
};

/// Each leads to a refusal of the file.
[[nodiscard]] std::vector<Hostile> hostile_files();

/// A movie of `tracks` tracks that claim so many JPEG pictures each, none of which is there; `reference` fills their
/// `dref`, `sample_times` their `stts`.
[[nodiscard]] std::string movie(int tracks, const std::string& reference, const std::string& sample_times,
                                std::uint32_t samples = 10);

/// Sound that plays, of `channels` channels; `declared_bytes` is what its header claims.
[[nodiscard]] std::string wave(int channels, std::uint32_t samples, std::uint32_t declared_bytes);

}  // namespace takt::test
