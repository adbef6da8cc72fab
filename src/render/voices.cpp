// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/voices.h"

#include "av/input.h"
#include "base/stop.h"
#include "render/layers.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numbers>

namespace takt::render {
namespace {

constexpr std::int64_t kSamplesPerMs = kSoundRateHz / 1000;
constexpr std::int64_t kDeclick = 5 * kSamplesPerMs;
// A stretch at another speed need not end on a whole millisecond of its source.
constexpr Us kRounding{500};

std::int64_t samples(Ms time) {
    return time.count() * kSamplesPerMs;
}

/// How much of its source a voice plays meanwhile.
Us source_time(std::int64_t samples, double speed) {
    return Us{std::llround(static_cast<double>(samples) * speed * 1e6 / kSoundRateHz)};
}

bool sounds(const Segment& segment) {
    return segment.volume > 0 && segment.speed > 0;
}

bool treated_alike(const Segment& a, const Segment& b) {
    return a.volume == b.volume && a.speed == b.speed && a.keep_pitch == b.keep_pitch && a.denoise == b.denoise &&
           !a.reversed && !b.reversed;
}

bool continues(const Segment& before, const Segment& segment) {
    const Us gap = segment.source_begin - (before.source_begin + before.source_duration());
    return before.end() == segment.start && before.source == segment.source && treated_alike(before, segment) &&
           std::chrono::abs(gap) <= kRounding && before.fade_out == Ms{0} && segment.fade_in == Ms{0};
}

Voice voice_of(const Segment& segment) {
    // A source that is heard from its very begin does not click there, and its first beat must keep its attack.
    const std::int64_t declick_in = segment.source_begin > Ms{0} || segment.reversed ? kDeclick : 0;
    return {.source = segment.source,
            .source_begin = segment.source_begin + (segment.reversed ? segment.source_duration() : Us{0}),
            .first = samples(segment.start),
            .last = samples(segment.end()),
            .volume = segment.volume,
            .ramp_in = std::max(samples(segment.fade_in), declick_in),
            .ramp_out = std::max(samples(segment.fade_out), kDeclick),
            .speed = segment.speed,
            .keep_pitch = segment.keep_pitch,
            .reversed = segment.reversed,
            .denoise = segment.denoise};
}

/// Both neighbours run on for half the transition, as their pictures do.
void run_on(Voice& before, std::int64_t transition) {
    before.last += transition / 2;
    before.ramp_out = std::max(before.ramp_out, transition);
}

/// As far as the source has sound before; after its end there is silence anyway.
void begin_early(Voice& voice, std::int64_t transition) {
    const std::int64_t half = transition / 2;
    const auto before = static_cast<std::int64_t>(seconds(voice.source_begin) * kSoundRateHz / voice.speed);
    const std::int64_t available = voice.reversed ? half : std::min(half, before);
    const Us moved = source_time(available, voice.speed);
    voice.first -= available;
    voice.source_begin += voice.reversed ? moved : -moved;
    voice.ramp_in = std::max(voice.ramp_in, available + half);
}

std::vector<Voice> voices_of(const std::vector<Segment>& segments, bool clips) {
    std::vector<Voice> voices;
    voices.reserve(segments.size());  // `sounding` points into it
    const Segment* before = nullptr;
    Voice* sounding = nullptr;
    for (std::size_t i = 0; i < segments.size(); before = &segments[i++]) {
        const Segment& segment = segments[i];
        const bool crossed = clips && crosses(segments, i);
        if (sounding != nullptr && sounds(segment) && continues(*before, segment)) {
            sounding->last = samples(segment.end());
            sounding->ramp_out = std::max(samples(segment.fade_out), kDeclick);
            continue;
        }
        const std::int64_t transition = crossed ? samples(segment.transition.duration) : 0;
        if (crossed && sounding != nullptr) run_on(*sounding, transition);
        sounding = nullptr;
        if (!sounds(segment)) continue;
        sounding = &voices.emplace_back(voice_of(segment));
        if (crossed) begin_early(*sounding, transition);
    }
    return voices;
}

}  // namespace

std::vector<Voice> voices_of(const Draft& draft) {
    std::vector<Voice> voices;
    for (const Track& track : draft.tracks) {
        if (!track.is(TrackType::Audio) && !track.is(TrackType::Video)) continue;
        const bool clips = track.is(TrackType::Video);
        for (Voice& voice : voices_of(track.segments, clips)) {
            voice.may_be_mute = clips;
            voice.ducked = !clips && draft.ducking;
            voices.push_back(std::move(voice));
        }
    }
    std::stable_sort(voices.begin(), voices.end(), [](const Voice& a, const Voice& b) { return a.first < b.first; });
    return voices;
}

std::vector<Voice> with_sound(std::vector<Voice> voices, const std::stop_token& stop) {
    std::map<std::string, bool> mute;
    std::erase_if(voices, [&](const Voice& voice) {
        if (!voice.may_be_mute) return false;
        const auto known = mute.find(voice.source);
        if (known != mute.end()) return known->second;
        throw_if_stopped(stop);
        return mute.emplace(voice.source, !av::Input(voice.source, {}, stop).best_audio()).first->second;
    });
    return voices;
}

double gain_at(const Voice& voice, std::int64_t sample) {
    const auto ramp = [](std::int64_t passed, std::int64_t length) {
        if (passed >= length) return 1.0;
        return std::sin(std::numbers::pi / 2 * (static_cast<double>(passed) + 0.5) / static_cast<double>(length));
    };
    return voice.volume * ramp(sample - voice.first, voice.ramp_in) * ramp(voice.last - 1 - sample, voice.ramp_out);
}

}  // namespace takt::render
