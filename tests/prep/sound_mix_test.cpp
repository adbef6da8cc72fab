// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of channels: ITU-R BS.775's downmix, mono from both sides, left still left, the wished track, no sound.
#include "av/input.h"
#include "av/output.h"
#include "generator/clip_writer.h"
#include "prep/prepared.h"
#include "support/make_media.h"
#include "support/read_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace takt::test {
namespace {

constexpr int kRate = 48'000;
// An AAC encoder's own error on a steady tone.
constexpr double kLevelTolerance = 0.03;
constexpr double kMinus3dB = std::numbers::sqrt2 / 2;

/// Two seconds of 440 Hz, channel n at `levels[n]`, beside a picture.
void make_tones(const std::filesystem::path& path, const std::vector<double>& levels) {
    samples::ClipFormat format;
    format.video.emplace();
    format.video->size = {64, 64};
    format.video->rate = {30, 1};
    format.video->options = {{"preset", "ultrafast"}};
    format.sound.emplace();
    format.sound->sample_rate_hz = kRate;
    format.sound->channels = static_cast<int>(levels.size());
    format.sound->codec = "pcm_s16le";
    samples::ClipWriter clip(path, format);
    const av::FramePtr grey = av::make_picture(64, 64, AV_PIX_FMT_YUV420P);
    samples::fill(*grey, {100, 128, 128});
    for (int n = 0; n < 60; ++n) clip.picture(*grey, frame_time(n, {30, 1}));
    std::vector<float> sound;
    for (int i = 0; i < 2 * kRate; ++i) {
        const double wave = std::sin(2 * std::numbers::pi * 440 * i / kRate);
        for (const double level : levels) sound.push_back(static_cast<float>(level * wave));
    }
    clip.sound(sound);
    clip.finish();
}

struct Levels {
    double left = 0;
    double right = 0;
    double peak = 0;
};

/// Amplitudes in the second half, where the encoder has settled.
Levels heard(const std::filesystem::path& path) {
    const std::vector<float> sound = read_sound(path, kRate, 2);
    double left = 0;
    double right = 0;
    double peak = 0;
    std::size_t count = 0;
    for (std::size_t i = sound.size() / 4 * 2; i + 2 < sound.size() * 9 / 10; i += 2, ++count) {
        left += static_cast<double>(sound[i]) * sound[i];
        right += static_cast<double>(sound[i + 1]) * sound[i + 1];
        peak = std::max({peak, std::abs(static_cast<double>(sound[i])), std::abs(static_cast<double>(sound[i + 1]))});
    }
    const auto amplitude = [&](double sum) { return std::sqrt(2 * sum / static_cast<double>(count)); };
    return {amplitude(left), amplitude(right), peak};
}

struct Route {
    int channels;
    int channel;
    double left;
    double right;
};

class Downmix : public testing::TestWithParam<Route> {};

TEST_P(Downmix, SendsAChannelWhereTheStandardSays) {
    const Route route = GetParam();
    const TempDir folder;
    std::vector<double> levels(static_cast<std::size_t>(route.channels));
    levels[static_cast<std::size_t>(route.channel)] = 0.4;
    make_tones(folder / "clip.mov", levels);
    const Prepared prepared = prepare(folder / "clip.mov");
    const Levels levels_heard = heard(prepared.path);
    EXPECT_NEAR(levels_heard.left, 0.4 * route.left, kLevelTolerance);
    EXPECT_NEAR(levels_heard.right, 0.4 * route.right, kLevelTolerance);
}

std::string route_name(const testing::TestParamInfo<Route>& info) {
    return std::to_string(info.param.channels) + "_channel_" + std::to_string(info.param.channel);
}

// 5.1 is L R C LFE Ls Rs, 7.1 has Lb Rb Ls Rs behind the LFE.
INSTANTIATE_TEST_SUITE_P(Layouts, Downmix,
                         testing::Values(Route{1, 0, 1, 1}, Route{2, 0, 1, 0}, Route{2, 1, 0, 1}, Route{6, 0, 1, 0},
                                         Route{6, 1, 0, 1}, Route{6, 2, kMinus3dB, kMinus3dB}, Route{6, 3, 0, 0},
                                         Route{6, 4, kMinus3dB, 0}, Route{6, 5, 0, kMinus3dB},
                                         Route{8, 2, kMinus3dB, kMinus3dB}, Route{8, 3, 0, 0},
                                         Route{8, 4, kMinus3dB, 0}, Route{8, 7, 0, kMinus3dB}),
                         route_name);

TEST(SoundMix, LoudSurroundDoesNotClip) {
    const TempDir folder;
    make_tones(folder / "clip.mov", {0.9, 0.9, 0.9, 0.9, 0.9, 0.9});
    const Prepared prepared = prepare(folder / "clip.mov");
    // Clipping turns the tone into a square: its amplitude over its peak rises from 1 to 4/π.
    const Levels levels = heard(prepared.path);
    EXPECT_LE(levels.peak, 1.02);
    EXPECT_NEAR(levels.left / levels.peak, 1, 0.05);
}

TEST(SoundMix, AClipWithoutSoundStaysSilent) {
    const TempDir folder;
    make_clip(folder / "clip.mov", {.frames = 30});
    const Prepared prepared = prepare(folder / "clip.mov");
    EXPECT_EQ(probe(prepared.path).audio(), nullptr);
    EXPECT_EQ(prepared.plan.audio_stream, -1);
}

/// Two sound tracks: a click at 0.5 s in the first, at 1.5 s in the second.
void make_two_tracks(const TempDir& folder, const std::filesystem::path& path) {
    make_clip(folder / "a.mkv", {.frames = 60, .clicks_s = std::vector{0.5}});
    make_clip(folder / "b.mkv", {.frames = 60, .clicks_s = std::vector{1.5}});
    av::Input first(folder / "a.mkv");
    av::Input second(folder / "b.mkv");
    av::Output output(path, samples::muxer_for(path));
    output.add_copied_stream(first.stream(0));
    output.add_copied_stream(first.stream(1));
    output.add_copied_stream(second.stream(1));
    output.context().max_interleave_delta = 0;
    output.begin();
    const av::PacketPtr packet = av::make_packet();
    while (first.read(*packet)) {
        output.write(*packet, packet->stream_index, first.stream(packet->stream_index).time_base);
    }
    while (second.read(*packet)) {
        if (packet->stream_index == 1) output.write(*packet, 2, second.stream(1).time_base);
        av_packet_unref(packet.get());
    }
    output.finish();
    output.publish();
}

TEST(SoundMix, TheWishedTrackIsHeardAndOnlyThat) {
    for (const int track : {1, 2}) {
        const TempDir folder;
        make_two_tracks(folder, folder / "clip.mkv");
        const MediaInfo info = probe(folder / "clip.mkv");
        ASSERT_EQ(info.audios.size(), 2U);
        const Wishes wishes{.keep_audio = track};
        const Plan plan = plan_preparation(info, judge(info, {}, wishes), {}, wishes);
        NoProgress quiet;
        execute(plan, folder / "out.mp4", quiet);
        EXPECT_EQ(probe(folder / "out.mp4").audios.size(), 1U);
        // Within the encoder's priming, which the copied packets carry into this file as sound.
        EXPECT_THAT(find_clicks(folder / "out.mp4"),
                    testing::ElementsAre(testing::DoubleNear(track == 1 ? 0.5 : 1.5, 0.025)));
    }
}

}  // namespace
}  // namespace takt::test
