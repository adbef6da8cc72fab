// SPDX-License-Identifier: GPL-3.0-or-later
// What a hostile or broken service may send as the stream of a turn: however the bytes are cut into reads, the parser
// gives the same events, loses none of the data, and the reader of turns survives them.
#include "api/turn_reader.h"
#include "net/sse.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <vector>

namespace {

using takt::net::SseEvent;
using takt::net::SseParser;

void require(bool held) {
    if (!held) std::abort();
}

constexpr std::string_view kByteByByte("\0", 1);

/// Reads are of 1 to 16 bytes, as `lengths` says, over and over; without any, everything comes at once.
std::vector<SseEvent> parse(std::string_view bytes, std::string_view lengths) {
    SseParser parser;
    std::vector<SseEvent> events;
    const auto take = [&events](std::vector<SseEvent> more) {
        events.insert(events.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    for (std::size_t read = 0; !bytes.empty(); ++read) {
        const std::size_t length =
            lengths.empty() ? bytes.size() : 1U + static_cast<unsigned char>(lengths[read % lengths.size()]) % 16U;
        take(parser.feed(bytes.substr(0, length)));
        bytes.remove_prefix(std::min(length, bytes.size()));
    }
    take(parser.finish());
    return events;
}

void read_as_turn(const std::vector<SseEvent>& events) {
    takt::api::TurnReader reader;
    for (const SseEvent& event : events) {
        if (!event.comment) static_cast<void>(reader.read(event.event, event.data, event.unterminated));
    }
    static_cast<void>(reader.finish());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::string_view lengths = input.substr(0, std::min<std::size_t>(4, size));
    const std::string_view bytes = input.substr(lengths.size());

    const std::vector<SseEvent> whole = parse(bytes, {});
    require(parse(bytes, lengths) == whole);
    require(parse(bytes, kByteByByte) == whole);
    std::size_t held = 0;
    for (const SseEvent& event : whole) {
        held += event.data.size() + event.event.size();
        require(!event.unterminated || &event == &whole.back());
    }
    require(held <= bytes.size());
    read_as_turn(whole);
    return 0;
}
