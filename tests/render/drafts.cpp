// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafts.h"

#include "av/check.h"
#include "av/encoder.h"
#include "av/output.h"
#include "av/video_reader.h"

#include <algorithm>
#include <utility>

namespace takt::render::test {
namespace {

constexpr int kRateHz = 48'000;

}  // namespace

Draft small_draft(Ms duration) {
    return {.title = "test", .canvas = {320, 180}, .rate = {30, 1}, .duration = duration};
}

Segment segment(Ms start, Ms duration, const std::filesystem::path& source, Ms source_begin) {
    Segment made;
    made.start = start;
    made.duration = duration;
    made.name = source.stem().string();
    made.source = source.string();
    made.source_begin = source_begin;
    return made;
}

Track track(TrackType type, std::vector<Segment> segments) {
    return {.type = static_cast<int>(type), .segments = std::move(segments)};
}

Draft one_clip(const std::filesystem::path& clip, Ms duration) {
    Draft draft = small_draft(duration);
    draft.tracks = {track(TrackType::Video, {segment(Ms{0}, duration, clip)})};
    return draft;
}

RenderResult render(const Draft& draft, const std::filesystem::path& output) {
    NoProgress progress;
    return render_draft(draft, output, {.quality = Quality::Draft}, progress);
}

ClipSpec plain(Yuv colour, int frames) {
    return {.frames = frames, .numbered = false, .background = colour};
}

void write_wav(const std::filesystem::path& path, double seconds, const std::function<double(std::int64_t)>& wave) {
    av::Encoder encoder(av::AudioEncoding{.codec = "pcm_s16le"});
    av::Output output(path, "wav");
    const int stream = output.add_stream(encoder);
    output.begin();
    av::FramePtr frame = av::make_frame();
    frame->format = AV_SAMPLE_FMT_S16;
    frame->sample_rate = kRateHz;
    frame->nb_samples = static_cast<int>(seconds * kRateHz);
    frame->pts = 0;
    av_channel_layout_default(&frame->ch_layout, 2);
    av::check(av_frame_get_buffer(frame.get(), 0), "make sound");
    auto* words = reinterpret_cast<std::int16_t*>(frame->data[0]);
    for (int i = 0; i < frame->nb_samples; ++i)
        words[2 * i] = words[2 * i + 1] = static_cast<std::int16_t>(wave(i) * 32767);
    const av::PacketPtr packet = av::make_packet();
    for (const AVFrame* next : {static_cast<const AVFrame*>(frame.get()), static_cast<const AVFrame*>(nullptr)}) {
        encoder.send(next);
        while (encoder.receive(*packet) == av::Pull::Frame) output.write(*packet, stream, encoder.time_base());
    }
    output.finish();
    output.publish();
}

av::FramePtr frame_of(const std::filesystem::path& video, std::int64_t n, FrameRate rate) {
    av::VideoReader reader(video);
    // The container's ticks round frame times their own way.
    const AVFrame* frame = reader.at(frame_time(n, rate) + Us{1000});
    av::FramePtr copy = av::make_frame();
    if (frame != nullptr) av::check(av_frame_ref(copy.get(), frame), "hold a frame");
    return copy;
}

int brightest(const AVFrame& frame) {
    int most = 0;
    for (int y = 0; y < frame.height; ++y) {
        const std::uint8_t* row = frame.data[0] + static_cast<std::ptrdiff_t>(y) * frame.linesize[0];
        most = std::max<int>(most, *std::max_element(row, row + frame.width));
    }
    return most;
}

std::size_t files_in(const TempDir& folder) {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator{}));
}

}  // namespace takt::render::test
