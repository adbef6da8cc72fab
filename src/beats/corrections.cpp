// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/corrections.h"

#include "takt/error.h"

#include "base/atomic_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace takt::beats {
namespace {

constexpr std::size_t kMostBytes = 4096;

}  // namespace

bool is_fingerprint(std::string_view text) {
    const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == 16 && std::all_of(text.begin(), text.end(), hex);
}

Corrections::Corrections(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path Corrections::file(const std::string& fingerprint) const {
    assert(is_fingerprint(fingerprint));
    return folder_ / fmt::format("{}.json", fingerprint);
}

std::optional<BeatCorrection> Corrections::of(const std::string& fingerprint) const {
    if (folder_.empty()) return std::nullopt;
    const auto path = file(fingerprint);
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return std::nullopt;
    return correction_from_json(read_file(path, kMostBytes), path.string(),
                                "drop it with `takt beats SONG --forget`, and correct the song again");
}

void Corrections::keep(const std::string& fingerprint, const BeatCorrection& correction) const {
    assert(!folder_.empty());
    if (correction.empty()) return forget(fingerprint);
    make_folder(folder_);
    write_file(file(fingerprint), correction_to_json(correction), true);
}

void Corrections::forget(const std::string& fingerprint) const {
    if (folder_.empty()) return;
    std::error_code failed;
    std::filesystem::remove(file(fingerprint), failed);
    if (failed) throw_errno(failed.value(), file(fingerprint).string());
}

BeatGrid Corrections::applied(const BeatGrid& grid) const {
    if (!grid.song() || grid.correction()) return grid;
    const auto correction = of(grid.song()->fingerprint);
    return correction ? corrected(grid, moved(*correction, grid.song()->begin)) : grid;
}

}  // namespace takt::beats
