// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/sample_table.h"

#include "takt/error.h"

#include "prep/box_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string_view>

namespace takt::prep {
namespace {

// Twelve hours of 1080p60 with sound have an index of 40 MB.
constexpr std::int64_t kMaxIndexBytes = 64'000'000;
constexpr int kMaxBoxes = 20'000;
constexpr std::uint32_t kMaxSamples = 4'000'000;
// What libav may be made to list: it takes 32 bytes for each, and a header of a few bytes can claim billions.
constexpr std::int64_t kMaxListed = 8'000'000;
constexpr std::int32_t kMaxOffset = 1 << 28;

std::string read_index(const std::filesystem::path& path, const BoxOutline& boxes) {
    std::string bytes;
    std::ifstream file(path, std::ios::binary);
    bytes.resize(static_cast<std::size_t>(boxes.index_end - boxes.index_begin));
    file.seekg(boxes.index_begin);
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return bytes;
}

/// How many whole entries of `bytes` each a table holds: the count it claims, or what fits.
std::uint32_t entries(const BoxView& table, std::size_t head, std::size_t bytes) {
    const std::size_t fit = table.size() > head ? (table.size() - head) / bytes : 0;
    return std::min(table.word(head - 4), static_cast<std::uint32_t>(std::min<std::size_t>(fit, UINT32_MAX)));
}

/// Sample descriptions: what a player must be able to do, before any codec is asked.
void read_description(TrackTable& track, const BoxView& table, bool video, int& budget) {
    constexpr std::size_t kVideoFields = 78;
    constexpr std::size_t kSoundFields = 28;
    table.children(8, budget, [&](std::string_view type, BoxView entry) {
        if (track.entry.empty()) track.entry = type;
        track.is_protected |= type == "encv" || type == "enca" || type == "drmi" || type == "drms" || type == "drmt";
        entry.children(video ? kVideoFields : kSoundFields, budget, [&](std::string_view name, BoxView) {
            track.is_protected |= name == "sinf";
            track.stereo_views |= video && name == "lhvC";
            return true;
        });
        return true;
    });
}

void read_gaps(TrackTable& track, const BoxView& table) {
    std::map<std::int64_t, std::int64_t> weights;
    const std::uint32_t count = entries(table, 8, 8);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t samples = table.word(8 + i * std::size_t{8});
        const std::int64_t gap = table.word(12 + i * std::size_t{8});
        if (samples == 0) continue;
        track.last_gap = gap;
        const std::int64_t weight = weights.size() < 1000 ? weights[gap] += samples : 0;
        if (weight > 0 && (track.usual_gap == 0 || weight > weights[track.usual_gap])) track.usual_gap = gap;
    }
    if (track.last_gap == 0) track.last_gap = track.usual_gap;
}

bool read_composition(TrackTable& track, const BoxView& table) {
    const std::uint32_t count = entries(table, 8, 8);
    track.composition.reserve(static_cast<std::size_t>(track.samples));
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t samples = table.word(8 + i * std::size_t{8});
        // Version 0 says "unsigned", and yet QuickTime writes negative ones there.
        const auto offset = static_cast<std::int32_t>(table.word(12 + i * std::size_t{8}));
        if (offset > kMaxOffset || offset < -kMaxOffset) return false;
        const std::size_t room = static_cast<std::size_t>(track.samples) - track.composition.size();
        track.composition.insert(track.composition.end(), std::min<std::size_t>(samples, room), offset);
        // The last two entries may hold the spoilt offsets of a cut end.
        if (i + 2 < table.word(4)) track.earliest = std::max<std::int64_t>(track.earliest, -offset);
    }
    track.composition.resize(static_cast<std::size_t>(track.samples), 0);
    return true;
}

/// Samples stand in chunks, chunks anywhere.
bool read_positions(TrackTable& track, const BoxView& sizes, const BoxView& runs, const BoxView& chunks, bool wide) {
    const std::uint32_t run_count = entries(runs, 8, 12);
    const std::uint32_t chunk_count = entries(chunks, 8, wide ? 8 : 4);
    const std::uint32_t same_size = sizes.word(4);
    std::int64_t sample = 0;
    std::uint32_t run = 0;
    for (std::uint32_t chunk = 0; chunk < chunk_count && sample < track.samples; ++chunk) {
        while (run + 1 < run_count && runs.word(8 + (run + 1) * std::size_t{12}) <= chunk + 1) ++run;
        std::uint64_t at = chunks.number(8 + chunk * std::size_t{wide ? 8U : 4U}, wide ? 8 : 4);
        const std::uint32_t in_chunk = run_count > 0 ? runs.word(12 + run * std::size_t{12}) : 0;
        for (std::uint32_t i = 0; i < in_chunk && sample < track.samples; ++i, ++sample) {
            track.positions.push_back(static_cast<std::int64_t>(at));
            at += same_size != 0 ? same_size : sizes.word(12 + static_cast<std::size_t>(sample) * 4);
        }
    }
    return sample == track.samples;
}

/// How many entries libav makes of a track. Uncompressed sound is listed by the chunk, or every 1024 samples.
std::int64_t listed(const BoxView& stbl, bool sound, int& budget) {
    const auto gaps = stbl.child("stts", budget);
    const auto sizes = stbl.child("stsz", budget);
    const std::int64_t samples = sizes ? sizes->word(8) : 0;
    const bool plain = sound && gaps && gaps->word(4) == 1 && gaps->word(12) == 1;
    return plain ? samples / 1024 : samples;
}

bool read_samples(TrackTable& track, const BoxView& stbl, bool video, int& budget) {
    const auto description = stbl.child("stsd", budget);
    const auto gaps = stbl.child("stts", budget);
    const auto sizes = stbl.child("stsz", budget);
    if (!description || !gaps || !sizes) return false;
    read_description(track, *description, video, budget);
    read_gaps(track, *gaps);
    track.samples = sizes->word(8);
    const auto composition = stbl.child("ctts", budget);
    if (!composition || composition->word(4) == 0) return true;
    if (track.samples > kMaxSamples) return false;
    const auto runs = stbl.child("stsc", budget);
    const auto near_chunks = stbl.child("stco", budget);
    const auto far_chunks = stbl.child("co64", budget);
    if (!runs || (!near_chunks && !far_chunks)) return false;
    return read_composition(track, *composition) &&
           read_positions(track, *sizes, *runs, near_chunks ? *near_chunks : *far_chunks, !near_chunks);
}

bool read_track(TrackTable& track, const BoxView& trak, int& budget) {
    const auto header = trak.child("tkhd", budget);
    const auto media = trak.child("mdia", budget);
    const auto media_header = media ? media->child("mdhd", budget) : std::nullopt;
    const auto handler = media ? media->child("hdlr", budget) : std::nullopt;
    const auto inner = media ? media->child("minf", budget) : std::nullopt;
    const auto stbl = inner ? inner->child("stbl", budget) : std::nullopt;
    if (!header || !media_header || !handler || !stbl) return false;
    // Version 1 has times of eight bytes.
    track.id = header->word(header->number(0, 1) == 1 ? 20 : 12);
    track.ticks_per_s = media_header->word(media_header->number(0, 1) == 1 ? 20 : 12);
    const std::string_view kind = handler->letters(8);
    track.listed = listed(*stbl, kind == "soun", budget);
    if (kind != "vide" && kind != "soun") return true;
    return track.ticks_per_s > 0 && read_samples(track, *stbl, kind == "vide", budget);
}

void check_size(const std::filesystem::path& path, std::int64_t bytes, std::int64_t listed) {
    if (bytes <= kMaxIndexBytes && listed <= kMaxListed) return;
    throw Error(ErrorCode::TooLarge,
                fmt::format("{}: an index of {} MB for {} samples is none of a recording; export it again",
                            path.filename().string(), bytes / 1'000'000, listed));
}

}  // namespace

std::optional<std::vector<TrackTable>> read_sample_tables(const std::filesystem::path& path, const BoxOutline& boxes) {
    if (!boxes.has_index) return std::nullopt;
    check_size(path, boxes.index_end - boxes.index_begin, 0);
    const std::string bytes = read_index(path, boxes);
    int budget = kMaxBoxes;
    bool whole = true;
    std::int64_t listed = 0;
    std::vector<TrackTable> tracks;
    BoxView(bytes).children(0, budget, [&](std::string_view type, BoxView box) {
        if (type != "trak") return true;
        TrackTable& track = tracks.emplace_back();
        whole = read_track(track, box, budget) && whole;
        listed += std::max(track.listed, static_cast<std::int64_t>(track.composition.size()));
        return listed <= kMaxListed;  // a track of a few bytes can ask for millions of entries here too
    });
    check_size(path, static_cast<std::int64_t>(bytes.size()), listed);
    if (boxes.fragmented || !whole || budget <= 0 || tracks.empty()) return std::nullopt;
    return tracks;
}

}  // namespace takt::prep
