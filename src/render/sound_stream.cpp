// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/sound_stream.h"

#include "av/audio_reader.h"
#include "av/check.h"
#include "av/filter_graph.h"
#include "base/stop.h"
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

av::FramePtr sound_frame(int samples) {
    av::FramePtr frame = av::make_frame();
    frame->format = AV_SAMPLE_FMT_FLT;
    frame->sample_rate = kSoundRateHz;
    frame->nb_samples = samples;
    av_channel_layout_default(&frame->ch_layout, kChannels);
    av::check(av_frame_get_buffer(frame.get(), 0), "make a sound frame", {}, ErrorCode::Internal);
    return frame;
}

std::span<float> samples_of(AVFrame& frame) {
    return {reinterpret_cast<float*>(frame.data[0]), static_cast<std::size_t>(frame.nb_samples) * kChannels};
}

/// libavfilter's afftdn: 12 dB less noise, whose floor is followed from -50 dBFS on.
class Denoised final : public SoundStream {
public:
    explicit Denoised(std::unique_ptr<SoundStream> source)
        : source_(std::move(source)), graph_(kChain, *sound_frame(kBlock), {1, kSoundRateHz}) {}

    std::size_t read(std::span<float> out) override {
        while (ready_.size() < out.size() + late_) {
            if (!feed()) break;
        }
        const std::size_t skipped = std::min(late_, ready_.size());
        late_ -= skipped;
        const std::size_t count = std::min(out.size(), ready_.size() - skipped);
        const auto begin = ready_.begin() + static_cast<std::ptrdiff_t>(skipped);
        std::copy_n(begin, count, out.begin());
        ready_.erase(ready_.begin(), begin + static_cast<std::ptrdiff_t>(count));
        return count / kChannels;
    }

private:
    static constexpr const char* kChain = "afftdn=nr=12:nf=-50:tn=1,aformat=sample_fmts=flt:channel_layouts=stereo";
    static constexpr int kBlock = 4096;
    // The filter answers 25 ms late and does not say so (tests/render/speed_sound_test.cpp would hear a change).
    static constexpr std::size_t kLate = std::size_t{kSoundRateHz} / 40 * kChannels;

    /// False once the source and the silence that drives its end through the filter are used up.
    bool feed() {
        if (ended_) return false;
        const av::FramePtr block = sound_frame(kBlock);
        const std::span<float> samples = samples_of(*block);
        const std::size_t count = source_->read(samples);
        std::fill(samples.begin() + static_cast<std::ptrdiff_t>(count * kChannels), samples.end(), 0.0F);
        ended_ = count < kBlock;
        block->pts = sent_;
        sent_ += kBlock;
        graph_.send(block.get());
        const av::FramePtr answer = av::make_frame();
        while (graph_.receive(*answer) == av::Pull::Frame) {
            const std::span<float> made = samples_of(*answer);
            ready_.insert(ready_.end(), made.begin(), made.end());
            av_frame_unref(answer.get());
        }
        return true;
    }

    std::unique_ptr<SoundStream> source_;
    av::FilterGraph graph_;
    std::int64_t sent_ = 0;
    std::vector<float> ready_;
    std::size_t late_ = kLate;
    bool ended_ = false;
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

}  // namespace

std::unique_ptr<SoundStream> open_voice(const Voice& voice, const std::stop_token& stop) {
    // Pitch and speed change together when sound is made for another rate than the one it is played at. The rate is
    // whole: at most 2 ms too fast or slow in a minute.
    const bool resampled = voice.speed != 1 && !voice.keep_pitch;
    const int rate_hz = resampled ? static_cast<int>(std::lround(kSoundRateHz / voice.speed)) : kSoundRateHz;
    std::unique_ptr<SoundStream> stream;
    if (voice.reversed) {
        stream = std::make_unique<BackwardsSound>(voice, rate_hz, stop);
    } else {
        stream = std::make_unique<Forwards>(voice, rate_hz, stop);
    }
    if (voice.denoise) stream = std::make_unique<Denoised>(std::move(stream));
    if (voice.speed != 1 && voice.keep_pitch) stream = std::make_unique<Stretched>(std::move(stream), voice.speed);
    return stream;
}

}  // namespace takt::render
