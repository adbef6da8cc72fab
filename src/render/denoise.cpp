// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/denoise.h"

#include "av/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace takt::render {
namespace {

constexpr std::size_t kChannels = 2;
constexpr int kBlock = 4096;
// The filter answers 25 ms late and does not say so; tests/render/speed_sound_test.cpp hears it when that changes.
constexpr std::size_t kLate = std::size_t{kSoundRateHz} / 40 * kChannels;

constexpr std::size_t kPiece = kSoundRateHz / 20;  // 50 ms: shorter than the pause between two words
constexpr std::size_t kPieces = 600;               // half a minute
constexpr double kSilenceDb = -90;
// Noise flickers around its level.
constexpr double kMarginDb = 5;

av::FramePtr sound_frame(int samples) {
    av::FramePtr frame = av::make_frame();
    frame->format = AV_SAMPLE_FMT_FLT;
    frame->sample_rate = kSoundRateHz;
    frame->nb_samples = samples;
    av_channel_layout_default(&frame->ch_layout, static_cast<int>(kChannels));
    av::check(av_frame_get_buffer(frame.get(), 0), "make a sound frame", {}, ErrorCode::Internal);
    return frame;
}

std::span<float> samples_of(AVFrame& frame) {
    return {reinterpret_cast<float*>(frame.data[0]), static_cast<std::size_t>(frame.nb_samples) * kChannels};
}

std::string chain(double noise_floor_db) {
    return fmt::format("afftdn=nr=12:nf={:.1f},aformat=sample_fmts=flt:channel_layouts=stereo",
                       std::clamp(noise_floor_db + kMarginDb, -80.0, -20.0));
}

}  // namespace

double noise_floor_db(SoundStream& stream) {
    std::vector<double> levels;
    std::vector<float> piece(kPiece * kChannels);
    for (std::size_t i = 0; i < kPieces && stream.read(piece) == kPiece; ++i) {
        const double energy = std::inner_product(piece.begin(), piece.end(), piece.begin(), 0.0);
        const double level = 10 * std::log10(energy / static_cast<double>(piece.size()) + 1e-12);
        if (level > kSilenceDb) levels.push_back(level);
    }
    if (levels.empty()) return kSilenceDb;
    const auto tenth = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() / 10);
    std::nth_element(levels.begin(), tenth, levels.end());
    return *tenth;
}

Denoised::Denoised(std::unique_ptr<SoundStream> source, double noise_floor_db)
    : source_(std::move(source)),
      graph_(chain(noise_floor_db), *sound_frame(kBlock), {1, kSoundRateHz}),
      late_(kLate) {}

std::size_t Denoised::read(std::span<float> out) {
    while (ready_.size() < out.size() + late_ && feed()) {
    }
    const std::size_t skipped = std::min(late_, ready_.size());
    late_ -= skipped;
    const std::size_t count = std::min(out.size(), ready_.size() - skipped);
    const auto begin = ready_.begin() + static_cast<std::ptrdiff_t>(skipped);
    std::copy_n(begin, count, out.begin());
    ready_.erase(ready_.begin(), begin + static_cast<std::ptrdiff_t>(count));
    return count / kChannels;
}

/// False once the source and the silence that drives its end through the filter are used up.
bool Denoised::feed() {
    if (ended_) return false;
    const av::FramePtr block = sound_frame(kBlock);
    const std::span<float> samples = samples_of(*block);
    const std::size_t count = source_->read(samples);
    std::fill(samples.begin() + static_cast<std::ptrdiff_t>(count * kChannels), samples.end(), 0.0F);
    ended_ = count == 0;
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

}  // namespace takt::render
