// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/proof.h"

#include "takt/error.h"

#include "av/input.h"
#include "av/ticks.h"
#include "av/video_reader.h"
#include "base/stop.h"

#include <fmt/format.h>

#include <chrono>

namespace takt::render {
namespace {

struct Counted {
    std::int64_t frames = 0;
    Us sound_end{};
    Us video_end{};
};

Counted count(av::Input& input, int video, int audio, const std::stop_token& stop) {
    Counted counted;
    const av::PacketPtr packet = av::make_packet();
    while (input.read(*packet)) {
        throw_if_stopped(stop);
        const auto end = av::to_us(packet->pts + packet->duration, input.stream(packet->stream_index).time_base);
        if (packet->stream_index == video) {
            ++counted.frames;
            counted.video_end = std::max(counted.video_end, end.value_or(Us{0}));
        } else if (packet->stream_index == audio) {
            counted.sound_end = std::max(counted.sound_end, end.value_or(Us{0}));
        }
        av_packet_unref(packet.get());
    }
    return counted;
}

bool shows(av::VideoReader& reader, Us time, Us tolerance) {
    return reader.at(time) != nullptr && std::chrono::abs(reader.time() - time) <= tolerance;
}

}  // namespace

void prove(const std::filesystem::path& file, const std::string& name, const Draft& draft, std::int64_t frames,
           const std::stop_token& stop) {
    const auto require = [&](bool good, const std::string& what) {
        if (good) return;
        throw Error(ErrorCode::VerificationFailed,
                    fmt::format("{}: {}; render it again, and report this if it stays", name, what));
    };
    av::Input input(file, {}, stop);
    const auto video = input.best_video();
    const auto audio = input.best_audio();
    require(video && audio, "the written file lacks pictures or sound");
    const Counted counted = count(input, *video, *audio, stop);
    require(counted.frames == frames, fmt::format("has {} frames instead of {}", counted.frames, frames));
    // One AAC frame is 21 ms; the container may round the last one.
    const Us apart = std::chrono::abs(counted.sound_end - counted.video_end);
    require(apart <= std::chrono::milliseconds{25}, "sound and pictures differ in length");
    av::VideoReader reader(file, video, {}, stop);
    const Us half = frame_time(1, draft.rate) / 2;
    require(shows(reader, Us{0}, half), "its first frame cannot be decoded");
    // A microsecond late: the container's clock rounds frame times its own way.
    require(shows(reader, frame_time(frames - 1, draft.rate) + Us{100}, half), "its last frame cannot be decoded");
}

}  // namespace takt::render
