// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/header_probe.h"

#include "av/header_facts.h"
#include "av/sample_look.h"
#include "base/log.h"
#include "prep/index_times.h"
#include "prep/probe_stages.h"
#include "prep/streams.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace takt::prep {
namespace {

/// Streams takt cannot decode anyway need no proof.
bool needs_proof(const AVStream& stream, const std::vector<TrackTable>& tables) {
    const TrackTable* table = table_of(stream, tables);
    const bool is_protected = table != nullptr && table->is_protected;
    return av::is_footage_or_sound(stream) && !is_protected &&
           avcodec_find_decoder(stream.codecpar->codec_id) != nullptr && avformat_index_get_entries_count(&stream) > 0;
}

bool is_plain_sound(const AVStream& stream) {
    return std::string_view(avcodec_get_name(stream.codecpar->codec_id)).starts_with("pcm_");
}

/// First and middle sample, where the index is dense; the last one is the judge's.
bool samples_look_right(const av::Input& input, const AVStream& stream) {
    if (is_plain_sound(stream)) return true;  // silence is zeros
    const int count = avformat_index_get_entries_count(&stream);
    for (const int index : {0, count / 2}) {
        if (av::look_at_sample(input, stream, index) != av::SampleLook::Plausible) return false;
    }
    return true;
}

/// Some programs reserve the whole file first: what never arrived is zeros.
bool ends_in_zeros(const av::Input& input, const AVStream& stream) {
    const int last = avformat_index_get_entries_count(&stream) - 1;
    return !is_plain_sound(stream) && av::look_at_sample(input, stream, last) == av::SampleLook::Zeros;
}

/// Why the headers do not suffice; empty when they do.
std::string doubt_about(const av::Input& input, const std::vector<TrackTable>& tables) {
    for (AVStream* stream : input.streams()) {
        if (!needs_proof(*stream, tables)) continue;
        std::string doubt = av::complete_from_header(*stream);
        if (doubt.empty() && !samples_look_right(input, *stream)) doubt = "its samples are not what the index promises";
        if (!doubt.empty()) return fmt::format("stream {}: {}", stream->index, doubt);
    }
    return {};
}

}  // namespace

std::optional<MediaInfo> probe_by_header(const std::filesystem::path& path, const BoxOutline& boxes,
                                         const std::vector<TrackTable>& tables, const Limits& limits,
                                         const std::stop_token& stop) {
    av::Input input(path, {.max_streams = limits.max_streams, .stream_info = av::StreamInfo::None}, stop);
    if (input.streams().empty()) return std::nullopt;
    if (const std::string doubt = doubt_about(input, tables); !doubt.empty()) {
        log::debug(fmt::format("{}: {}; looking closer", input.name(), doubt));
        return std::nullopt;
    }
    auto times = read_index_times(input, tables, avio_size(input.context().pb));
    if (!times) return std::nullopt;
    MediaInfo info = outline_media(input, boxes, tables);
    apply_times(info, std::move(*times));
    for (const AVStream* stream : input.streams()) {
        info.truncated |= needs_proof(*stream, tables) && ends_in_zeros(input, *stream);
    }
    conclude(info, input.declared_duration());
    return info;
}

}  // namespace takt::prep
