// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/storyboard_sheet.h"

#include <algorithm>
#include <cmath>

namespace takt::flow {
namespace {

constexpr std::size_t kMostRows = 60;  // an hour of short shots is a page, not a book

Us median_length(const std::vector<BoardShot>& shots) {
    std::vector<Us> lengths;
    for (const BoardShot& shot : shots) lengths.push_back(shot.segment.duration);
    if (lengths.empty()) return std::chrono::seconds{4};
    const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
    std::nth_element(lengths.begin(), middle, lengths.end());
    return std::max(*middle, Us{1});
}

}  // namespace

double picture_width(Size canvas) {
    const double ratio = static_cast<double>(canvas.width) / std::max(1, canvas.height);
    return kPictureHeight * std::clamp(ratio, 0.4, 2.5);
}

BoardRows board_rows(const std::vector<BoardShot>& shots, Ms duration, Size canvas) {
    const double shots_in_row = std::floor(kRowWidth / picture_width(canvas));
    const double row_s = seconds(median_length(shots)) * shots_in_row;
    const double total_s = std::max(seconds(duration), 1e-3);
    const auto count = static_cast<std::size_t>(std::clamp(std::ceil(total_s / row_s), 1.0, double{kMostRows}));
    return {count, from_seconds(std::ceil(total_s / static_cast<double>(count) * 1000) / 1000)};
}

}  // namespace takt::flow
