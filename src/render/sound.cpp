// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/sound.h"

#include "base/stop.h"

#include <algorithm>
#include <utility>

namespace takt::render {
namespace {

constexpr auto kChannels = std::size_t{2};

}  // namespace

Mix::Mix(std::vector<Voice> voices, const std::optional<Ducking>& ducking, std::stop_token stop)
    : ducking_(ducking), stop_(std::move(stop)) {
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
    if (!playing.stream) playing.stream = open_voice(voice, stop_);
    const std::int64_t from = std::max(voice.first, position_);
    const std::int64_t to = std::min(voice.last, position_ + static_cast<std::int64_t>(out.size() / kChannels));
    block_.resize(static_cast<std::size_t>(to - from) * kChannels);
    const std::size_t count = playing.stream->read(block_);
    float* target = out.data() + static_cast<std::size_t>(from - position_) * kChannels;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t sample = from + static_cast<std::int64_t>(i);
        const double sunk = voice.ducked ? ducking_.gain(voice.volume, sample) : 1;
        const auto gain = static_cast<float>(gain_at(voice, sample) * sunk);
        target[kChannels * i] += gain * block_[kChannels * i];
        target[kChannels * i + 1] += gain * block_[kChannels * i + 1];
    }
}

}  // namespace takt::render
