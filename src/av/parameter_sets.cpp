// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/parameter_sets.h"

#include "av/bit_reader.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <set>

namespace takt::av {
namespace {

constexpr std::size_t kMostPictureSets = 255;
constexpr std::uint8_t kSequence = 7;
constexpr std::uint8_t kPicture = 8;

/// Bytes of a box, taken from its front.
class Cursor {
public:
    explicit Cursor(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] std::span<const std::uint8_t> rest() const { return rest_; }
    std::span<const std::uint8_t> take(std::size_t count) {
        failed_ |= count > rest_.size();
        const auto taken = rest_.first(failed_ ? 0 : count);
        rest_ = rest_.subspan(taken.size());
        return taken;
    }
    std::size_t number(std::size_t bytes) {
        std::size_t value = 0;
        for (const std::uint8_t byte : take(bytes)) value = value << 8U | byte;
        return value;
    }
    void units(std::vector<Bytes>& into, std::size_t count) {
        for (std::size_t i = 0; i < count && !failed_; ++i) {
            const auto unit = take(number(2));
            if (!unit.empty()) into.emplace_back(unit.begin(), unit.end());
        }
    }

private:
    std::span<const std::uint8_t> rest_;
    bool failed_ = false;
};

std::optional<ParameterSets> read_avcc(std::span<const std::uint8_t> bytes) {
    Cursor cursor(bytes);
    ParameterSets sets;
    if (cursor.number(1) != 1) return std::nullopt;
    const auto prefix = cursor.take(3);
    sets.prefix.assign(prefix.begin(), prefix.end());
    sets.length_size = static_cast<int>(cursor.number(1) & 3U) + 1;
    cursor.units(sets.units, cursor.number(1) & 31U);
    cursor.units(sets.units, cursor.number(1));
    sets.suffix.assign(cursor.rest().begin(), cursor.rest().end());
    if (cursor.failed() || sets.units.empty()) return std::nullopt;
    return sets;
}

std::optional<ParameterSets> read_hvcc(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t kBeforeLengthSize = 20;
    Cursor cursor(bytes);
    ParameterSets sets;
    sets.codec = NalCodec::Hevc;
    if (cursor.number(1) != 1) return std::nullopt;
    (void)cursor.take(kBeforeLengthSize);
    sets.length_size = static_cast<int>(cursor.number(1) & 3U) + 1;
    const std::size_t arrays = cursor.number(1);
    for (std::size_t i = 0; i < arrays && !cursor.failed(); ++i) {
        (void)cursor.number(1);
        cursor.units(sets.units, cursor.number(2));
    }
    if (cursor.failed()) return std::nullopt;
    std::erase_if(sets.units, [](const Bytes& unit) { return kind_of(unit, NalCodec::Hevc) != NalKind::ParameterSet; });
    if (sets.units.empty()) return std::nullopt;
    return sets;
}

int type_of(NalUnit unit) {
    return unit.empty() ? 0 : unit[0] & 0x1F;
}

/// The id that an H.264 parameter set gives itself; absent for other units.
std::optional<int> id_of(NalUnit unit) {
    if (type_of(unit) == kSequence) {
        const auto set = read_sequence_set(unit);
        return set ? std::optional(set->id) : std::nullopt;
    }
    if (type_of(unit) != kPicture) return std::nullopt;
    BitReader reader(unit.subspan(1));
    const std::uint32_t id = reader.number();
    return reader.overrun() ? std::nullopt : std::optional(static_cast<int>(id));
}

/// Count and sets of one type, as avcC lists them.
void append_sets(Bytes& box, const std::vector<NalUnit>& units, std::uint8_t count_flags) {
    box.push_back(static_cast<std::uint8_t>(units.size()) | count_flags);
    for (const NalUnit unit : units) {
        box.push_back(static_cast<std::uint8_t>(unit.size() >> 8U));
        box.push_back(static_cast<std::uint8_t>(unit.size()));
        box.insert(box.end(), unit.begin(), unit.end());
    }
}

std::vector<NalUnit> of_type(std::uint8_t type, const ParameterSets& first, const ParameterSets& second) {
    std::vector<NalUnit> units;
    for (const ParameterSets* sets : {&first, &second}) {
        for (const Bytes& unit : sets->units) {
            if (type_of(unit) == type) units.emplace_back(unit);
        }
    }
    return units;
}

}  // namespace

std::optional<ParameterSets> read_parameter_sets(const AVCodecParameters& stream) {
    if (stream.extradata == nullptr || stream.extradata_size <= 0) return std::nullopt;
    const std::span bytes{stream.extradata, static_cast<std::size_t>(stream.extradata_size)};
    if (stream.codec_id == AV_CODEC_ID_H264) return read_avcc(bytes);
    return stream.codec_id == AV_CODEC_ID_HEVC ? read_hvcc(bytes) : std::nullopt;
}

ParameterSets sets_from_start_codes(std::span<const std::uint8_t> bytes, NalCodec codec) {
    ParameterSets sets;
    sets.codec = codec;
    for (const NalUnit unit : split_start_codes(bytes)) {
        if (kind_of(unit, codec) == NalKind::ParameterSet) sets.units.emplace_back(unit.begin(), unit.end());
    }
    return sets;
}

std::optional<SequenceSet> only_sequence_set(const ParameterSets& sets) {
    const auto is_sequence = [](const Bytes& unit) { return type_of(unit) == kSequence; };
    if (std::count_if(sets.units.begin(), sets.units.end(), is_sequence) != 1) return std::nullopt;
    return read_sequence_set(*std::find_if(sets.units.begin(), sets.units.end(), is_sequence));
}

bool holds(const ParameterSets& sets, NalUnit unit) {
    return std::any_of(sets.units.begin(), sets.units.end(),
                       [&](const Bytes& own) { return std::equal(own.begin(), own.end(), unit.begin(), unit.end()); });
}

std::optional<int> free_id(const ParameterSets& sets) {
    std::set<int> taken;
    for (const Bytes& unit : sets.units) {
        if (const auto id = id_of(unit)) taken.insert(*id);
    }
    for (int id = 0; id <= kHighestSequenceId; ++id) {
        if (!taken.contains(id)) return id;
    }
    return std::nullopt;
}

std::optional<Bytes> joined_avcc(const ParameterSets& copied, const ParameterSets& encoded) {
    const std::vector<NalUnit> sequences = of_type(kSequence, copied, encoded);
    const std::vector<NalUnit> pictures = of_type(kPicture, copied, encoded);
    if (sequences.size() > kHighestSequenceId || pictures.size() > kMostPictureSets) return std::nullopt;
    constexpr std::uint8_t kFourByteLengths = 0xFF;
    constexpr std::uint8_t kReservedBits = 0xE0;
    Bytes box{1};
    box.insert(box.end(), copied.prefix.begin(), copied.prefix.end());
    box.push_back(kFourByteLengths);
    append_sets(box, sequences, kReservedBits);
    append_sets(box, pictures, 0);
    box.insert(box.end(), copied.suffix.begin(), copied.suffix.end());
    return box;
}

void replace_extradata(AVCodecParameters& stream, std::span<const std::uint8_t> bytes) {
    auto* fresh = static_cast<std::uint8_t*>(av_mallocz(bytes.size() + AV_INPUT_BUFFER_PADDING_SIZE));
    if (fresh == nullptr) throw std::bad_alloc();
    if (!bytes.empty()) std::memcpy(fresh, bytes.data(), bytes.size());
    av_freep(&stream.extradata);
    stream.extradata = fresh;
    stream.extradata_size = static_cast<int>(bytes.size());
}

}  // namespace takt::av
