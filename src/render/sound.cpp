// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/sound.h"

#include "av/input.h"
#include "base/stop.h"
#include "render/layers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

namespace takt::render {
namespace {

constexpr std::int64_t kSamplesPerMs = kSoundRateHz / 1000;
constexpr std::int64_t kDeclick = 5 * kSamplesPerMs;
constexpr auto kChannels = std::size_t{2};

std::int64_t samples(Ms time) {
    return time.count() * kSamplesPerMs;
}

bool continues(const Segment& before, const Segment& segment) {
    return before.end() == segment.start && before.source == segment.source && before.volume == segment.volume &&
           before.source_begin + before.duration == segment.source_begin && before.fade_out == Ms{0} &&
           segment.fade_in == Ms{0};
}

Voice voice_of(const Segment& segment, bool clip) {
    // A source that is heard from its very begin does not click there, and its first beat must keep its attack.
    const std::int64_t declick_in = segment.source_begin > Ms{0} ? kDeclick : 0;
    return {.source = segment.source,
            .source_begin = segment.source_begin,
            .first = samples(segment.start),
            .last = samples(segment.end()),
            .volume = segment.volume,
            .ramp_in = std::max(samples(segment.fade_in), declick_in),
            .ramp_out = std::max(samples(segment.fade_out), kDeclick),
            .may_be_mute = clip};
}

/// Both neighbours run on for half the crossfade, as their pictures do.
void run_on(Voice& before, std::int64_t crossfade) {
    before.last += crossfade / 2;
    before.ramp_out = std::max(before.ramp_out, crossfade);
}

void begin_early(Voice& voice, std::int64_t crossfade) {
    const std::int64_t half = crossfade / 2;
    const std::int64_t available = std::min(half, voice.source_begin.count() * kSoundRateHz / 1'000'000);
    voice.first -= available;
    voice.source_begin -= Us{available * 1'000'000 / kSoundRateHz};
    voice.ramp_in = std::max(voice.ramp_in, available + half);
}

void add_voices(const Track& track, std::vector<Voice>& voices) {
    const bool clips = track.is(TrackType::Video);
    const Segment* before = nullptr;
    Voice* sounding = nullptr;
    std::vector<Voice> own;
    own.reserve(track.segments.size());
    for (std::size_t i = 0; i < track.segments.size(); before = &track.segments[i++]) {
        const Segment& segment = track.segments[i];
        if (sounding != nullptr && segment.volume > 0 && continues(*before, segment)) {
            sounding->last = samples(segment.end());
            sounding->ramp_out = std::max(samples(segment.fade_out), kDeclick);
            continue;
        }
        const bool crossed = clips && crosses(track.segments, i);
        const std::int64_t crossfade = crossed ? samples(segment.transition.duration) : 0;
        if (crossed && sounding != nullptr) run_on(*sounding, crossfade);
        sounding = nullptr;
        if (segment.volume <= 0) continue;
        sounding = &own.emplace_back(voice_of(segment, clips));
        if (crossed) begin_early(*sounding, crossfade);
    }
    voices.insert(voices.end(), own.begin(), own.end());
}

}  // namespace

std::vector<Voice> voices_of(const Draft& draft) {
    std::vector<Voice> voices;
    for (const Track& track : draft.tracks) {
        if (track.is(TrackType::Audio) || track.is(TrackType::Video)) add_voices(track, voices);
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

Mix::Mix(std::vector<Voice> voices, std::stop_token stop) : stop_(std::move(stop)) {
    for (Voice& voice : voices) playing_.push_back({std::move(voice), nullptr});
}

void Mix::read(std::span<float> out) {
    throw_if_stopped(stop_);
    std::fill(out.begin(), out.end(), 0.0F);
    const auto end = position_ + static_cast<std::int64_t>(out.size() / kChannels);
    for (Playing& playing : playing_) {
        if (playing.voice.first >= end) break;
        if (playing.voice.last > position_) add(playing, out);
    }
    position_ = end;
    std::erase_if(playing_, [&](const Playing& playing) { return playing.voice.last <= position_; });
}

void Mix::add(Playing& playing, std::span<float> out) {
    const Voice& voice = playing.voice;
    if (!playing.reader) {
        playing.reader =
            std::make_unique<av::AudioReader>(voice.source, av::AudioFormat{kSoundRateHz, static_cast<int>(kChannels)},
                                              std::nullopt, voice.source_begin, stop_);
    }
    const std::int64_t from = std::max(voice.first, position_);
    const std::int64_t to = std::min(voice.last, position_ + static_cast<std::int64_t>(out.size() / kChannels));
    block_.resize(static_cast<std::size_t>(to - from) * kChannels);
    const std::size_t count = playing.reader->read(block_);
    float* target = out.data() + static_cast<std::size_t>(from - position_) * kChannels;
    for (std::size_t i = 0; i < count; ++i) {
        const auto gain = static_cast<float>(gain_at(voice, from + static_cast<std::int64_t>(i)));
        target[kChannels * i] += gain * block_[kChannels * i];
        target[kChannels * i + 1] += gain * block_[kChannels * i + 1];
    }
}

}  // namespace takt::render
