// SPDX-License-Identifier: GPL-3.0-or-later
// `takt serve` reads these messages with our own editor, so the facts are put in words that it finds no request in;
// what people chose (names of files) is shortened where it would be read as one.
#include "flow/message.h"

#include "takt/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace takt::flow {
namespace {

// An hour-long mix has thousands; no editor places that many by hand.
constexpr std::size_t kMostCuts = 500;

/// What our own editor reads in a request; absent when nothing.
struct Reading {
    Intent intent = Intent::MusicVideo;
    bool transitions = false;
    bool operator==(const Reading&) const = default;
};

std::optional<Reading> reading_of(const std::string& request) {
    try {  // a parser's boundary: what is unclear there is only unknown here
        const Understood understood = understand(request);
        return Reading{understood.intent, understood.transitions};
    } catch (const Error& error) {
        if (error.code() != ErrorCode::EditUnclear) throw;
        return std::nullopt;
    }
}

class Message {
public:
    Message(const std::string& prompt, const EditInputs& inputs, const EditSettings& settings)
        : prompt_(prompt), inputs_(inputs), settings_(settings), reading_(reading_of(prompt)) {}

    std::string text() {
        const bool under_a_clip = reading_ && reading_->intent != Intent::MusicVideo;
        if (!inputs_.songs.empty()) under_a_clip ? song_under_the_clip() : song_to_cut_to();
        line(fmt::format("The finished video lasts {}; canvas {}.", seconds_text(total()), canvas()));
        if (!inputs_.songs.empty() && !under_a_clip) cuts();
        if (inputs_.clips.size() > 1) order();
        if (!settings_.title.empty()) line(fmt::format("Title at the start: \"{}\".", settings_.title));
        line(fmt::format("Add nothing that was not asked for: no other music, no {}titles, no voice-over, no captions.",
                         settings_.title.empty() ? "" : "other "));
        return fmt::format("{}\n\nMeasured from the files; times in seconds from the start:\n{}", prompt_,
                           fmt::join(lines_, "\n"));
    }

private:
    static std::string seconds_text(Us time) { return fmt::format("{:.3f}", seconds(time)); }
    void line(std::string text) { lines_.push_back("- " + std::move(text)); }

    [[nodiscard]] std::string canvas() const {
        const Size size = canvas_size(settings_.aspect, inputs_.clips);
        return fmt::format("{}x{}", size.width, size.height);
    }

    [[nodiscard]] Us total() const {
        Us footage{};
        for (const ClipSource& clip : inputs_.clips) {
            footage += clip.kind == MediaKind::Still ? Us{settings_.still_length} : clip.duration;
        }
        if (settings_.length) return *settings_.length;
        const bool as_the_clip = inputs_.songs.empty() || (reading_ && reading_->intent != Intent::MusicVideo);
        return as_the_clip ? footage : inputs_.songs.front().grid.duration();
    }

    /// The name, or its end, by which it is told as well: prepared files end in a fingerprint.
    [[nodiscard]] std::string shown(const std::string& name) const {
        if (reading_of(prompt_ + "\n" + name) == reading_) return name;
        const std::string stem = name.substr(0, name.find_last_of('.'));
        const std::string tail = "…" + stem.substr(stem.find_last_of('-') + 1);
        return reading_of(prompt_ + "\n" + tail) == reading_ ? tail : "as uploaded";
    }

    void song_under_the_clip() {
        line(fmt::format("Audio: {}, from its beginning, under the picture's own sound, faded out at the end.",
                         shown(inputs_.songs.front().name)));
    }

    void song_to_cut_to() {
        const SongSource& song = inputs_.songs.front();
        line(fmt::format("Audio: {}, from its beginning.", shown(song.name)));
        if (!song.grid.musical()) return;
        std::string pulse = fmt::format("{:.1f} BPM, {} to the bar", song.grid.tempo().bpm, song.grid.meter());
        const auto beats = song.grid.beats();
        const auto first = std::find_if(beats.begin(), beats.end(), [](const Beat& beat) { return beat.downbeat; });
        if (first != beats.end()) pulse += fmt::format(", first downbeat at {}", seconds_text(first->time));
        line(pulse + ".");
    }

    [[nodiscard]] std::vector<Us> cut_times() const {
        std::vector<Us> times;
        Us last{};
        for (const CutHint& hint : inputs_.songs.front().grid.hints(settings_.pace)) {
            if (hint.time >= total() || times.size() == kMostCuts) break;
            if (hint.time - last < settings_.min_shot) continue;
            times.push_back(hint.time);
            last = hint.time;
        }
        return times;
    }

    /// "intro from 0.000, energy 0.3, 2 cuts" for each that the video reaches.
    [[nodiscard]] std::vector<std::string> sections(const std::vector<Us>& times) const {
        std::vector<std::string> parts;
        for (const Section& section : inputs_.songs.front().grid.sections()) {
            if (section.range.begin >= total()) break;
            const auto cuts = std::count_if(times.begin(), times.end(), [&](Us time) {
                return time >= section.range.begin && time < section.range.end;
            });
            parts.push_back(fmt::format("{} from {}, energy {:.1f}, {} cut{}", section.label,
                                        seconds_text(section.range.begin), section.energy, cuts, cuts == 1 ? "" : "s"));
        }
        return parts;
    }

    void cuts() {
        const BeatGrid& grid = inputs_.songs.front().grid;
        if (!grid.musical()) {
            line(fmt::format("No steady pulse was found; shots of equal spacing: {}.",
                             seconds_text(equal_step(settings_.pace))));
        }
        const std::vector<Us> times = cut_times();
        std::vector<std::string> texts;
        for (const Us time : times) texts.push_back(seconds_text(time));
        if (!texts.empty()) line(fmt::format("Cut exactly at: {}.", fmt::join(texts, ", ")));
        if (const auto parts = sections(times); parts.size() > 1) {
            line(fmt::format("Sections: {}.", fmt::join(parts, "; ")));
        }
        if (reading_ && reading_->transitions) {
            line("Shots change by short crossfades, centred on these times.");
        } else {
            line("Shots change by hard cuts, unless asked otherwise above.");
        }
    }

    void order() {
        std::vector<std::string> clips;
        for (const ClipSource& clip : inputs_.clips) {
            const std::string runs = clip.kind == MediaKind::Still ? "still" : seconds_text(clip.duration);
            clips.push_back(fmt::format("{} ({})", shown(clip.name), runs));
        }
        line(fmt::format("Files in this order: {}.", fmt::join(clips, ", ")));
    }

    const std::string& prompt_;
    const EditInputs& inputs_;
    const EditSettings& settings_;
    std::optional<Reading> reading_;
    std::vector<std::string> lines_;
};

}  // namespace

std::string compose_message(const std::string& prompt, const EditInputs& inputs, const EditSettings& settings) {
    return Message(prompt, inputs, settings).text();
}

}  // namespace takt::flow
