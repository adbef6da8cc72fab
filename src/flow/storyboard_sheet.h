// SPDX-License-Identifier: GPL-3.0-or-later
// What a storyboard shows and where: rows of equal time, wide enough that a usual shot has room for its picture. Pure;
// filled by storyboard.cpp, drawn by storyboard_svg.cpp.
#pragma once

#include "takt/beats.h"
#include "takt/draft.h"

#include <cstddef>
#include <string>
#include <vector>

namespace takt::flow {

inline constexpr std::size_t kMostPictures = 400;
inline constexpr int kPictureHeight = 96;

/// How time is laid out.
struct BoardRows {
    std::size_t count = 1;
    Us length{1};  ///< of each
};

struct BoardShot {
    Segment segment;
    std::string jpeg;  ///< empty: none
};

struct Storyboard {
    std::string title;
    Ms duration{};
    Size canvas;
    BoardRows rows;
    std::vector<BoardShot> shots;
    std::vector<Segment> texts;  ///< titles and captions
    std::vector<Beat> beats;
    std::vector<float> wave;        ///< peaks, equally spaced over all rows
    std::size_t picture_every = 1;  ///< only every n-th shot has a picture
};

/// Pixels of the time axis in a row, and how many of them share a value of the wave.
inline constexpr int kRowWidth = 1120;
inline constexpr int kWaveStep = 2;

/// So that the median shot is about a picture wide.
[[nodiscard]] BoardRows board_rows(const std::vector<BoardShot>& shots, Ms duration, Size canvas);
/// How wide a picture of kPictureHeight is.
[[nodiscard]] double picture_width(Size canvas);

/// A drawing that needs nothing else, light and dark as the reader has it.
[[nodiscard]] std::string storyboard_svg(const Storyboard& board);
/// The same with a table of the shots.
[[nodiscard]] std::string storyboard_page(const Storyboard& board);

}  // namespace takt::flow
