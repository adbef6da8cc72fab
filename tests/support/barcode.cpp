// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/barcode.h"

#include "av/check.h"
#include "generator/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace takt::test {
namespace {

constexpr int kSide = 5;
using Cells = std::array<bool, kSide * kSide>;
constexpr std::array<std::size_t, 4> kCorners{0, 4, 20, 24};  // white, black, black, black

unsigned checksum(unsigned number) {
    return (number * 7 + number / 31 + 11) % 31;
}

/// 16 bits of number and 5 of checksum, in the cells between the corners.
Cells cells_of(int number) {
    const auto bits = static_cast<unsigned>(number) & 0xFFFFU;
    unsigned code = bits | checksum(bits) << 16U;
    Cells cells{};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (std::ranges::find(kCorners, i) != kCorners.end()) {
            cells[i] = i == 0;
        } else {
            cells[i] = (code & 1U) != 0;
            code >>= 1U;
        }
    }
    return cells;
}

std::optional<int> number_of(const Cells& cells) {
    unsigned code = 0;
    unsigned shift = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (std::ranges::find(kCorners, i) != kCorners.end()) continue;
        code |= static_cast<unsigned>(cells[i]) << shift++;
    }
    const int number = static_cast<int>(code & 0xFFFFU);
    return cells_of(number) == cells ? std::optional(number) : std::nullopt;
}

struct Square {
    double x;
    double y;
    double width;  // of the whole code; not square when the samples are not
    double height;
};

Square code_square(const Region& where) {
    const double side = std::min(where.width, where.height) / 2;
    return {where.x + (where.width - side) / 2, where.y + (where.height - side) / 2, side, side};
}

/// The picture's luma, full size, 8 bit.
av::FramePtr to_grey(const AVFrame& picture) {
    av::FramePtr grey = av::make_picture(picture.width, picture.height, AV_PIX_FMT_GRAY8);
    const av::ScalerPtr scaler(sws_getContext(picture.width, picture.height, static_cast<AVPixelFormat>(picture.format),
                                              picture.width, picture.height, AV_PIX_FMT_GRAY8, SWS_POINT, nullptr,
                                              nullptr, nullptr));
    if (!scaler) av::check(AVERROR(EINVAL), "read the number");
    sws_scale(scaler.get(), picture.data, picture.linesize, 0, picture.height, grey->data, grey->linesize);
    return grey;
}

/// Mean of the middle of a cell; absent outside the picture.
std::optional<double> cell_mean(const AVFrame& grey, const Square& code, int column, int row) {
    const double width = code.width / kSide;
    const double height = code.height / kSide;
    const int left = static_cast<int>(std::ceil(code.x + (column + 0.25) * width));
    const int top = static_cast<int>(std::ceil(code.y + (row + 0.25) * height));
    const int right = std::max(left + 1, static_cast<int>(code.x + (column + 0.75) * width));
    const int bottom = std::max(top + 1, static_cast<int>(code.y + (row + 0.75) * height));
    if (left < 0 || top < 0 || right > grey.width || bottom > grey.height) return std::nullopt;
    long sum = 0;
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) sum += grey.data[0][static_cast<std::ptrdiff_t>(y) * grey.linesize[0] + x];
    }
    return static_cast<double>(sum) / ((right - left) * (bottom - top));
}

}  // namespace

Region placed(Size source, Size canvas, Fit fit) {
    const double across = static_cast<double>(canvas.width) / source.width;
    const double down = static_cast<double>(canvas.height) / source.height;
    const double scale = fit == Fit::Crop ? std::max(across, down) : std::min(across, down);
    const double width = source.width * scale;
    const double height = source.height * scale;
    return {(canvas.width - width) / 2, (canvas.height - height) / 2, width, height};
}

void draw_number(AVFrame& picture, int number) {
    const Square code = code_square({0, 0, static_cast<double>(picture.width), static_cast<double>(picture.height)});
    const Cells cells = cells_of(number);
    const auto edge = [](double begin, double length, int cell) {
        return static_cast<int>(std::lround(begin + length * cell / kSide));
    };
    for (int row = 0; row < kSide; ++row) {
        for (int column = 0; column < kSide; ++column) {
            const int x = edge(code.x, code.width, column);
            const int y = edge(code.y, code.height, row);
            samples::rectangle(
                picture, x, y, edge(code.x, code.width, column + 1) - x, edge(code.y, code.height, row + 1) - y,
                cells[static_cast<std::size_t>(row * kSide + column)] ? samples::kWhite : samples::kBlack);
        }
    }
}

std::optional<int> read_number(const AVFrame& picture, std::optional<Region> where) {
    const av::FramePtr grey = to_grey(picture);
    const Region whole{0, 0, static_cast<double>(picture.width), static_cast<double>(picture.height)};
    const Square code = code_square(where.value_or(whole));
    std::array<double, kSide * kSide> means{};
    for (int i = 0; i < kSide * kSide; ++i) {
        const auto mean = cell_mean(*grey, code, i % kSide, i / kSide);
        if (!mean) return std::nullopt;
        means[static_cast<std::size_t>(i)] = *mean;
    }
    const auto [low, high] = std::ranges::minmax(means);
    const double middle = (low + high) / 2;
    const double contrast = high - low;
    if (contrast < 50) return std::nullopt;
    Cells cells{};
    for (std::size_t i = 0; i < means.size(); ++i) {
        if (std::abs(means[i] - middle) < 0.2 * contrast) return std::nullopt;
        cells[i] = means[i] > middle;
    }
    return number_of(cells);
}

}  // namespace takt::test
