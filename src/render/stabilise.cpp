// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/stabilise.h"

#include "takt/error.h"

#include "av/describe.h"
#include "av/filter_graph.h"
#include "av/picture_converter.h"
#include "av/video_reader.h"
#include "base/stop.h"
#include "render/framing.h"
#include "render/layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace takt::render {
namespace {

constexpr AVRational kUs{1, 1'000'000};
constexpr AVRational kFileTicks{1, 90'000};
// A hand's shake is slower than half a second; a camera's own move is not.
constexpr const char* kDetect = "vidstabdetect=shakiness=6:accuracy=12:result=";
constexpr const char* kTransform = "vidstabtransform=smoothing=15:optzoom=1:interpol=bicubic:input=";

void require_libvidstab(const Segment& segment) {
    if (av::has_filter("vidstabdetect") && av::has_filter("vidstabtransform")) return;
    throw Error(ErrorCode::EncoderMissing,
                fmt::format("{}: this FFmpeg cannot stabilise pictures; install one with libvidstab, or take the "
                            "stabilisation off the segment",
                            segment.name));
}

/// Removed on every way out.
struct SideFile {
    std::filesystem::path path;
    ~SideFile() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
};

/// Upright frames of the stretch, no larger than the canvas needs them.
class Stretch {
public:
    Stretch(const Segment& segment, const Span& span, Size canvas, std::stop_token stop)
        : segment_(segment), span_(span), canvas_(canvas), stop_(std::move(stop)) {}

    /// Each with its time after the begin of the stretch, the first at 0.
    void for_each(const std::function<void(AVFrame&, Us)>& use) {
        av::VideoReader reader(segment_.source, {}, {}, stop_);
        std::optional<av::PictureConverter> converter;
        const AVFrame* frame = reader.at(span_.begin);
        for (; frame != nullptr && reader.time() < span_.end; frame = reader.next()) {
            throw_if_stopped(stop_);
            if (!converter) converter.emplace(describe(reader, *frame), target_, *frame);
            if (!converter->accepts(*frame)) break;  // what follows has another size: it stays unseen
            const av::FramePtr picture = av::make_frame();
            converter->convert(*frame, *picture);
            const Us time = std::max(Us{0}, reader.time() - span_.begin);
            picture->pts = time.count();
            use(*picture, time);
        }
    }

private:
    VideoStreamInfo describe(const av::VideoReader& reader, const AVFrame& frame) {
        const VideoStreamInfo info = av::describe_video(reader.stream(), &frame);
        const Framing framing = framing_of(segment_, 0);
        const Size shown = turned(info, framing).display;
        const double scale = static_cast<double>(whole_size(framing, shown, canvas_).width) / shown.width;
        const auto even = [&](int side) { return std::max(2, 2 * static_cast<int>(std::lround(side * scale / 2))); };
        const bool hdr = info.colour.hdr == HdrKind::Hlg || info.colour.hdr == HdrKind::Pq;
        target_ = {.size = {even(info.display.width), even(info.display.height)},
                   .tone_map = hdr,
                   .deinterlace = info.interlaced};
        return info;
    }

    const Segment& segment_;
    Span span_;
    Size canvas_;
    std::stop_token stop_;
    av::PictureTarget target_;
};

/// A chain that answers every picture at once, made for the first one.
class Filter {
public:
    explicit Filter(std::string chain) : chain_(std::move(chain)) {}
    void apply(AVFrame& picture, AVFrame& made) {
        if (!graph_) graph_.emplace(chain_, picture, kUs);
        graph_->convert(picture, made);
    }

private:
    std::string chain_;
    std::optional<av::FilterGraph> graph_;
};

void detect(Stretch& stretch, const std::filesystem::path& transforms, const std::function<void(Us)>& passed) {
    Filter filter(kDetect + av::escaped_value(transforms.string()));
    const av::FramePtr seen = av::make_frame();
    stretch.for_each([&](AVFrame& picture, Us time) {
        filter.apply(picture, *seen);
        passed(time);
    });
}

/// Near enough to the source that a second encoding does not show.
av::VideoEncoding encoding(const AVFrame& picture) {
    return {.size = {picture.width, picture.height},
            .rate = {30, 1},
            .time_base = kFileTicks,
            .gop_frames = 15,
            .options = {{"preset", "ultrafast"}, {"crf", "12"}}};
}

std::unique_ptr<av::Output> transform(Stretch& stretch, const std::filesystem::path& transforms,
                                      const std::filesystem::path& path, const std::function<void(Us)>& passed) {
    Filter filter(kTransform + av::escaped_value(transforms.string()));
    std::optional<av::Encoder> encoder;
    auto output = std::make_unique<av::Output>(path, "mp4");
    const av::PacketPtr packet = av::make_packet();
    const auto write_ready = [&] {
        while (encoder->receive(*packet) == av::Pull::Frame) output->write(*packet, 0, encoder->time_base());
    };
    const av::FramePtr steady = av::make_frame();
    stretch.for_each([&](AVFrame& picture, Us time) {
        filter.apply(picture, *steady);
        if (!encoder) {
            encoder.emplace(encoding(*steady));
            (void)output->add_stream(*encoder);
            output->begin();
        }
        steady->pts = av_rescale_q(time.count(), kUs, encoder->time_base());
        encoder->send(steady.get());
        write_ready();
        passed(time);
    });
    if (!encoder) return nullptr;
    encoder->send(nullptr);
    write_ready();
    output->finish();
    return output;
}

bool is_shaky(const Segment& segment) {
    return segment.stabilised && segment.speed > 0;
}

/// What a transition at the begin of `next` shows beyond its neighbours, in source time of the one at `speed`.
Ms beyond(const std::vector<Segment>& segments, std::size_t next, double speed) {
    if (next >= segments.size() || !crosses(segments, next)) return Ms{0};
    return Ms{static_cast<std::int64_t>(
        std::ceil(static_cast<double>(segments[next].transition.duration.count()) / 2 * speed))};
}

}  // namespace

Span steadied_stretch(const std::vector<Segment>& segments, std::size_t index) {
    // Rounding, and the frame on screen at the very end.
    constexpr Ms kSpare{50};
    const Segment& segment = segments[index];
    Ms before = beyond(segments, index, segment.speed);
    Ms after = beyond(segments, index + 1, segment.speed);
    if (segment.reversed) std::swap(before, after);
    return {std::max(Ms{0}, segment.source_begin - before - kSpare),
            segment.source_begin + to_ms(segment.source_duration()) + after + kSpare};
}

Steadied::Steadied(const Draft& draft, const std::filesystem::path& output, Progress& progress,
                   const std::stop_token& stop)
    : draft_(draft) {
    for (std::size_t t = 0; t < draft.tracks.size(); ++t) {
        const Track& track = draft.tracks[t];
        if (!track.is(TrackType::Video)) continue;
        for (std::size_t i = 0; i < track.segments.size(); ++i) {
            if (!is_shaky(track.segments[i])) continue;
            require_libvidstab(track.segments[i]);
            steady(draft_.tracks[t].segments[i], steadied_stretch(track.segments, i), output, progress, stop);
        }
    }
}

void Steadied::steady(Segment& segment, const Span& span, const std::filesystem::path& beside, Progress& progress,
                      const std::stop_token& stop) {
    std::filesystem::path path = beside;
    path += fmt::format(".steady{}", files_.size());
    const SideFile transforms{path.string() + ".trf"};
    Stretch stretch(segment, span, draft_.canvas, stop);
    progress.begin("stabilise", 2 * span.duration().count(), "ms");
    detect(stretch, transforms.path, [&](Us time) { progress.advance(to_ms(time).count()); });
    std::unique_ptr<av::Output> file = transform(
        stretch, transforms.path, path, [&](Us time) { progress.advance((span.duration() + to_ms(time)).count()); });
    progress.end();
    if (!file) return;  // no frame there: the segment itself will say so
    segment.source = file->part().string();
    segment.source_begin -= span.begin;
    files_.push_back(std::move(file));
}

}  // namespace takt::render
