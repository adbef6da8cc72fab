// SPDX-License-Identifier: GPL-3.0-or-later
// What a hostile client may send as a multipart body: however the bytes are cut into reads, the same parts come out, no
// byte is made up, and the file names that come out of them are bare.
#include "server/file_name.h"
#include "server/multipart.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using takt::server::MultipartParser;
using takt::server::PartHead;

void require(bool held) {
    if (!held) std::abort();
}

constexpr std::string_view kByteByByte("\0", 1);

struct Part {
    std::string field;
    std::string file_name;
    std::string bytes;
    bool ended = false;
    bool operator==(const Part&) const = default;
};

class Parts final : public takt::server::PartSink {
public:
    void part_begin(const PartHead& head) override {
        require(parts.empty() || parts.back().ended);
        parts.push_back({.field = head.field, .file_name = head.file_name.value_or("")});
    }
    void part_bytes(std::string_view bytes) override {
        require(!parts.empty() && !parts.back().ended && !bytes.empty());
        parts.back().bytes += bytes;
    }
    void part_end() override { parts.back().ended = true; }
    std::vector<Part> parts;
};

struct Outcome {
    std::vector<Part> parts;
    bool finished = false;
    std::string error;
    bool operator==(const Outcome&) const = default;
};

/// Reads are of 1 to 16 bytes, as `lengths` says, over and over; without any, everything comes at once.
Outcome parse(std::string_view bytes, std::string_view lengths) {
    Parts parts;
    MultipartParser parser("bb", parts);
    for (std::size_t read = 0; !bytes.empty(); ++read) {
        const std::size_t length =
            lengths.empty() ? bytes.size() : 1U + static_cast<unsigned char>(lengths[read % lengths.size()]) % 16U;
        parser.feed(bytes.substr(0, length));
        bytes.remove_prefix(std::min(length, bytes.size()));
    }
    return {parts.parts, parser.finished(), parser.error().value_or("")};
}

void require_bare(std::string_view name) {
    require(!name.empty() && name.size() <= takt::server::kMaxFileNameBytes && name.front() != '.');
    require(std::ranges::none_of(name, [](char c) { return c == '/' || c == '\\' || (c >= '\0' && c < ' '); }));
    require(takt::server::bare_file_name(name) == name);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::string_view lengths = input.substr(0, std::min<std::size_t>(4, size));
    const std::string_view bytes = input.substr(lengths.size());

    const Outcome whole = parse(bytes, {});
    require(parse(bytes, lengths) == whole);
    require(parse(bytes, kByteByByte) == whole);
    require(!whole.finished || whole.error.empty());
    std::size_t held = 0;
    for (const Part& part : whole.parts) {
        held += part.bytes.size();
        require(part.ended || (!whole.finished && &part == &whole.parts.back()));
        require_bare(takt::server::bare_file_name(part.file_name));
    }
    require(held <= bytes.size() && whole.parts.size() <= MultipartParser::kMaxParts);
    static_cast<void>(takt::server::multipart_boundary(bytes));
    return 0;
}
