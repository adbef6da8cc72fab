// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/beats_text.h"

#include "takt/error.h"

#include "base/plain_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace takt::cli {
namespace {

// Of made songs below it, four in ten beats are wrong.
constexpr double kDoubtful = 0.65;

std::string moment(Us time) {
    const auto ms = to_ms(time).count();
    return fmt::format("{}:{:02}.{:03}", ms / 60'000, ms / 1000 % 60, ms % 1000);
}

/// As it can be pasted into a shell.
std::string quoted(const std::filesystem::path& song) {
    const std::string name = plain_text(song.string());
    const auto harmless = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
               std::string_view("._-/+,=").find(c) != std::string_view::npos;
    };
    if (!name.empty() && name.front() != '-' && std::all_of(name.begin(), name.end(), harmless)) return name;
    std::string text = name.rfind('-', 0) == 0 ? "'./" : "'";
    for (const char c : name) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

std::string tempo_text(const Tempo& tempo) {
    std::string text =
        fmt::format("{:.1f} BPM{}, confidence {:.2f}", tempo.bpm, tempo.stable ? "" : " (varies)", tempo.confidence);
    std::vector<std::string> others;
    for (const TempoAlternative& other : tempo.alternatives) {
        others.push_back(fmt::format("{} {:.1f} ({:.2f})", other.relation, other.bpm, other.score));
    }
    return others.empty() ? text : fmt::format("{}; or {}", text, fmt::join(others, ", "));
}

std::string facts(const BeatGrid& grid) {
    const auto beats = grid.beats();
    const auto first = std::find_if(beats.begin(), beats.end(), [](const Beat& beat) { return beat.downbeat; });
    std::string text = fmt::format("tempo     {}\n", tempo_text(grid.tempo()));
    text += fmt::format("meter     {} beats in a bar{}\n", grid.meter(),
                        first == beats.end() ? "" : fmt::format(", the first bar at {}", moment(first->time)));
    if (!beats.empty()) {
        text += fmt::format("beats     {} in {} bars, {} to {}\n", beats.size(), beats.back().bar + 1,
                            moment(beats.front().time), moment(beats.back().time));
    }
    return text;
}

std::string sections_text(const BeatGrid& grid) {
    std::string text;
    for (const Section& section : grid.sections()) {
        text += fmt::format("{:<10}{:>8}  {:>8}  {:<8} energy {:.2f}\n", text.empty() ? "sections" : "",
                            moment(section.range.begin), moment(section.range.end), plain_text(section.label),
                            section.energy);
    }
    if (const auto& best = grid.highlight()) {
        text += fmt::format("highlight {:>8}  {:>8}  the strongest bars\n", moment(best->begin), moment(best->end));
    }
    return text;
}

std::string advice_text(const BeatGrid& grid, const std::string& song) {
    const std::string takt = fmt::format("takt beats {}", song);
    if (!grid.musical()) {
        return fmt::format(
            "advice    no beat that one could cut on: cuts will come at equal steps.\n"
            "          If you hear a tempo, say it, and where a bar begins: {} --bpm 120 --downbeat 0:01.5\n",
            takt);
    }
    if (grid.tempo().confidence >= kDoubtful || grid.correction()) {
        return fmt::format(
            "advice    hear it: {} --click check.wav; correct it: --half --double --offset --downbeat --bpm\n", takt);
    }
    return fmt::format(
        "advice    doubtful: listen to {0} --click check.wav\n"
        "          the clicks are twice too fast: {0} --half\n"
        "          twice too slow: {0} --double\n"
        "          late by 30 ms: {0} --offset -30\n"
        "          the high click is not where a bar begins: {0} --downbeat TIME\n"
        "          none of it: {0} --bpm N\n",
        takt);
}

}  // namespace

std::string correction_text(const BeatCorrection& correction) {
    std::vector<std::string> parts;
    if (correction.bpm) parts.push_back(fmt::format("{:g} BPM", *correction.bpm));
    if (correction.level != 0) {
        const int times = 1 << std::abs(correction.level);
        const char* way = correction.level < 0 ? "slower" : "faster";
        parts.push_back(fmt::format("{} times {}", times, way));
    }
    if (correction.offset != Us{0}) {
        parts.push_back(fmt::format("{:g} ms {}", std::abs(seconds(correction.offset)) * 1e3,
                                    correction.offset < Us{0} ? "earlier" : "later"));
    }
    if (correction.downbeat) parts.push_back(fmt::format("a bar begins at {}", moment(*correction.downbeat)));
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string beats_text(const BeatGrid& grid, const std::filesystem::path& song, bool advice) {
    std::string text = fmt::format("song      {}, {}\n", plain_text(song.filename().string()), moment(grid.duration()));
    text += grid.musical() ? facts(grid)
                           : fmt::format("tempo     not musical, confidence {:.2f}\n", grid.tempo().confidence);
    text += sections_text(grid);
    if (grid.correction()) {
        text += fmt::format("corrected {} (dropped by --forget)\n", correction_text(*grid.correction()));
    }
    return advice ? text + advice_text(grid, quoted(song)) : text;
}

BeatCorrection changed(const BeatCorrection& stored, const BeatChange& change, Us duration) {
    BeatCorrection correction = change.forget ? BeatCorrection{} : stored;
    if (change.bpm) {
        correction.bpm = change.bpm;
        correction.level = 0;
    }
    correction.level += change.level;
    if (std::abs(correction.level) > kMostLevels) {
        throw Error(ErrorCode::Usage, fmt::format("{}: said {} times already; begin anew with --forget, or use --bpm",
                                                  change.level < 0 ? "--half" : "--double", kMostLevels));
    }
    if (change.offset) correction.offset = *change.offset;
    if (change.downbeat) {
        correction.downbeat = *change.downbeat < Us{0} ? duration + *change.downbeat : *change.downbeat;
        if (*correction.downbeat < Us{0} || *correction.downbeat >= duration) {
            throw Error(ErrorCode::Usage,
                        fmt::format("--downbeat: the song lasts {}; name a time inside it", moment(duration)));
        }
    }
    return correction;
}

}  // namespace takt::cli
