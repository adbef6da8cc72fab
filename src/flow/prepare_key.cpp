// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/prepare_key.h"

#include "base/fingerprint.h"
#include "base/plain_text.h"

#include <fmt/format.h>

#include <string_view>

namespace takt::flow {
namespace {

// Part of every step's key: raise it when the same input would be prepared differently.
constexpr std::string_view kPreparationVersion = "prepare-2";

std::string ticks(const std::optional<Us>& time) {
    return time ? std::to_string(time->count()) : std::string("-");
}

// The bindings name every field: whoever adds one has to say here whether it changes the result.
std::string result_words(const Limits& limits) {
    const auto& [max_input_bytes, max_size_bytes, max_pixels, max_streams, max_channels, max_duration, max_side,
                 max_long_side, max_still_long_side, max_fps, max_source_fps, min_kept, max_kept, min_fps, min_side,
                 no_landscape, max_video_bps] = limits;
    return fmt::format("{}|{}|{}|{}|{}|{}", max_size_bytes, max_long_side, max_still_long_side, max_fps, min_fps,
                       max_video_bps.value_or(0));
}

std::string refusing_words(const Limits& limits) {
    return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", limits.max_input_bytes, limits.max_pixels,
                       limits.max_streams, limits.max_channels, limits.max_duration.count(), limits.max_side,
                       limits.max_source_fps, limits.min_kept.count(), ticks(limits.max_kept), limits.min_side,
                       limits.no_landscape);
}

std::string words(const Wishes& wishes) {
    const auto& [trim, keep_audio, slow_motion, background_rgb, keep_metadata, remove_dates] = wishes;
    return fmt::format("{}|{}|{}|{}|{:06x}|{}|{}", ticks(trim.begin), ticks(trim.end), keep_audio.value_or(0),
                       static_cast<int>(slow_motion), background_rgb, keep_metadata, remove_dates);
}

std::string safe_stem(const std::filesystem::path& file) {
    constexpr std::size_t kMaxBytes = 80;
    std::string stem = plain_text(file.stem().string(), "_");
    if (stem.size() <= kMaxBytes) return stem;
    std::size_t cut = kMaxBytes;
    while (cut > 0 && (static_cast<unsigned char>(stem[cut]) & 0xC0U) == 0x80U) --cut;
    return stem.substr(0, cut);
}

}  // namespace

std::string step_fingerprint(const std::string& content, const PrepareRequest& request) {
    return fingerprint(
        fmt::format("{}|{}|{}|{}", kPreparationVersion, content, result_words(request.limits), words(request.wishes)));
}

std::string rejection_key(const std::string& content, const std::filesystem::path& file,
                          const PrepareRequest& request) {
    return fingerprint(fmt::format("rejected|{}|{}|{}", step_fingerprint(content, request),
                                   refusing_words(request.limits), file.filename().string()));
}

std::string prepared_name(const std::filesystem::path& input, const std::string& fingerprint,
                          const std::string& extension) {
    return fmt::format("{}-{}.{}", safe_stem(input), fingerprint.substr(0, 8), extension);
}

}  // namespace takt::flow
