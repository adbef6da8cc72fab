// SPDX-License-Identifier: GPL-3.0-or-later
// What the container of a still picture says before anything is decoded: which metadata it carries, whether it moves.
// JPEG segments, PNG chunks, RIFF chunks of WebP; and the ones FFmpeg cannot open at all.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace takt::prep {

enum class PictureFormat { None, Jpeg, Png, Webp, AnimatedWebp, Heif };

/// By the first bytes.
[[nodiscard]] PictureFormat picture_format(const std::filesystem::path& path);

/// The metadata blocks, by name: "EXIF", "XMP", "IPTC", "comment", "text". Colour profiles are no metadata.
[[nodiscard]] std::vector<std::string> picture_metadata(const std::filesystem::path& path, PictureFormat format);

/// A JPEG without its end: decoders show it with a grey rest and say nothing.
[[nodiscard]] bool is_cut_off(const std::filesystem::path& path, PictureFormat format);

}  // namespace takt::prep
