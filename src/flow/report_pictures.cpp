// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/report_pictures.h"

#include "base/atomic_file.h"
#include "flow/decision.h"
#include "flow/joined_progress.h"
#include "flow/side_by_side.h"
#include "prep/first_look.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <thread>

namespace takt::flow {
namespace {

constexpr int kLongSide = 320;
// The page holds them all: 400 pictures are some 8 MB.
constexpr std::size_t kMostAfter = 200;
constexpr std::size_t kMostAfterEach = 4;
constexpr std::size_t kMostThumbnailBytes = 1U << 20U;
constexpr std::int64_t kLookBytes = 128LL << 20U;

/// The job runner's way: a picture that cannot be had is not in the page.
std::string look_at(const std::filesystem::path& path, const std::stop_token& stop) {
    try {
        return prep::first_look(path, kLongSide, {}, stop);
    } catch (const Error& error) {
        if (!is_about_the_input(error.code())) throw;
        return {};
    }
}

ItemPictures pictures_of(const PreparedItem& item, std::size_t most_after, const std::stop_token& stop) {
    ItemPictures pictures;
    if (item.kind == MediaKind::Audio || !item.before) return pictures;
    pictures.before = look_at(item.input, stop);
    if (!item.output) return pictures;
    for (const auto& path : item.thumbnails) {
        std::error_code ignored;
        if (pictures.after.size() == most_after || !std::filesystem::exists(path, ignored)) continue;
        pictures.after.push_back(read_file(path, kMostThumbnailBytes));
    }
    if (pictures.after.empty()) pictures.after.push_back(look_at(item.output->path, stop));
    std::erase(pictures.after, "");
    return pictures;
}

}  // namespace

std::vector<ItemPictures> report_pictures(const Preparation& preparation, int jobs, Progress& progress,
                                          const std::stop_token& stop) {
    const auto& items = preparation.project.inputs;
    std::vector<ItemPictures> pictures(items.size());
    const bool dry =
        std::none_of(items.begin(), items.end(), [](const PreparedItem& item) { return item.output.has_value(); });
    if (dry) return pictures;
    const std::size_t most_after = std::clamp<std::size_t>(kMostAfter / items.size(), 1, kMostAfterEach);
    const int workers = jobs > 0 ? jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    JoinedProgress joined(
        progress, [](std::size_t) { return std::string("pictures for the report"); }, "files",
        std::vector<std::int64_t>(items.size(), 1));
    run_side_by_side(
        std::vector<Load>(items.size(), Load{kLookBytes, false}),
        Room{.workers = workers, .heavies = 1, .memory_bytes = kLookBytes * 8},
        [&](std::size_t i, const std::stop_token& stopped) {
            pictures[i] = pictures_of(items[i], most_after, stopped);
            joined.finish(i);
        },
        stop);
    joined.end();
    return pictures;
}

}  // namespace takt::flow
