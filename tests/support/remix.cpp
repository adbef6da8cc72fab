// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/remix.h"

#include "av/input.h"
#include "av/output.h"
#include "av/ticks.h"
#include "generator/clip_writer.h"

namespace takt::test {

void move_streams(const std::filesystem::path& from, const std::filesystem::path& to, const std::vector<Us>& shifts) {
    av::Input input(from);
    av::Output output(to, samples::muxer_for(to));
    for (const AVStream* stream : input.streams()) output.add_copied_stream(*stream);
    // The times are wanted as they are, also those before zero.
    output.context().avoid_negative_ts = 0;
    output.begin();
    const av::PacketPtr packet = av::make_packet();
    while (input.read(*packet)) {
        const int index = packet->stream_index;
        const AVRational base = input.stream(index).time_base;
        const std::int64_t shift = av::to_ticks(shifts.at(static_cast<std::size_t>(index)), base);
        packet->pts += shift;
        packet->dts += shift;
        output.write(*packet, index, base);
    }
    output.finish();
    output.publish();
}

}  // namespace takt::test
