// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/picture.h"

#include "base/plain_text.h"
#include "beats/counting.h"
#include "beats/picture_frame.h"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <utility>

namespace takt::beats {
namespace {

constexpr std::uint32_t kBarColour = 0xc62828;
constexpr std::uint32_t kBeatColour = 0xe08a8a;
constexpr std::uint32_t kSectionColour = 0xf6a623;
constexpr std::uint32_t kBestColour = 0x2e7d32;
constexpr std::uint32_t kSoft = 0x666666;
constexpr double kClosestBeats = 3;
constexpr double kClosestBars = 9;  // they cross everything: closer ones would hide it
constexpr double kNumberedBarWidth = 26;
constexpr std::size_t kLongestTitle = 90;
constexpr double kCharacterWidth = 0.68;  // of the letter size; DejaVu Sans is a wide face

/// As many whole characters as fit, with an ellipsis when some do not.
std::string shortened(const std::string& text, std::size_t most) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
        if (++characters > most) return text.substr(0, i) + "…";
    }
    return text;
}

class Picture {
public:
    explicit Picture(const BeatGrid& grid) : grid_(grid) {
        for (const Beat& beat : grid_.beats()) bars_ += beat.downbeat ? 1 : 0;
        const double width = kRight - kLeft;
        draws_beats_ = static_cast<double>(grid_.beats().size()) * kClosestBeats <= width;
        while (bars_ * kClosestBars > width * every_) every_ *= 2;
        while (bars_ * kNumberedBarWidth > width * numbered_) numbered_ *= 2;
    }

    Sheet sheet(const Drawing& drawing) {
        const std::string name = plain_text(grid_.source().filename().string());
        sheet_ = {kWidth, kHeight, "Beats of " + name, {}, {}};
        sections();
        strips(drawing);
        lines();
        form();
        clock();
        label({.x = 16, .y = 24, .size = 17, .bold = true, .text = shortened(name, kLongestTitle)});
        label({.x = 16, .y = 44, .size = 12, .rgb = kSoft, .text = summary()});
        return std::move(sheet_);
    }

private:
    void label(Label label) { sheet_.labels.push_back(std::move(label)); }
    void draw(Layer layer) {
        if (!layer.areas.empty()) sheet_.drawn.emplace_back(std::move(layer));
    }
    [[nodiscard]] double x(Us time) const { return across(time, grid_.duration()); }

    [[nodiscard]] std::string summary() const {
        const Tempo& tempo = grid_.tempo();
        const char* corrected = grid_.correction() ? " · corrected" : "";
        if (!grid_.musical()) {
            return fmt::format("not musical · confidence {:.2f} · no beats{}", tempo.confidence, corrected);
        }
        std::string text = fmt::format("{:.1f} BPM{} · confidence {:.2f}{} · {} beats, {} in a bar", tempo.bpm,
                                       tempo.stable ? "" : " (varies)", tempo.confidence, corrected,
                                       grid_.beats().size(), grid_.meter());
        if (bars_ > 0 && every_ > 1) {
            text += fmt::format(" · a line every {} bars", every_);
        } else if (bars_ > 0 && !draws_beats_) {
            text += " · lines are bars";
        }
        if (grid_.highlight()) text += " · green: the strongest bars";
        return text;
    }

    void sections() {
        for (const Section& section : grid_.sections()) {
            const double left = x(section.range.begin);
            const double width = x(section.range.end) - left;
            const double strength = std::clamp(section.energy, 0.0, 1.0);
            draw({kSectionColour,
                  0.2 + 0.65 * strength,
                  {{left, kSections.y, std::max(0.5, width - 1), kSections.height}}});
            draw({kSectionColour, 0.04 + 0.16 * strength, {{left, kWave.y, width, kWave.height}}});
            const std::string name = plain_text(section.label);
            if (static_cast<double>(columns(name)) * 11 * kCharacterWidth + 8 > width) continue;
            label({.x = left + 4, .y = kSections.y + 13, .rgb = 0x4a2c00, .text = name});
        }
    }

    void strips(const Drawing& drawing) {
        draw(wave_layer(drawing.wave));
        if (Raster spectrum = spectrum_raster(drawing.timbre); spectrum.columns > 0) {
            sheet_.drawn.emplace_back(std::move(spectrum));
        }
        draw(onset_layer(drawing.onsets));
        draw({0xbbbbbb, 1, {{kLeft, kOnsets.y + kOnsets.height, kRight - kLeft, 1}}});
        const auto side = [&](double y, const char* text) {
            label({.x = kLeft - 6, .y = y, .size = 10, .rgb = kSoft, .anchor = Anchor::End, .text = text});
        };
        side(kWave.y + kWave.height / 2 + 4, "sound");
        side(kSpectrum.y + 10, "16 kHz");
        side(kSpectrum.y + kSpectrum.height - 3, "30 Hz");
        side(kOnsets.y + kOnsets.height / 2 + 4, "onsets");
        if (bars_ > 0) side(kBarNumbers, "bar");
    }

    void lines() {
        Layer beats{kBeatColour, 1, {}};
        Layer bars{kBarColour, 0.75, {}};
        const std::vector<Count> counts = counted(grid_);
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const Beat& beat = grid_.beats()[i];
            const double at = x(beat.time);
            if (!beat.downbeat) {
                if (draws_beats_) beats.areas.push_back({at - 0.5, kOnsets.y, 1, kOnsets.height});
                continue;
            }
            const int bar = counts[i].bar - 1;
            if (bar % every_ == 0) {
                bars.areas.push_back({at - 0.5, kWave.y, 1, kWave.height});
                bars.areas.push_back({at - 0.5, kSpectrum.y, 1, 6});
                bars.areas.push_back({at - 0.5, kOnsets.y, 1, kOnsets.height + 4});
            }
            if (bar % numbered_ == 0) {
                label({.x = at,
                       .y = kBarNumbers,
                       .size = 9,
                       .rgb = kBarColour,
                       .anchor = Anchor::Middle,
                       .text = fmt::format("{}", bar + 1)});
            }
        }
        draw(std::move(beats));
        draw(std::move(bars));
    }

    /// Phrases are thicker lines in the sound, the strongest bars a green line above it.
    void form() {
        Layer phrases{kBarColour, 1, {}};
        const auto count = static_cast<double>(grid_.phrases().size());
        if (count * kClosestBars <= kRight - kLeft) {
            for (const Us phrase : grid_.phrases()) {
                phrases.areas.push_back({x(phrase) - 1.25, kWave.y, 2.5, kWave.height});
            }
        }
        draw(std::move(phrases));
        if (const auto& best = grid_.highlight()) {
            const double left = x(best->begin);
            draw({kBestColour, 1, {{left, kSections.y + kSections.height, x(best->end) - left, 4}}});
        }
    }

    void clock() {
        constexpr int kMostTimes = 16;
        const double total = seconds(grid_.duration());
        double step = 1;
        for (const double larger : {5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600}) {
            if (total / step > kMostTimes) step = larger;
        }
        Layer ticks{kSoft, 1, {}};
        for (int n = 0; n * step <= total && n <= 2 * kMostTimes; ++n) {
            const auto whole = static_cast<int>(n * step);
            const double at = x(from_seconds(n * step));
            ticks.areas.push_back({at - 0.5, kClock - 14, 1, 4});
            const std::string text = whole < 3600
                                         ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                                         : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
            const double half = static_cast<double>(text.size()) * 10 * kCharacterWidth / 2;
            label({.x = std::min(at, kWidth - half),
                   .y = kClock,
                   .size = 10,
                   .rgb = kSoft,
                   .anchor = Anchor::Middle,
                   .text = text});
        }
        draw(std::move(ticks));
    }

    const BeatGrid& grid_;
    double bars_ = 0;
    bool draws_beats_ = true;
    int every_ = 1;
    int numbered_ = 1;
    Sheet sheet_;
};

}  // namespace

Sheet beats_sheet(const BeatGrid& grid, const Drawing& drawing) {
    return Picture(grid).sheet(drawing);
}

std::string beats_svg(const BeatGrid& grid, const Drawing& drawing) {
    return sheet_svg(beats_sheet(grid, drawing));
}

}  // namespace takt::beats
