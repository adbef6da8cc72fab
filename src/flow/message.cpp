// SPDX-License-Identifier: GPL-3.0-or-later
// What a service is told: the request as it was typed, then the facts measured from the files, under a heading that our
// own editor (behind `takt serve`) knows to stop at.
#include "flow/message.h"

#include "takt/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace takt::flow {
namespace {

// An hour-long mix has thousands; no editor places that many by hand.
constexpr std::size_t kMostCuts = 500;

/// What the facts have to answer.
struct Asked {
    bool music_video = true;  ///< else a song under the clips
    bool transitions = false;
};

template <typename... Ops>
bool is_any(const EditOp& op) {
    return (std::holds_alternative<Ops>(op) || ...);
}

/// What is unclear to our own editor may be clear to a service: then it is told of the beats.
Asked asked_in(const std::string& request) {
    Asked asked;
    try {  // a parser's boundary: what is unclear there is only unknown here
        bool on_beats = false;
        bool music = false;
        for (const Reading::Read& read : understand(request).read) {
            on_beats |= is_any<op::MusicVideo, op::CutToBeat, op::SnapCuts, op::ChangePace, op::FitVideo>(read.op);
            music |= is_any<op::AddMusic, op::ReplaceMusic, op::FitMusic>(read.op);
            const auto* video = std::get_if<op::MusicVideo>(&read.op);
            asked.transitions |= is_any<op::SetTransition>(read.op) || (video != nullptr && video->transitions);
        }
        asked.music_video = on_beats || !music;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::EditUnclear) throw;
    }
    return asked;
}

class Message {
public:
    Message(const std::string& prompt, const EditInputs& inputs, const EditSettings& settings)
        : prompt_(prompt), inputs_(inputs), settings_(settings), asked_(asked_in(prompt)) {}

    std::string text() {
        const bool under_a_clip = !asked_.music_video;
        if (!inputs_.songs.empty()) under_a_clip ? song_under_the_clip() : song_to_cut_to();
        line(fmt::format("The finished video lasts {}; canvas {}.", seconds_text(total()), canvas()));
        if (!inputs_.songs.empty() && !under_a_clip) cuts();
        if (inputs_.clips.size() > 1) order();
        if (!settings_.title.empty()) line(fmt::format("Title at the start: \"{}\".", settings_.title));
        line(fmt::format("Add nothing that was not asked for: no other music, no {}titles, no voice-over, no captions.",
                         settings_.title.empty() ? "" : "other "));
        return fmt::format("{}{}; times in seconds from the start:\n{}", prompt_, kMeasuredFacts,
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
        const bool as_the_clip = inputs_.songs.empty() || !asked_.music_video;
        return as_the_clip ? footage : inputs_.songs.front().grid.duration();
    }

    void song_under_the_clip() {
        line(fmt::format("Audio: {}, from its beginning, under the picture's own sound, faded out at the end.",
                         inputs_.songs.front().name));
    }

    void song_to_cut_to() {
        const SongSource& song = inputs_.songs.front();
        line(fmt::format("Audio: {}, from its beginning.", song.name));
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
        if (asked_.transitions) {
            line("Shots change by short crossfades, centred on these times.");
        } else {
            line("Shots change by hard cuts, unless asked otherwise above.");
        }
    }

    void order() {
        std::vector<std::string> clips;
        for (const ClipSource& clip : inputs_.clips) {
            const std::string runs = clip.kind == MediaKind::Still ? "still" : seconds_text(clip.duration);
            clips.push_back(fmt::format("{} ({})", clip.name, runs));
        }
        line(fmt::format("Files in this order: {}.", fmt::join(clips, ", ")));
    }

    const std::string& prompt_;
    const EditInputs& inputs_;
    const EditSettings& settings_;
    Asked asked_;
    std::vector<std::string> lines_;
};

}  // namespace

std::string compose_message(const std::string& prompt, const EditInputs& inputs, const EditSettings& settings) {
    return Message(prompt, inputs, settings).text();
}

}  // namespace takt::flow
