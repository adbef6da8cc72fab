// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/webp_animation.h"

#include "takt/error.h"

#include "av/check.h"
#include "base/atomic_file.h"
#include "base/regular_file.h"

#include <fmt/format.h>
#include <webp/demux.h>

#include <algorithm>

namespace takt::av {
namespace {

// It stands in memory as a whole, beside two canvases.
constexpr std::int64_t kMaxBytes = 128'000'000;
constexpr std::int64_t kMaxPixels = 16'777'216;
// Every frame costs a canvas, however few bytes it has.
constexpr std::int64_t kMaxFrames = 100'000;
constexpr std::int64_t kMaxFramePixels = 40'000'000'000;
// Browsers show frames of at most 10 ms for 100 ms: they come from makers who left the time out.
constexpr Us kShortest = std::chrono::milliseconds{10};
constexpr Us kDefaultDuration = std::chrono::milliseconds{100};

struct DeleteDemuxer {
    void operator()(WebPDemuxer* demuxer) const noexcept { WebPDemuxDelete(demuxer); }
};
struct DeleteDecoder {
    void operator()(WebPAnimDecoder* decoder) const noexcept { WebPAnimDecoderDelete(decoder); }
};

std::string read_animation(const std::filesystem::path& path) {
    const std::int64_t size = regular_file_size(path);
    if (size > kMaxBytes) {
        throw Error(ErrorCode::TooLarge,
                    fmt::format("{}: an animation of {} MB is over the limit of {} MB; export it as MP4",
                                path.filename().string(), size / 1'000'000, kMaxBytes / 1'000'000));
    }
    return read_file(path, static_cast<std::size_t>(kMaxBytes));
}

std::vector<Us> read_times(const WebPDemuxer* demuxer) {
    std::vector<Us> times{Us{0}};
    WebPIterator frame;
    if (WebPDemuxGetFrame(demuxer, 1, &frame) != 0) {
        do {
            const Us duration = std::chrono::milliseconds{frame.duration};
            times.push_back(times.back() + (duration > kShortest ? duration : kDefaultDuration));
        } while (WebPDemuxNextFrame(&frame) != 0);
        WebPDemuxReleaseIterator(&frame);
    }
    return times;
}

}  // namespace

struct WebpAnimation::Decoder {
    std::unique_ptr<WebPDemuxer, DeleteDemuxer> demuxer;
    std::unique_ptr<WebPAnimDecoder, DeleteDecoder> frames;

    [[nodiscard]] std::int64_t ask(WebPFormatFeature feature) const { return WebPDemuxGetI(demuxer.get(), feature); }
};

WebpAnimation::WebpAnimation(const std::filesystem::path& path)
    : bytes_(read_animation(path)), decoder_(std::make_unique<Decoder>()) {
    const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes_.data()), bytes_.size()};
    const std::string name = path.filename().string();
    decoder_->demuxer.reset(WebPDemux(&data));
    if (!decoder_->demuxer)
        throw Error(ErrorCode::Corrupt, fmt::format("{}: damaged or incomplete WebP; copy it again", name));
    // Two whole canvases are kept by libwebp: ask before it allocates them.
    const std::int64_t pixels = decoder_->ask(WEBP_FF_CANVAS_WIDTH) * decoder_->ask(WEBP_FF_CANVAS_HEIGHT);
    const std::int64_t count = decoder_->ask(WEBP_FF_FRAME_COUNT);
    if (pixels > kMaxPixels) {
        throw Error(ErrorCode::TooLarge,
                    fmt::format("{}: the animation is over 16 megapixels; export it smaller", name));
    }
    if (count > kMaxFrames || count * pixels > kMaxFramePixels) {
        throw Error(ErrorCode::TooLarge,
                    fmt::format("{}: {} frames of its size are too many; export it shorter", name, count));
    }
    times_ = read_times(decoder_->demuxer.get());
    WebPAnimDecoderOptions options;
    WebPAnimDecoderOptionsInit(&options);
    options.color_mode = MODE_RGBA;
    decoder_->frames.reset(WebPAnimDecoderNew(&data, &options));
    if (!decoder_->frames || times_.size() < 2)
        throw Error(ErrorCode::Corrupt, fmt::format("{}: no frame in it can be decoded; copy it again", name));
}

WebpAnimation::~WebpAnimation() = default;

Size WebpAnimation::size() const {
    return {static_cast<int>(decoder_->ask(WEBP_FF_CANVAS_WIDTH)),
            static_cast<int>(decoder_->ask(WEBP_FF_CANVAS_HEIGHT))};
}

bool WebpAnimation::has_alpha() const {
    return (decoder_->ask(WEBP_FF_FORMAT_FLAGS) & ALPHA_FLAG) != 0;
}

const AVFrame* WebpAnimation::next() {
    std::uint8_t* pixels = nullptr;
    int end_ms = 0;
    if (shown_ + 1 >= times_.size() || WebPAnimDecoderGetNext(decoder_->frames.get(), &pixels, &end_ms) == 0)
        return nullptr;
    const auto [width, height] = size();
    frame_ = make_picture(width, height, AV_PIX_FMT_RGBA);
    frame_->colorspace = AVCOL_SPC_RGB;
    frame_->color_range = AVCOL_RANGE_JPEG;
    const auto row = static_cast<std::size_t>(width) * 4;
    for (int y = 0; y < height; ++y)
        std::copy_n(pixels + static_cast<std::size_t>(y) * row, row,
                    frame_->data[0] + static_cast<std::ptrdiff_t>(y) * frame_->linesize[0]);
    frame_->pkt_duration = (times_[shown_ + 1] - times_[shown_]).count();
    ++shown_;
    return frame_.get();
}

}  // namespace takt::av
