// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace takt::beats {
namespace {

//   0   title, tempo
//  56   +--------------------------+
//       |  sections behind waveform|   beats as lines, bars as longer ones
// 216   +--------------------------+
// 236   +-- onset curve -----------+
// 316   +--------------------------+
// 336   seconds
constexpr double kWidth = 1200;
constexpr double kHeight = 356;
constexpr double kMargin = 24;
constexpr double kPlotWidth = kWidth - 2 * kMargin;
constexpr double kWaveTop = 56;
constexpr double kWaveHeight = 160;
constexpr double kOnsetTop = 236;
constexpr double kOnsetHeight = 80;
constexpr std::size_t kColumns = static_cast<std::size_t>(kPlotWidth);
constexpr double kLabelledBarWidth = 22;  // narrower bars are numbered every 2nd, 4th, …

std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            default: result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return result;
}

class Picture {
public:
    Picture(const BeatGrid& grid, const Drawing& drawing) : grid_(grid), drawing_(drawing) {}

    std::string svg() {
        open();
        sections();
        wave();
        onsets();
        beats();
        axis();
        return out_ + "</svg>\n";
    }

private:
    template <typename... Args>
    void add(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }

    [[nodiscard]] double x(Us time) const {
        const double share = seconds(time) / std::max(1e-6, seconds(grid_.duration()));
        return kMargin + kPlotWidth * std::clamp(share, 0.0, 1.0);
    }

    void open() {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
            "font-family=\"system-ui,sans-serif\" font-size=\"11\" fill=\"#333\">\n"
            "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
            kWidth, kHeight);
        const std::string name = escaped(grid_.source().filename().string());
        add("<title>Beats of {0}</title>\n<text x=\"{1}\" y=\"26\" font-size=\"17\" font-weight=\"600\">{0}</text>\n",
            name, kMargin);
        add("<text x=\"{}\" y=\"44\" fill=\"#666\">{}</text>\n", kMargin, summary());
    }

    [[nodiscard]] std::string summary() const {
        const Tempo& tempo = grid_.tempo();
        if (!grid_.musical()) return fmt::format("not musical · confidence {:.2f} · no beats", tempo.confidence);
        return fmt::format("{:.1f} BPM{} · confidence {:.2f} · {} beats, {} in a bar", tempo.bpm,
                           tempo.stable ? "" : " (varies)", tempo.confidence, grid_.beats().size(), grid_.meter());
    }

    void sections() {
        for (const Section& section : grid_.sections()) {
            const double left = x(section.range.begin);
            const double width = x(section.range.end) - left;
            add("<rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" fill=\"#f6a623\" fill-opacity=\"{:.2f}\" "
                "stroke=\"#fff\"/>\n",
                left, kWaveTop, width, kWaveHeight, 0.06 + 0.22 * section.energy);
            add("<text x=\"{:.1f}\" y=\"{}\" fill=\"#9a5b00\">{}</text>\n", left + 4, kWaveTop + 13,
                escaped(section.label));
        }
    }

    /// The hops of one pixel column.
    [[nodiscard]] static std::pair<std::size_t, std::size_t> column(std::size_t i, std::size_t hops) {
        const std::size_t begin = i * hops / kColumns;
        return {begin, std::max(begin + 1, (i + 1) * hops / kColumns)};
    }

    void wave() {
        const std::size_t hops = drawing_.wave.size();
        if (hops == 0) return;
        float peak = 1e-6F;
        for (const Extent& extent : drawing_.wave) peak = std::max({peak, extent.high, -extent.low});
        out_ += "<path stroke=\"#4a6fa5\" fill=\"none\" d=\"";
        for (std::size_t i = 0; i < kColumns; ++i) {
            const auto [begin, end] = column(i, hops);
            Extent extent = drawing_.wave[begin];
            for (std::size_t hop = begin; hop < end; ++hop) {
                extent.low = std::min(extent.low, drawing_.wave[hop].low);
                extent.high = std::max(extent.high, drawing_.wave[hop].high);
            }
            const double middle = kWaveTop + kWaveHeight / 2;
            const double scale = 0.45 * kWaveHeight / peak;
            add("M{:.1f} {:.1f}V{:.1f}", kMargin + static_cast<double>(i) + 0.5, middle - scale * extent.high,
                middle - scale * extent.low + 0.5);
        }
        out_ += "\"/>\n";
    }

    void onsets() {
        const std::size_t hops = drawing_.onsets.size();
        add("<path stroke=\"#2e7d5b\" fill=\"#2e7d5b\" fill-opacity=\"0.15\" d=\"M{} {}", kMargin,
            kOnsetTop + kOnsetHeight);
        for (std::size_t i = 0; hops > 0 && i < kColumns; ++i) {
            const auto [begin, end] = column(i, hops);
            float top = 0;
            for (std::size_t hop = begin; hop < end; ++hop) top = std::max(top, drawing_.onsets[hop]);
            add("L{:.1f} {:.1f}", kMargin + static_cast<double>(i) + 0.5, kOnsetTop + kOnsetHeight * (1 - top));
        }
        add("L{} {}Z\"/>\n", kMargin + kPlotWidth, kOnsetTop + kOnsetHeight);
    }

    void beats() {
        int every = 1;
        const double bars = grid_.beats().empty() ? 1 : std::max(1, grid_.beats().back().bar + 1);
        while (every * kPlotWidth / bars < kLabelledBarWidth) every *= 2;
        for (const Beat& beat : grid_.beats()) {
            const double top = beat.downbeat ? kWaveTop : kOnsetTop;
            add("<path stroke=\"{}\" stroke-width=\"{}\" d=\"M{:.1f} {}V{}\"/>\n",
                beat.downbeat ? "#c62828" : "#e08a8a", beat.downbeat ? 1.2 : 0.8, x(beat.time), top,
                kOnsetTop + kOnsetHeight + (beat.downbeat ? 4 : 0));
            if (beat.downbeat && beat.bar % every == 0) {
                add("<text x=\"{:.1f}\" y=\"{}\" fill=\"#c62828\" font-size=\"9\">{}</text>\n", x(beat.time) + 2,
                    kWaveTop + kWaveHeight + 11, beat.bar + 1);
            }
        }
    }

    void axis() {
        const double total = seconds(grid_.duration());
        double step = 1;
        for (const double larger : {5, 10, 30, 60, 300, 600}) {
            if (total / step > 20) step = larger;
        }
        for (double at = 0; at <= total && step * 200 > total; at += step) {
            const auto whole = static_cast<int>(at);
            add("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\" fill=\"#666\">{}:{:02}</text>\n",
                x(from_seconds(at)), kHeight - 16, whole / 60, whole % 60);
        }
    }

    const BeatGrid& grid_;
    const Drawing& drawing_;
    std::string out_;
};

}  // namespace

std::string beats_svg(const BeatGrid& grid, const Drawing& drawing) {
    return Picture(grid, drawing).svg();
}

}  // namespace takt::beats
