// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/stream_walk.h"

#include "av/ticks.h"
#include "base/stop.h"

#include <algorithm>
#include <array>
#include <utility>

namespace takt::prep {
namespace {

// Twice what may come in: times claimed beyond are far away, and frames of any rate can still be counted up to here.
constexpr Us kFarAway = std::chrono::hours{24};

}  // namespace

StreamWalk::StreamWalk(const std::filesystem::path& path, int stream, std::stop_token stop)
    : input_(path, {.stream_info = av::StreamInfo::WhereSilent}, stop), stream_(stream), stop_(std::move(stop)) {
    input_.read_only({stream});
}

void StreamWalk::begin_at(Us time) {
    // Indexes hold decoding times: a seek may land on a key frame shown a little after the wanted time.
    constexpr std::array<Us, 3> kSteps{std::chrono::seconds{0}, std::chrono::seconds{1}, std::chrono::seconds{12}};
    for (const Us back : kSteps) {
        if (!input_.seekable() || time - back <= Us{0}) break;
        input_.seek(stream_, time - back);
        held_ = read();
        if (held_ && time_ <= time) return;
    }
    input_.seek(stream_, Us{0});
    held_ = false;
}

bool StreamWalk::read() {
    for (;;) {
        throw_if_stopped(stop_);
        av_packet_unref(packet_.get());
        if (!input_.read(*packet_)) return false;
        if (packet_->stream_index != stream_) continue;
        const std::int64_t ticks = packet_->pts != AV_NOPTS_VALUE ? packet_->pts : packet_->dts;
        const auto shown = av::to_us(ticks, stream().time_base);
        if (shown) time_ = std::clamp(*shown - input_.zero(), -kFarAway, kFarAway);
        return true;
    }
}

AVPacket* StreamWalk::next() {
    return std::exchange(held_, false) || read() ? packet_.get() : nullptr;
}

}  // namespace takt::prep
