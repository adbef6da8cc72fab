// SPDX-License-Identifier: GPL-3.0-or-later
// One row, from top to bottom; time runs from left to right:
//
//     -6   numbers of the shots
//     0    pictures, each from where its shot begins; a line at each cut, which ends on a bar's when they agree
//     100  titles
//     118  captions
//     136  waveform, beats and bars over it
//     200  minutes and seconds
#include "base/base64.h"
#include "flow/html_page.h"
#include "flow/storyboard_sheet.h"
#include "flow/storyboard_style.h"
#include "timeline/value_wording.h"
#include "timeline/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace takt::flow {
namespace {

constexpr double kLeft = 16;
constexpr double kTop = 64;
constexpr double kTitles = 100;
constexpr double kCaptions = 118;
constexpr double kBarHeight = 16;
constexpr double kWave = 136;
constexpr double kWaveHeight = 48;
constexpr double kClock = 200;
constexpr double kRowHeight = 224;
constexpr double kClosestBeats = 3;
constexpr double kNumberedWidth = 26;

std::string clean(const std::string& text) {
    return html_text(timeline::one_line(text));
}

std::string clock_text(double time_s) {
    const auto tenths = static_cast<std::int64_t>(std::llround(time_s * 10));
    return fmt::format("{}:{:02}{}", tenths / 600, tenths / 10 % 60,
                       tenths % 10 == 0 ? "" : fmt::format(".{}", tenths % 10));
}

/// The part of a stretch that lies in one row.
struct Part {
    std::size_t row;
    double x;
    double width;
};

class Drawing {
public:
    explicit Drawing(const Storyboard& board) : board_(board), row_s_(seconds(board.rows.length)) {}

    std::string svg() {
        const double height = kTop + kRowHeight * static_cast<double>(board_.rows.count);
        svg_ = fmt::format(
            "<svg class=\"board\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
            "height=\"{1}\" font-family=\"DejaVu Sans,sans-serif\">\n<title>{2}</title>\n<style>{3}</style>\n"
            "<rect class=\"ground\" width=\"{0}\" height=\"{1}\"/>\n",
            kRowWidth + 2 * kLeft, height, name(), kBoardStyle);
        heading();
        for (std::size_t i = 0; i < board_.shots.size(); ++i) shot(i);
        for (const Segment& text : board_.texts) words(text);
        for (std::size_t row = 0; row < board_.rows.count; ++row) wave(row);
        beats();
        cuts();
        clock();
        return std::move(svg_) + "</svg>\n";
    }

private:
    template <typename... Values>
    void draw(fmt::format_string<Values...> words, Values&&... values) {
        fmt::format_to(std::back_inserter(svg_), words, std::forward<Values>(values)...);
    }

    [[nodiscard]] std::string name() const {
        return board_.title.empty() ? std::string("Storyboard") : clean(board_.title);
    }

    [[nodiscard]] double top(std::size_t row) const { return kTop + kRowHeight * static_cast<double>(row); }

    /// Where a moment is: its row, and how far from the left.
    [[nodiscard]] Part place(Us time) const {
        const double at = seconds(time) / row_s_;
        const double row = std::clamp(std::floor(at), 0.0, static_cast<double>(board_.rows.count - 1));
        return {static_cast<std::size_t>(row), kLeft + (at - row) * kRowWidth, 0};
    }

    [[nodiscard]] std::vector<Part> parts(Us begin, Us end) const {
        std::vector<Part> found;
        for (std::size_t row = place(begin).row; row < board_.rows.count; ++row) {
            const Us from = board_.rows.length * static_cast<std::int64_t>(row);
            const Us left = std::max(begin, from);
            const Us right = std::min(end, from + board_.rows.length);
            if (left >= right) break;
            found.push_back(
                {row, kLeft + seconds(left - from) / row_s_ * kRowWidth, seconds(right - left) / row_s_ * kRowWidth});
        }
        return found;
    }

    void heading() {
        draw("<text class=\"name\" x=\"{}\" y=\"26\">{}</text>\n", kLeft, name());
        const std::string pictured =
            board_.picture_every == 1 ? "" : fmt::format(", one in {} with its picture", board_.picture_every);
        draw("<text class=\"soft\" x=\"{}\" y=\"44\">{}, {} shots{}, {}×{}</text>\n", kLeft,
             clock_text(seconds(board_.duration)), board_.shots.size(), pictured, board_.canvas.width,
             board_.canvas.height);
    }

    void shot(std::size_t index) {
        const BoardShot& shot = board_.shots[index];
        const Segment& segment = shot.segment;
        const std::vector<Part> where = parts(segment.start, segment.end());
        const auto widest = std::max_element(where.begin(), where.end(),
                                             [](const Part& a, const Part& b) { return a.width < b.width; });
        draw("<g class=\"shot\"><title>{}. {}, {}{}</title>\n", index + 1, clean(timeline::segment_label(segment)),
             timeline::range_text(segment), segment.reason.empty() ? "" : ": " + clean(segment.reason));
        for (auto part = where.begin(); part != where.end(); ++part) {
            draw("<rect class=\"block\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\"/>\n", part->x,
                 top(part->row), part->width, kPictureHeight);
            if (part != widest || shot.jpeg.empty()) continue;
            draw(
                "<image x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" preserveAspectRatio=\"xMidYMid slice\" "
                "href=\"data:image/jpeg;base64,{}\"/>\n",
                part->x, top(part->row), std::min(part->width, picture_width(board_.canvas)), kPictureHeight,
                base64(shot.jpeg));
        }
        if (!where.empty() && where.front().width >= kNumberedWidth) {
            draw("<text class=\"soft\" x=\"{:.1f}\" y=\"{}\">{}</text>\n", where.front().x + 4,
                 top(where.front().row) - 4, index + 1);
        }
        draw("</g>\n");
    }

    void words(const Segment& text) {
        const bool caption = text.style.caption;
        for (const Part& part : parts(text.start, text.end())) {
            const double y = top(part.row) + (caption ? kCaptions : kTitles);
            // An inner drawing cuts what does not fit.
            draw(
                "<svg x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\"><title>{}</title>"
                "<rect class=\"{}\" width=\"100%\" height=\"100%\" rx=\"3\"/><text x=\"4\" y=\"12\">{}</text></svg>\n",
                part.x, y, part.width, kBarHeight, clean(text.text), caption ? "caption" : "title", clean(text.text));
        }
    }

    void wave(std::size_t row) {
        const std::size_t columns = kRowWidth / kWaveStep;
        const std::size_t first = row * columns;
        if (first + columns > board_.wave.size()) return;
        const float loudest = std::max(1e-6F, *std::max_element(board_.wave.begin(), board_.wave.end()));
        const double middle = top(row) + kWave + kWaveHeight / 2;
        draw("<path class=\"wave\" d=\"M{} {}", kLeft, middle);
        for (std::size_t i = 0; i < columns; ++i) {
            // Silence is a line, not nothing.
            const double half = std::max(0.5, kWaveHeight / 2 * board_.wave[first + i] / loudest);
            draw("M{} {:.1f}v{:.1f}h{}v{:.1f}z", kLeft + static_cast<double>(i * kWaveStep), middle - half, 2 * half,
                 kWaveStep, -2 * half);
        }
        draw("\"/>\n");
    }

    void line(const char* style, Us time, double from, double to) {
        const Part at = place(time);
        draw("<line class=\"{0}\" x1=\"{1:.1f}\" x2=\"{1:.1f}\" y1=\"{2}\" y2=\"{3}\"/>\n", style, at.x,
             top(at.row) + from, top(at.row) + to);
    }

    /// Only bars where beats would be too close to tell apart.
    void beats() {
        const double room = kRowWidth * static_cast<double>(board_.rows.count);
        const bool all = static_cast<double>(board_.beats.size()) * kClosestBeats <= room;
        for (const Beat& beat : board_.beats) {
            if (beat.time < Us{0} || beat.time >= Us(board_.duration) || !(all || beat.downbeat)) continue;
            const double above = beat.downbeat ? 8 : 0;
            line(beat.downbeat ? "bar" : "beat", beat.time, kWave - above, kWave + kWaveHeight + above / 2);
        }
    }

    void cuts() {
        for (const BoardShot& shot : board_.shots) {
            const Segment& segment = shot.segment;
            const Us half = Us(segment.transition.duration) / 2;
            for (const Part& part : parts(segment.start - half, segment.start + half)) {
                draw(
                    "<rect class=\"mix\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" "
                    "height=\"{}\"><title>{}</title></rect>\n",
                    part.x, top(part.row), part.width, kWave + kWaveHeight,
                    timeline::transition_text(segment.transition));
            }
            if (segment.start > Ms{0}) line("cut", segment.start, -4, kWave - 10);
        }
    }

    void clock() {
        double step_s = 1;
        for (const double larger : {2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600}) {
            if (row_s_ / step_s > 16) step_s = larger;
        }
        const double total_s = seconds(board_.duration);
        for (double n = 0; n * step_s <= total_s; ++n) {
            const Us time = from_seconds(n * step_s);
            const Part at = place(time);
            line("axis", time, kWave + kWaveHeight + 4, kWave + kWaveHeight + 8);
            draw("<text class=\"soft\" x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n", at.x,
                 top(at.row) + kClock + 3, clock_text(n * step_s));
        }
    }

    const Storyboard& board_;
    double row_s_;
    std::string svg_;
};

}  // namespace

std::string storyboard_svg(const Storyboard& board) {
    return Drawing(board).svg();
}

}  // namespace takt::flow
