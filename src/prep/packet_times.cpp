// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/packet_times.h"

#include "av/ticks.h"
#include "base/stop.h"

#include <algorithm>

namespace takt::prep {
namespace {

// Up to this size every packet is read; above it the index is believed, or the first packets and the last seconds.
constexpr std::int64_t kReadWholeBytes = 24'000'000;
constexpr std::int64_t kFirstPackets = 2000;
constexpr std::size_t kReorderedFrames = 16;
constexpr Us kLastPart = std::chrono::seconds{4};
// Four times what takt accepts by default: a file of more has its end passed over.
constexpr std::int64_t kMostPackets = 8'000'000;
constexpr std::int64_t kMostBytes = 2'000'000'000;

PacketTimes from_index(AVStream& stream, Us zero, std::int64_t file_size) {
    PacketTimes found;
    const int count = avformat_index_get_entries_count(&stream);
    found.times.reserve(static_cast<std::size_t>(std::max(0, count)));
    for (int i = 0; i < count; ++i) {
        const AVIndexEntry* entry = avformat_index_get_entry(&stream, i);
        found.missing |= entry->pos > file_size - entry->size;
        if ((entry->flags & AVINDEX_DISCARD_FRAME) != 0) continue;
        if (const auto time = av::to_us(entry->timestamp, stream.time_base)) found.times.push_back(*time - zero);
    }
    found.count = static_cast<std::int64_t>(found.times.size());
    if (found.times.empty()) return found;
    // The index holds decoding times: the same gaps, a little earlier. The begin is known as presentation time.
    const auto start = av::to_us(stream.start_time, stream.time_base);
    const Us shift = start ? *start - zero - found.times.front() : Us{0};
    for (Us& time : found.times) time += shift;
    const Us last_gap = count > 1 && found.times.size() > 1
                            ? found.times.back() - found.times[found.times.size() - 2]
                            : av::to_us(stream.duration, stream.time_base).value_or(Us{0});
    found.end = found.times.back() + std::clamp(last_gap, Us{0}, Us{std::chrono::seconds{10}});
    return found;
}

class PacketScan {
public:
    PacketScan(av::Input& input, const std::stop_token& stop)
        : input_(input), stop_(stop), found_(input.streams().size()) {}

    /// Reads on until the end or until `packets` more were seen.
    bool read(std::int64_t packets) {
        for (std::int64_t i = 0; i < packets; ++i) {
            if (i % 256 == 0) throw_if_stopped(stop_);
            if (bytes_ > kMostBytes || seen_ > kMostPackets || !input_.read(*packet_)) return false;
            bytes_ += packet_->size;
            ++seen_;
            add(*packet_);
            av_packet_unref(packet_.get());
        }
        return true;
    }

    /// What follows is far away: it tells where the streams end, but nothing about gaps between frames.
    void leap() {
        leapt_ = true;
        for (PacketTimes& of : found_) {
            // The last ones stand in decoding order, with holes for frames not read.
            std::sort(of.times.begin(), of.times.end());
            of.times.resize(of.times.size() - std::min<std::size_t>(of.times.size(), kReorderedFrames));
        }
    }

    std::vector<PacketTimes> take() { return std::move(found_); }

private:
    void add(const AVPacket& packet) {
        const auto index = static_cast<std::size_t>(packet.stream_index);
        // A stream may appear while reading; nobody asked for it.
        if (index >= found_.size() || (packet.flags & AV_PKT_FLAG_DISCARD) != 0) return;
        const AVStream& stream = input_.stream(packet.stream_index);
        if (!av::is_footage_or_sound(stream)) return;
        PacketTimes& of = found_[index];
        ++of.count;
        const auto shown = av::to_us(packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts, stream.time_base);
        const Us time = shown ? *shown - input_.zero() : of.end;
        if (!leapt_) of.times.push_back(time);
        of.end = std::max(of.end, time + av::to_us(packet.duration, stream.time_base).value_or(Us{0}));
    }

    av::Input& input_;
    const std::stop_token& stop_;
    std::vector<PacketTimes> found_;
    bool leapt_ = false;
    std::int64_t bytes_ = 0;
    std::int64_t seen_ = 0;
    av::PacketPtr packet_ = av::make_packet();
};

std::vector<PacketTimes> from_packets(av::Input& input, std::int64_t file_size, const std::stop_token& stop) {
    PacketScan scan(input, stop);
    const auto declared = input.declared_duration();
    const bool whole = file_size <= kReadWholeBytes || !declared || !input.seekable() || *declared < 2 * kLastPart;
    if (whole) {
        scan.read(INT64_MAX);
    } else if (scan.read(kFirstPackets)) {
        const auto stream = input.best_video() ? input.best_video() : input.best_audio();
        scan.leap();
        if (stream) input.seek(*stream, *declared - kLastPart);
        scan.read(INT64_MAX);
    }
    return scan.take();
}

}  // namespace

std::vector<PacketTimes> read_packet_times(av::Input& input, bool full_index, std::int64_t file_size,
                                           const std::stop_token& stop) {
    std::vector<PacketTimes> found;
    for (AVStream* stream : input.streams()) {
        const bool indexed = full_index && av::is_footage_or_sound(*stream);
        found.push_back(indexed ? from_index(*stream, input.zero(), file_size) : PacketTimes{});
    }
    // Decoding times stand in for presentation times only where reading all packets would take long.
    if (full_index && file_size > kReadWholeBytes) return found;
    std::vector<PacketTimes> read = from_packets(input, file_size, stop);
    for (std::size_t i = 0; i < read.size() && i < found.size(); ++i) read[i].missing = found[i].missing;
    return read;
}

}  // namespace takt::prep
