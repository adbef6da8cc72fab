// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/first_frame.h"

#include "av/decoder.h"
#include "base/stop.h"

namespace takt::prep {
namespace {

// A long open GOP, or a second of damage at the begin.
constexpr int kMaxPackets = 300;
constexpr std::int64_t kMaxBytes = 64'000'000;

}  // namespace

FirstFrame decode_first_frame(av::Input& input, int index, std::int64_t max_pixels, const std::stop_token& stop) {
    FirstFrame first{av::make_frame(), 0};
    av::Decoder decoder(input.stream(index), {.threads = 1, .max_pixels = max_pixels});
    const av::PacketPtr packet = av::make_packet();
    std::int64_t bytes = 0;
    input.read_only({index});
    for (int packets = 0; packets <= kMaxPackets;) {
        throw_if_stopped(stop);
        const av::Pull pulled = decoder.receive(*first.frame);
        if (pulled != av::Pull::NeedInput) {
            first.damaged = decoder.damaged_packets();
            if (pulled == av::Pull::End) first.frame.reset();
            return first;
        }
        const bool more = packets < kMaxPackets && bytes < kMaxBytes && input.read(*packet);
        if (!more || packet->stream_index == index) {
            ++packets;
            bytes += more ? packet->size : 0;
            decoder.send(more ? packet.get() : nullptr);
        }
        av_packet_unref(packet.get());
    }
    return {};
}

}  // namespace takt::prep
