// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/copied_track.h"

#include "takt/error.h"

#include "av/ticks.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt::prep {
namespace {

// More than any codec reorders.
constexpr std::size_t kMostWaiting = 64;

}  // namespace

CopiedTrack::CopiedTrack(const std::filesystem::path& path, int stream, av::Output& output, std::stop_token stop)
    : input_(path, {.stream_info = av::StreamInfo::WhereSilent}, std::move(stop)),
      stream_(stream),
      output_(output),
      out_stream_(output.add_copied_stream(input_.stream(stream))),
      zero_ticks_(av::to_ticks(input_.zero(), input_.stream(stream).time_base)) {
    input_.read_only({stream});
}

/// Appends the stream's next packet to those waiting.
bool CopiedTrack::read() {
    av::PacketPtr packet = av::make_packet();
    while (input_.read(*packet)) {
        if (packet->stream_index == stream_) {
            waiting_.push_back(std::move(packet));
            return true;
        }
        av_packet_unref(packet.get());
    }
    return false;
}

/// Matroska leaves out the decoding times of the first packets when frames are reordered: they are counted back from
/// the first one that is known.
bool CopiedTrack::fill() {
    if (waiting_.empty() && !read()) return false;
    while (waiting_.back()->dts == AV_NOPTS_VALUE && waiting_.size() < kMostWaiting && read()) {
    }
    std::int64_t next = waiting_.back()->dts != AV_NOPTS_VALUE ? waiting_.back()->dts : waiting_.back()->pts;
    if (next == AV_NOPTS_VALUE) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: packets without any time cannot be copied; export it again", input_.name()));
    }
    for (auto packet = waiting_.rbegin(); packet != waiting_.rend(); ++packet) {
        AVPacket& of = **packet;
        if (of.dts == AV_NOPTS_VALUE) of.dts = next - std::max<std::int64_t>(1, of.duration);
        next = of.dts;
    }
    return true;
}

bool CopiedTrack::step() {
    if (!fill()) {
        if (packets_ == 0) {
            throw Error(ErrorCode::Corrupt,
                        fmt::format("{}: holds nothing of its stream {}; copy it again", input_.name(), stream_));
        }
        return false;
    }
    const av::PacketPtr packet = std::move(waiting_.front());
    waiting_.pop_front();
    const AVRational base = input_.stream(stream_).time_base;
    if (packet->pts != AV_NOPTS_VALUE) packet->pts -= zero_ticks_;
    packet->dts -= zero_ticks_;
    const auto shown = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    position_ = std::max(position_, av::to_us(shown + packet->duration, base).value_or(position_));
    ++packets_;
    output_.write(*packet, out_stream_, base);
    return true;
}

}  // namespace takt::prep
