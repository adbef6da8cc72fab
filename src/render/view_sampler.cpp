// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/view_sampler.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace takt::render {
namespace {

constexpr int kOne = 1 << 14;     // a sum of weights
constexpr int kRowShift = 8;      // after the first pass a sample has 6 bits more than a byte
constexpr int kColumnShift = 20;  // after the second it has none
constexpr double kBeyond = 1e-6;  // a window this little outside is inside

/// Along one side of one plane: which samples make each sample that is drawn, and how much of it they make.
struct Axis {
    int taps = 0;
    std::vector<int> first;
    std::vector<std::int16_t> weights;  // `taps` for each
    std::vector<int> covered;           // 0..kOne; less than that where the window leaves the picture
};

/// Where plane samples lie, in picture pixels: sample i at step · i + phase.
struct Siting {
    int step;
    double phase;
};

struct Stretch {
    double begin;  // of the window, in fractions
    double length;
    int from;  // samples of the picture
    int to;    // and of the canvas, along this side
};

double catmull_rom(double x) {
    x = std::abs(x);
    if (x >= 2) return 0;
    if (x >= 1) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
    return (1.5 * x - 2.5) * x * x + 1;
}

class AxisMaker {
public:
    AxisMaker(const Stretch& stretch, const Siting& siting)
        : stretch_(stretch),
          siting_(siting),
          reach_(stretch.begin < -kBeyond || stretch.begin + stretch.length > 1 + kBeyond) {
        const double reduced = stretch.length * stretch.from / stretch.to;
        wide_ = std::max(1.0, reduced);
        axis_.taps = std::min(2 * static_cast<int>(std::ceil(2 * wide_)), stretch.from);
    }

    Axis make() {
        for (int i = 0; i < stretch_.to; ++i) add(position(i));
        return std::move(axis_);
    }

private:
    [[nodiscard]] double position(int i) const {
        const double canvas = siting_.step * i + siting_.phase;
        const double share = stretch_.begin + stretch_.length * canvas / (siting_.step * stretch_.to);
        return (share * siting_.step * stretch_.from - siting_.phase) / siting_.step;
    }

    void add(double centre) {
        const int reach = static_cast<int>(std::ceil(2 * wide_));
        const int low = static_cast<int>(std::floor(centre)) - reach + 1;
        const int first = std::clamp(low, 0, stretch_.from - axis_.taps);
        std::vector<double> sums(static_cast<std::size_t>(axis_.taps));
        double all = 0;
        double inside = 0;
        for (int j = low; j < low + 2 * reach; ++j) {
            const double weight = catmull_rom((j - centre) / wide_);
            all += weight;
            // At the edge the last sample goes on, unless the canvas is to be seen there.
            if (reach_ && (j < 0 || j >= stretch_.from)) continue;
            inside += weight;
            sums[static_cast<std::size_t>(std::clamp(j - first, 0, axis_.taps - 1))] += weight;
        }
        push(first, sums, all, inside);
    }

    /// Whole numbers whose sum is exactly what is covered: flat colours stay what they are.
    void push(int first, const std::vector<double>& sums, double all, double inside) {
        const int covered = std::clamp(static_cast<int>(std::lround(kOne * inside / all)), 0, kOne);
        int rest = covered;
        const std::size_t begin = axis_.weights.size();
        for (const double sum : sums) {
            axis_.weights.push_back(static_cast<std::int16_t>(std::lround(kOne * sum / all)));
            rest -= axis_.weights.back();
        }
        const auto largest =
            std::max_element(axis_.weights.begin() + static_cast<std::ptrdiff_t>(begin), axis_.weights.end());
        *largest = static_cast<std::int16_t>(*largest + rest);
        axis_.first.push_back(first);
        axis_.covered.push_back(covered);
    }

    Stretch stretch_;
    Siting siting_;
    bool reach_;
    double wide_ = 1;
    Axis axis_;
};

template <int kTaps>
void filter_row(const std::uint8_t* row, const Axis& axis, std::vector<std::int16_t>& out) {
    const int taps = kTaps > 0 ? kTaps : axis.taps;
    const std::int16_t* weight = axis.weights.data();
    for (std::size_t x = 0; x < out.size(); ++x, weight += taps) {
        const std::uint8_t* from = row + axis.first[x];
        int sum = 1 << (kRowShift - 1);
        for (int k = 0; k < taps; ++k) sum += from[k] * weight[k];
        out[x] = static_cast<std::int16_t>(sum >> kRowShift);
    }
}

using Rows = std::vector<const std::int16_t*>;

void filter_column(const Rows& rows, const std::int16_t* weights, std::vector<std::int32_t>& out) {
    std::fill(out.begin(), out.end(), 1 << (kColumnShift - 1));
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const std::int16_t* row = rows[k];
        const std::int32_t weight = weights[k];
        for (std::size_t x = 0; x < out.size(); ++x) out[x] += row[x] * weight;
    }
}

std::uint8_t byte(int value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

/// What the picture leaves uncovered is the canvas.
void lay_row(const std::vector<std::int32_t>& sums, const Axis& across, int covered_down, std::uint8_t* out) {
    for (std::size_t x = 0; x < sums.size(); ++x) {
        const std::int64_t covered = std::int64_t{across.covered[x]} * covered_down / kOne;
        const auto under = static_cast<int>((out[x] * (kOne - covered) + kOne / 2) / kOne);
        out[x] = byte((sums[x] >> kColumnShift) + under);
    }
}

void set_row(const std::vector<std::int32_t>& sums, std::uint8_t* out) {
    for (std::size_t x = 0; x < sums.size(); ++x) out[x] = byte(sums[x] >> kColumnShift);
}

/// One plane: rows of the picture are filtered once each, in a ring as long as the kernel.
class PlaneDrawing {
public:
    PlaneDrawing(const std::uint8_t* from, int stride, Axis across, Axis down)
        : from_(from),
          stride_(stride),
          across_(std::move(across)),
          down_(std::move(down)),
          whole_(std::all_of(across_.covered.begin(), across_.covered.end(), [](int c) { return c == kOne; })),
          ring_(static_cast<std::size_t>(down_.taps), std::vector<std::int16_t>(across_.first.size())),
          held_(static_cast<std::size_t>(down_.taps), -1),
          sums_(across_.first.size()) {}

    void draw(std::uint8_t* out, int out_stride) {
        const auto taps = static_cast<std::size_t>(down_.taps);
        Rows rows(taps);
        for (std::size_t y = 0; y < down_.first.size(); ++y, out += out_stride) {
            if (down_.covered[y] == 0) continue;
            for (std::size_t k = 0; k < taps; ++k) rows[k] = row(down_.first[y] + static_cast<int>(k));
            filter_column(rows, &down_.weights[y * taps], sums_);
            if (whole_ && down_.covered[y] == kOne) {
                set_row(sums_, out);
            } else {
                lay_row(sums_, across_, down_.covered[y], out);
            }
        }
    }

private:
    const std::int16_t* row(int y) {
        const std::size_t place = static_cast<std::size_t>(y) % ring_.size();
        if (held_[place] != y) {
            const std::uint8_t* from = from_ + static_cast<std::ptrdiff_t>(y) * stride_;
            across_.taps == 4 ? filter_row<4>(from, across_, ring_[place]) : filter_row<0>(from, across_, ring_[place]);
            held_[place] = y;
        }
        return ring_[place].data();
    }

    const std::uint8_t* from_;
    int stride_;
    Axis across_;
    Axis down_;
    bool whole_;
    std::vector<std::vector<std::int16_t>> ring_;
    std::vector<int> held_;
    std::vector<std::int32_t> sums_;
};

}  // namespace

void draw_view(const AVFrame& whole, const Window& window, AVFrame& canvas) {
    for (int plane = 0; plane < 3; ++plane) {
        const int step = plane == 0 ? 1 : 2;
        const Stretch across{window.left, window.width, whole.width / step, canvas.width / step};
        const Stretch down{window.top, window.height, whole.height / step, canvas.height / step};
        PlaneDrawing drawing(whole.data[plane], whole.linesize[plane], AxisMaker(across, {step, 0.5}).make(),
                             AxisMaker(down, {step, plane == 0 ? 0.5 : 1.0}).make());
        drawing.draw(canvas.data[plane], canvas.linesize[plane]);
    }
}

}  // namespace takt::render
