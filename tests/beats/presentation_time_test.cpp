// SPDX-License-Identifier: GPL-3.0-or-later
// A beat's time is what a player's clock shows when it sounds, whatever container and codec carried it there.
#include "takt/beats.h"

#include "made_music.h"
#include "support/make_media.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>

namespace takt::test {
namespace {

constexpr double kToleranceS = 0.005;
constexpr double kLengthS = 12;
constexpr double kBpm = 110;
constexpr double kFirstBeatS = 0.7113;

/// One file, and how much later than in its source the sound is heard when it is played.
struct Carrier {
    std::string name;
    std::function<void(const std::filesystem::path&)> make;
    double later_s = 0;
};

void PrintTo(const Carrier& carrier, std::ostream* out) {
    *out << carrier.name;
}

auto sound(int sample_rate_hz, int channels = 2) {
    return [=](const std::filesystem::path& path) {
        make_sound(path, {.seconds = kLengthS,
                          .tempo_bpm = kBpm,
                          .first_beat_s = kFirstBeatS,
                          .sample_rate_hz = sample_rate_hz,
                          .channels = channels});
    };
}

struct SoundTrack {
    Us begin{};
    int sample_rate_hz = 48'000;
    Us pictures_begin{};
};

auto clip(const std::string& picture_codec, const std::string& sound_codec, const SoundTrack& track = {}) {
    return [=](const std::filesystem::path& path) {
        ClipSpec spec;
        spec.size = {64, 48};
        spec.rate = {5, 1};
        spec.frames = static_cast<int>(kLengthS * 5);
        spec.numbered = false;
        spec.codec = picture_codec;
        spec.sound_codec = sound_codec;
        spec.sample_rate_hz = track.sample_rate_hz;
        spec.sound_begin = track.begin;
        spec.clicks_s = steady(kBpm, kLengthS, kFirstBeatS);
        if (track.pictures_begin != Us{0}) {
            for (int n = 0; n < spec.frames; ++n) spec.times.push_back(track.pictures_begin + frame_time(n, spec.rate));
        }
        make_clip(path, spec);
    };
}

/// The length of an MPEG-1 layer III frame whose header begins at `header`.
std::size_t mp3_frame_bytes(const char* header) {
    constexpr int kKilobits[]{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    constexpr int kRates[]{44'100, 48'000, 32'000};
    const auto third = static_cast<unsigned char>(header[2]);
    return 144'000 * kKilobits[third >> 4] / kRates[third >> 2 & 3] + (third >> 1 & 1);
}

/// An MP3 as encoders of old wrote it: without the first frame, which tells players what to skip.
void mp3_without_gapless_tag(const std::filesystem::path& path) {
    sound(44'100)(path);
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const std::size_t tag = std::min(bytes.find("Info"), bytes.find("Xing"));
    ASSERT_NE(tag, std::string::npos);
    const std::size_t begin = bytes.rfind("\xFF\xFB", tag);
    ASSERT_NE(begin, std::string::npos);
    bytes.erase(0, begin + mp3_frame_bytes(bytes.data() + begin));
    std::ofstream(path, std::ios::binary) << bytes;
}

constexpr Us kLate = std::chrono::milliseconds{437};
constexpr Us kEarly = std::chrono::milliseconds{-300};
constexpr Us kClock = std::chrono::milliseconds{1500};
// LAME's delay of 576 samples and the decoder's of 529; the AAC encoder's of 1024. Nothing in the file tells players
// to skip them, so they play them: the sound is really that much later.
constexpr double kMp3Priming = 1105.0 / 44'100;
constexpr double kAacPriming = 1024.0 / 44'100;

const Carrier kCarriers[]{
    {"a.wav", sound(44'100, 1)},
    {"48.wav", sound(48'000)},
    {"a.mp3", sound(44'100)},
    {"48.mp3", sound(48'000)},
    {"untagged.mp3", mp3_without_gapless_tag, kMp3Priming},
    {"a.m4a", sound(44'100)},
    {"48.m4a", sound(48'000)},
    {"a.aac", sound(44'100), kAacPriming},
    {"a.mov", clip("libx264", "aac")},
    {"late.mov", clip("libx264", "aac", {.begin = kLate}), 0.437},
    {"late.mp4", clip("libx264", "aac", {.begin = kLate, .sample_rate_hz = 44'100}), 0.437},
    {"cut.mov", clip("libx264", "aac", {.begin = kEarly}), -0.3},
    {"cut.mp4", clip("libx264", "aac", {.begin = kEarly, .sample_rate_hz = 44'100}), -0.3},
    {"pcm.mov", clip("libx264", "pcm_s16le", {.begin = kLate}), 0.437},
    {"a.mkv", clip("libx264", "libopus")},
    {"late.mkv", clip("libx264", "aac", {.begin = kLate, .sample_rate_hz = 44'100}), 0.437},
    {"a.webm", clip("libvpx-vp9", "libopus")},
    {"clock.mkv", clip("libx264", "aac", {.begin = kClock + kLate, .pictures_begin = kClock}), 0.437},
    {"clock.webm", clip("libvpx-vp9", "libvorbis", {.begin = kClock + kLate, .pictures_begin = kClock}), 0.437},
    {"clock.mp4", clip("libx264", "aac", {.begin = kClock + kLate, .pictures_begin = kClock}), 0.437},
    {"a.avi", clip("mpeg4", "libmp3lame"), 1105.0 / 48'000},
};

class PresentationTime : public testing::TestWithParam<Carrier> {};
INSTANTIATE_TEST_SUITE_P(Carriers, PresentationTime, testing::ValuesIn(kCarriers), [](const auto& carrier) {
    std::string name = carrier.param.name;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
});

TEST_P(PresentationTime, IsThatOfTheSoundInEveryContainer) {
    const TempDir folder;
    const auto file = folder / GetParam().name;
    ASSERT_NO_FATAL_FAILURE(GetParam().make(file));
    const Times found = times_of(analyse_beats(file));
    ASSERT_GE(found.size(), 15U);
    double worst = 0;
    for (const double beat : found) {
        const double beats_in = (beat - GetParam().later_s - kFirstBeatS) * kBpm / 60;
        const double error_s = (beats_in - std::round(beats_in)) * 60 / kBpm;
        if (std::abs(error_s) > std::abs(worst)) worst = error_s;
    }
    EXPECT_LE(std::abs(worst), kToleranceS) << worst;
    RecordProperty("worst_ms", std::to_string(1000 * worst));
}

}  // namespace
}  // namespace takt::test
