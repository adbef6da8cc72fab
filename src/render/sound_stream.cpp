// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/sound_stream.h"

#include "av/audio_reader.h"
#include "base/stop.h"
#include "render/denoise.h"
#include "render/tempo.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace takt::render {
namespace {

constexpr int kChannels = 2;

class Forwards final : public SoundStream {
public:
    Forwards(const Voice& voice, int rate_hz, const std::stop_token& stop)
        : reader_(voice.source, {rate_hz, kChannels}, std::nullopt, voice.source_begin, stop) {}
    std::size_t read(std::span<float> out) override { return reader_.read(out); }

private:
    av::AudioReader reader_;
};

/// Reads pieces from the later to the earlier, each forwards, and turns them round.
class BackwardsSound final : public SoundStream {
public:
    BackwardsSound(const Voice& voice, int rate_hz, std::stop_token stop)
        : source_(voice.source),
          rate_hz_(rate_hz),
          stop_(std::move(stop)),
          left_(nearest_frame(voice.source_begin, {rate_hz, 1})) {}

    std::size_t read(std::span<float> out) override {
        std::size_t done = 0;
        while (done < out.size()) {
            if (shown_ == piece_.size() && !next_piece()) break;
            const std::size_t count = std::min(out.size() - done, piece_.size() - shown_);
            std::copy_n(piece_.begin() + static_cast<std::ptrdiff_t>(shown_), count,
                        out.begin() + static_cast<std::ptrdiff_t>(done));
            shown_ += count;
            done += count;
        }
        return done / kChannels;
    }

private:
    // 4 MB, ten seconds at 48 kHz: opening the file again for each costs nothing then.
    static constexpr std::int64_t kPiece = 480'000;

    bool next_piece() {
        if (left_ == 0) return false;
        throw_if_stopped(stop_);
        const std::int64_t count = std::min(left_, kPiece);
        left_ -= count;
        piece_.assign(static_cast<std::size_t>(count) * kChannels, 0.0F);
        shown_ = 0;
        av::AudioReader reader(source_, {rate_hz_, kChannels}, std::nullopt, frame_time(left_, {rate_hz_, 1}), stop_);
        (void)reader.read(piece_);  // what the source does not have is silence
        std::reverse(piece_.begin(), piece_.end());
        for (std::size_t i = 0; i < piece_.size(); i += kChannels) std::swap(piece_[i], piece_[i + 1]);
        return true;
    }

    std::string source_;
    int rate_hz_;
    std::stop_token stop_;
    std::int64_t left_;  // samples before what was read
    std::vector<float> piece_;
    std::size_t shown_ = 0;
};

class Stretched final : public SoundStream {
public:
    Stretched(std::unique_ptr<SoundStream> source, double speed)
        : source_(std::move(source)), tempo_(speed, [this](std::span<float> out) { return source_->read(out); }) {}
    std::size_t read(std::span<float> out) override {
        tempo_.read(out);
        return out.size() / kChannels;
    }

private:
    std::unique_ptr<SoundStream> source_;
    Tempo tempo_;
};

std::unique_ptr<SoundStream> open_source(const Voice& voice, int rate_hz, const std::stop_token& stop) {
    if (voice.reversed) return std::make_unique<BackwardsSound>(voice, rate_hz, stop);
    return std::make_unique<Forwards>(voice, rate_hz, stop);
}

}  // namespace

std::unique_ptr<SoundStream> open_voice(const Voice& voice, const std::stop_token& stop) {
    // Pitch and speed change together when sound is made for another rate than the one it is played at. The rate is
    // whole: at most 2 ms too fast or slow in a minute.
    const bool resampled = voice.speed != 1 && !voice.keep_pitch;
    const int rate_hz = resampled ? static_cast<int>(std::lround(kSoundRateHz / voice.speed)) : kSoundRateHz;
    std::unique_ptr<SoundStream> stream = open_source(voice, rate_hz, stop);
    if (voice.denoise) {
        const double floor_db = noise_floor_db(*open_source(voice, rate_hz, stop));
        stream = std::make_unique<Denoised>(std::move(stream), floor_db);
    }
    if (voice.speed != 1 && voice.keep_pitch) stream = std::make_unique<Stretched>(std::move(stream), voice.speed);
    return stream;
}

}  // namespace takt::render
