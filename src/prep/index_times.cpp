// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/index_times.h"

#include "av/ticks.h"

#include <algorithm>

namespace takt::prep {
namespace {

// Every edit may begin anywhere again; more jumps than this are no film.
constexpr int kMaxJumps = 64;

// Edits may claim any time; the sums of a few such ticks do not overflow.
constexpr std::int64_t kMostTicks = std::int64_t{1} << 60;

struct Shown {
    std::vector<std::int64_t> ticks;  // presentation times
    std::int64_t end = INT64_MIN;
    bool missing = false;
};

/// Finds the sample of an index entry by its place in the file. Entries follow the samples, but for edits.
class SampleFinder {
public:
    explicit SampleFinder(const std::vector<std::int64_t>& positions) : positions_(positions) {}

    std::optional<std::size_t> at(std::int64_t position) {
        if (next_ < positions_.size() && positions_[next_] == position) return next_++;
        if (++jumps_ > kMaxJumps) return std::nullopt;
        auto found = std::find(positions_.begin() + static_cast<std::ptrdiff_t>(next_), positions_.end(), position);
        if (found == positions_.end()) found = std::find(positions_.begin(), positions_.end(), position);
        if (found == positions_.end()) return std::nullopt;
        next_ = static_cast<std::size_t>(found - positions_.begin());
        return next_++;
    }

private:
    const std::vector<std::int64_t>& positions_;
    std::size_t next_ = 0;
    int jumps_ = 0;
};

/// Uncompressed sound stands in the index by the chunk.
std::int64_t chunk_ticks(const AVStream& stream, const AVIndexEntry& entry) {
    const AVCodecParameters& codec = *stream.codecpar;
    const std::int64_t frame_bits = std::int64_t{av_get_bits_per_sample(codec.codec_id)} * codec.ch_layout.nb_channels;
    if (frame_bits < 8 || codec.sample_rate <= 0) return 0;
    return av_rescale_q(entry.size * std::int64_t{8} / frame_bits, {1, codec.sample_rate}, stream.time_base);
}

/// An edit may end within the last sample; what the header says beyond it is not believed.
std::int64_t last_ticks(const AVStream& stream, const TrackTable& table, const AVIndexEntry& entry) {
    const std::int64_t chunk = stream.codecpar->codec_type == AVMEDIA_TYPE_AUDIO ? chunk_ticks(stream, entry) : 0;
    const std::int64_t whole = chunk > 0 ? chunk : table.last_gap;
    const std::int64_t left = stream.duration - entry.timestamp;
    return left > 0 && left < whole ? left : whole;
}

std::optional<Shown> read_entries(AVStream& stream, const TrackTable& table, std::int64_t file_size) {
    Shown shown;
    SampleFinder samples(table.positions);
    const int count = avformat_index_get_entries_count(&stream);
    shown.ticks.reserve(static_cast<std::size_t>(std::max(0, count)));
    for (int i = 0; i < count; ++i) {
        const AVIndexEntry entry = *avformat_index_get_entry(&stream, i);
        shown.missing |= entry.pos > file_size - entry.size;
        if (entry.timestamp > kMostTicks || entry.timestamp < -kMostTicks) return std::nullopt;
        std::int64_t ticks = entry.timestamp;
        if (!table.composition.empty()) {
            const auto sample = samples.at(entry.pos);
            if (!sample) return std::nullopt;
            ticks += table.earliest + table.composition[*sample];
        }
        const bool hidden = (entry.flags & AVINDEX_DISCARD_FRAME) != 0;
        if (stream.start_time == AV_NOPTS_VALUE && !hidden) stream.start_time = ticks;
        if (hidden) continue;
        const std::int64_t lasts = i + 1 < count ? avformat_index_get_entry(&stream, i + 1)->timestamp - entry.timestamp
                                                 : last_ticks(stream, table, entry);
        shown.ticks.push_back(ticks);
        shown.end = std::max(shown.end, ticks + std::max<std::int64_t>(lasts, 0));
    }
    return shown;
}

PacketTimes on_timeline(const Shown& shown, AVRational base, Us zero) {
    PacketTimes times;
    times.count = static_cast<std::int64_t>(shown.ticks.size());
    times.missing = shown.missing;
    times.times.reserve(shown.ticks.size());
    for (const std::int64_t ticks : shown.ticks) times.times.push_back(av::to_us(ticks, base).value_or(zero) - zero);
    if (!shown.ticks.empty()) times.end = av::to_us(shown.end, base).value_or(zero) - zero;
    return times;
}

void set_nominal_rate(AVStream& stream, const TrackTable& table) {
    if (stream.r_frame_rate.num > 0 || table.usual_gap <= 0) return;
    av_reduce(&stream.r_frame_rate.num, &stream.r_frame_rate.den, table.ticks_per_s, table.usual_gap, INT32_MAX);
}

}  // namespace

const TrackTable* table_of(const AVStream& stream, const std::vector<TrackTable>& tables) {
    const TrackTable* found = nullptr;
    for (const TrackTable& table : tables) {
        if (static_cast<int>(table.id) != stream.id) continue;
        if (found != nullptr) return nullptr;
        found = &table;
    }
    return found;
}

std::optional<std::vector<PacketTimes>> read_index_times(av::Input& input, const std::vector<TrackTable>& tables,
                                                         std::int64_t file_size) {
    std::vector<Shown> shown(input.streams().size());
    for (AVStream* stream : input.streams()) {
        if (!av::is_footage_or_sound(*stream)) continue;
        const TrackTable* table = table_of(*stream, tables);
        auto entries = table != nullptr ? read_entries(*stream, *table, file_size) : std::nullopt;
        if (!entries) return std::nullopt;
        shown[static_cast<std::size_t>(stream->index)] = std::move(*entries);
        set_nominal_rate(*stream, *table);
    }
    std::vector<PacketTimes> times;
    for (const AVStream* stream : input.streams()) {
        times.push_back(on_timeline(shown[static_cast<std::size_t>(stream->index)], stream->time_base, input.zero()));
    }
    return times;
}

}  // namespace takt::prep
