// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/make_media.h"

#include "generator/click.h"
#include "generator/clip_writer.h"

#include <cmath>
#include <numbers>

namespace takt::test {
namespace {

std::map<std::string, std::string> quick_options(const std::string& codec) {
    if (codec == "libx264") return {{"preset", "veryfast"}, {"crf", "20"}};
    if (codec == "libx265") return {{"preset", "ultrafast"}, {"crf", "22"}, {"x265-params", "log-level=error"}};
    if (codec == "libvpx-vp9") return {{"deadline", "realtime"}, {"cpu-used", "8"}, {"crf", "25"}, {"b", "0"}};
    if (codec == "libaom-av1") return {{"cpu-used", "8"}, {"usage", "realtime"}, {"crf", "30"}};
    if (codec == "mjpeg" || codec == "mpeg4" || codec == "mpeg2video") {
        return {{"flags", "+qscale"}, {"global_quality", "354"}};  // 3 × FF_QP2LAMBDA: a fine, constant quantizer
    }
    return {};
}

/// A moving stripe on a colour of its own for every hundred numbers: no two neighbours are alike.
void draw_moving_background(AVFrame& picture, int number) {
    samples::fill(picture, samples::from_hue(0.13 * (number / 100), 0.5, 0.45));
    const int width = std::max(picture.width / 8, 2);
    const int x = number * std::max(picture.width / 64, 1) % picture.width;
    samples::rectangle(picture, x, 0, width, picture.height, samples::from_hue(0.13 * (number / 100) + 0.5, 0.6, 0.8));
}

av::FramePtr draw_upright(const ClipSpec& spec, int index) {
    av::FramePtr picture = av::make_picture(spec.size.width, spec.size.height, AV_PIX_FMT_YUV420P);
    if (spec.background) {
        samples::fill(*picture, *spec.background);
    } else {
        draw_moving_background(*picture, spec.first_number + index);
    }
    if (spec.paint) spec.paint(*picture, index);
    if (spec.numbered) draw_number(*picture, spec.first_number + index);
    return picture;
}

av::VideoEncoding video_encoding(const ClipSpec& spec) {
    av::VideoEncoding video;
    const bool sideways = spec.clockwise_deg % 180 != 0;
    video.size = sideways ? Size{spec.size.height, spec.size.width} : spec.size;
    video.rate = spec.rate;
    if (!spec.times.empty()) video.time_base = {1, 90'000};
    video.codec = spec.codec;
    video.format = spec.format;
    video.sample_aspect = spec.sample_aspect;
    video.gop_frames = spec.gop_frames;
    video.threads = 1;
    video.options = spec.options.empty() ? quick_options(spec.codec) : spec.options;
    video.primaries = spec.primaries;
    video.transfer = spec.transfer;
    video.matrix = spec.matrix;
    video.range = spec.range;
    return video;
}

struct SoundShape {
    int sample_rate_hz;
    int channels;
    double tone_level;
};

std::vector<float> draw_sound(double seconds, const std::vector<double>& clicks_s, const SoundShape& shape) {
    const auto frames = static_cast<std::size_t>(std::llround(seconds * shape.sample_rate_hz));
    const auto channels = static_cast<std::size_t>(shape.channels);
    std::vector<float> sound(frames * channels);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double t = static_cast<double>(i / channels) / shape.sample_rate_hz;
        sound[i] = static_cast<float>(shape.tone_level * std::sin(2 * std::numbers::pi * 440 * t));
    }
    for (const double at : clicks_s) samples::add_click(sound, shape.sample_rate_hz, shape.channels, at);
    return sound;
}

std::string sound_codec_for(const std::filesystem::path& path) {
    const std::string extension = path.extension().string();
    if (extension == ".wav") return "pcm_s16le";
    if (extension == ".mp3") return "libmp3lame";
    if (extension == ".flac") return "flac";
    if (extension == ".ogg") return "libopus";
    return "aac";
}

}  // namespace

void make_clip(const std::filesystem::path& path, const ClipSpec& spec) {
    samples::ClipFormat format;
    format.video = video_encoding(spec);
    format.clockwise_deg = spec.clockwise_deg;
    format.metadata = spec.metadata;
    if (spec.clicks_s) {
        format.sound.emplace();
        format.sound->sample_rate_hz = spec.sample_rate_hz;
        format.sound->channels = spec.channels;
        format.sound->codec = spec.sound_codec;
        format.sound_begin = spec.sound_begin;
    }
    samples::ClipWriter clip(path, format);
    Us end{};
    for (int n = 0; n < spec.frames; ++n) {
        const Us time = spec.times.empty() ? frame_time(n, spec.rate) : spec.times.at(static_cast<std::size_t>(n));
        const av::FramePtr upright = draw_upright(spec, n);
        clip.picture(spec.clockwise_deg == 0 ? *upright : *samples::turned_back(*upright, spec.clockwise_deg), time);
        end = time + frame_time(1, spec.rate);
    }
    if (spec.clicks_s) {
        clip.sound(draw_sound(seconds(end), *spec.clicks_s, {spec.sample_rate_hz, spec.channels, spec.tone_level}));
    }
    clip.finish();
}

void make_sound(const std::filesystem::path& path, const ClickSpec& spec) {
    samples::ClipFormat format;
    format.sound.emplace();
    format.sound->sample_rate_hz = spec.sample_rate_hz;
    format.sound->channels = spec.channels;
    format.sound->codec = sound_codec_for(path);
    format.metadata = spec.metadata;
    std::vector<double> clicks = spec.clicks_s;
    if (spec.tempo_bpm > 0) {
        for (int n = 0; spec.first_beat_s + n * 60 / spec.tempo_bpm < spec.seconds; ++n) {
            clicks.push_back(spec.first_beat_s + n * 60 / spec.tempo_bpm);
        }
    }
    samples::ClipWriter sound(path, format);
    sound.sound(draw_sound(spec.seconds, clicks, {spec.sample_rate_hz, spec.channels, spec.tone_level}));
    sound.finish();
}

}  // namespace takt::test
