// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/pictures.h"

#include "av/ticks.h"
#include "base/stop.h"
#include "render/compositor.h"
#include "render/frame_queue.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <thread>
#include <utility>

namespace takt::render {
namespace {

// Enough to even out a seek against the encoder; each is 3 MB at 1080p.
constexpr std::size_t kQueuedFrames = 6;

int core_count(const RenderOptions& options) {
    if (options.threads > 0) return options.threads;
    return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 16U));
}

av::VideoEncoding encoding(const Draft& draft, const RenderOptions& options) {
    struct Rate {
        const char* preset;
        const char* crf;
    };
    const Rate rate = options.quality == Quality::Draft  ? Rate{"superfast", "26"}
                      : options.quality == Quality::High ? Rate{"veryfast", "20"}
                                                         : Rate{"medium", "17"};
    return {.size = draft.canvas,
            .rate = draft.rate,
            .gop_frames = std::max(1, static_cast<int>(std::floor(draft.rate.fps()))),  // at most a second
            .threads = core_count(options),
            .options = {{"preset", rate.preset}, {"crf", rate.crf}, {"profile", "high"}, {"bf", "2"}}};
}

/// Closes the queue on every way out, so that the encoder never waits for a thread that is gone.
struct CloseAtEnd {
    FrameQueue& queue;
    ~CloseAtEnd() { queue.close(); }
};

/// Progress that ends on every way out.
class Phase {
public:
    Phase(Progress& progress, std::int64_t frames) : progress_(progress) {
        progress_.begin("render", frames, "frames");
    }
    ~Phase() { progress_.end(); }
    Phase(const Phase&) = delete;
    Phase& operator=(const Phase&) = delete;

private:
    Progress& progress_;
};

/// Encoder and file; sound packets go in as the pictures advance.
class VideoFile {
public:
    VideoFile(const Draft& draft, const Soundtrack& soundtrack, const std::filesystem::path& path,
              const RenderOptions& options, const std::stop_token& stop)
        : stop_(stop),
          encoder_(encoding(draft, options)),
          output_(std::make_unique<av::Output>(path, "mp4")),
          video_(output_->add_stream(encoder_)),
          sound_(soundtrack, *output_, stop) {
        output_->begin();
    }

    void add(const AVFrame& frame) {
        encoder_.send(&frame);
        write_ready();
    }

    std::unique_ptr<av::Output> finish() {
        encoder_.send(nullptr);
        write_ready();
        sound_.copy_rest();
        output_->finish();
        return std::move(output_);
    }

private:
    void write_ready() {
        while (encoder_.receive(*packet_) == av::Pull::Frame) {
            throw_if_stopped(stop_);
            sound_.copy_until(av::to_us(packet_->dts, encoder_.time_base()).value_or(Us{0}));
            output_->write(*packet_, video_, encoder_.time_base());
        }
    }

    std::stop_token stop_;
    av::Encoder encoder_;
    std::unique_ptr<av::Output> output_;
    int video_;
    SoundCopy sound_;
    av::PacketPtr packet_ = av::make_packet();
};

}  // namespace

std::unique_ptr<av::Output> write_video(const Draft& draft, std::int64_t frames, const Soundtrack& soundtrack,
                                        const std::filesystem::path& path, const RenderOptions& options,
                                        Progress& progress, const std::stop_token& stop) {
    const Phase phase(progress, frames);
    VideoFile file(draft, soundtrack, path, options, stop);
    FrameQueue queue(kQueuedFrames);
    // A packaged task carries the composing thread's exception over to this one.
    std::packaged_task<void(std::stop_token)> compose([&](const std::stop_token& halt) {
        const CloseAtEnd close{queue};
        Compositor compositor(draft, core_count(options) > 2 ? 2 : 1, halt);
        for (std::int64_t n = 0; n < frames && queue.push(compositor.frame(n), halt);) ++n;
    });
    std::future<void> composed = compose.get_future();
    // Whatever is thrown below, the thread is asked to stop and joined before what it uses is gone.
    std::jthread composer(std::move(compose));
    const std::stop_callback forward(stop, [&] { composer.request_stop(); });

    while (const av::FramePtr frame = queue.pop(stop)) {
        file.add(*frame);
        progress.advance(frame->pts + 1);
    }
    throw_if_stopped(stop);
    composed.get();
    return file.finish();
}

}  // namespace takt::render
