// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/sample_look.h"

#include <algorithm>
#include <array>

namespace takt::av {
namespace {

constexpr int kMaxUnits = 64;

/// How many bytes hold a unit's length: avcC and hvcC keep it at different places.
int length_bytes(const AVCodecParameters& codec) {
    const int at = codec.codec_id == AV_CODEC_ID_H264 ? 4 : codec.codec_id == AV_CODEC_ID_HEVC ? 21 : -1;
    if (at < 0 || codec.extradata_size <= at) return 0;
    return (codec.extradata[at] & 3) + 1;
}

bool is_slice(const AVCodecParameters& codec, unsigned char head) {
    const unsigned type = codec.codec_id == AV_CODEC_ID_H264 ? head & 0x1FU : (head >> 1U) & 0x3FU;
    return codec.codec_id == AV_CODEC_ID_H264 ? type >= 1 && type <= 5 : type <= 21;
}

bool only_zeros(AVIOContext* io, const AVIndexEntry& entry) {
    std::array<unsigned char, 64> bytes{};
    if (avio_seek(io, entry.pos, SEEK_SET) < 0) return false;
    const int wanted = std::min<int>(entry.size, static_cast<int>(bytes.size()));
    const int got = avio_read(io, bytes.data(), wanted);
    return got > 0 && std::all_of(bytes.begin(), bytes.begin() + got, [](unsigned char byte) { return byte == 0; });
}

bool units_add_up(AVIOContext* io, const AVCodecParameters& codec, const AVIndexEntry& entry) {
    const int width = length_bytes(codec);
    bool slice = false;
    std::int64_t at = entry.pos;
    const std::int64_t end = entry.pos + entry.size;
    for (int i = 0; i < kMaxUnits && at < end; ++i) {
        std::array<unsigned char, 5> head{};
        if (avio_seek(io, at, SEEK_SET) < 0 || avio_read(io, head.data(), width + 1) != width + 1) return false;
        std::int64_t length = 0;
        for (int byte = 0; byte < width; ++byte) length = length << 8 | head[static_cast<std::size_t>(byte)];
        const unsigned char first = head[static_cast<std::size_t>(width)];
        if (length == 0 || (first & 0x80U) != 0) return false;
        slice |= is_slice(codec, first);
        at += width + length;
    }
    return slice && at <= end;  // short of the end: more units than looked at
}

}  // namespace

SampleLook look_at_sample(const Input& input, const AVStream& stream, int index) {
    // The list of entries belongs to the stream; asking does not change it, though libav's signature says so.
    const AVIndexEntry* entry = avformat_index_get_entry(const_cast<AVStream*>(&stream), index);
    AVIOContext* io = input.context().pb;
    if (entry == nullptr || entry->size <= 0) return SampleLook::Plausible;
    if (entry->pos > avio_size(io)) return SampleLook::Broken;
    if (only_zeros(io, *entry)) return SampleLook::Zeros;
    if (length_bytes(*stream.codecpar) == 0) return SampleLook::Plausible;
    return units_add_up(io, *stream.codecpar, *entry) ? SampleLook::Plausible : SampleLook::Broken;
}

}  // namespace takt::av
