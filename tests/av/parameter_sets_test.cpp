// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/parameter_sets.h"

#include "av/encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::av {
namespace {

Bytes config_of(const ParameterSets& sets) {
    ParameterSets plain = sets;
    const Bytes& sequence = sets.units.front();
    plain.prefix.assign(sequence.begin() + 1, sequence.begin() + 4);
    return *joined_avcc(plain, {});
}

ParameterSets encoded_sets(int id, Size size = {1920, 1080}) {
    const Encoder encoder(VideoEncoding{
        .size = size,
        .options = {{"preset", "superfast"},
                    {"level", "4.0"},
                    {"x264-params", "sps-id=" + std::to_string(id) + ":stitchable=1:bframes=2:dpb-size=3"}}});
    const AVCodecContext& context = encoder.context();
    return sets_from_start_codes({context.extradata, static_cast<std::size_t>(context.extradata_size)}, NalCodec::H264);
}

std::optional<ParameterSets> read(const Bytes& box) {
    AVCodecParameters* stream = avcodec_parameters_alloc();
    stream->codec_id = AV_CODEC_ID_H264;
    replace_extradata(*stream, box);
    auto sets = read_parameter_sets(*stream);
    avcodec_parameters_free(&stream);
    return sets;
}

TEST(ParameterSets, TellWhatFramesAreMadeOf) {
    const auto set = only_sequence_set(encoded_sets(5));
    ASSERT_TRUE(set.has_value());
    EXPECT_EQ(set->id, 5);
    EXPECT_EQ(set->profile_idc, 100);
    EXPECT_EQ(set->level_idc, 40);
    EXPECT_EQ(set->width_mbs, 120);
    EXPECT_EQ(set->height_units, 68);
    EXPECT_EQ(set->chroma_format, 1);
    EXPECT_TRUE(set->frames_only);
    EXPECT_EQ(set->reorder_depth, 2);  // B-frames that others refer to
}

TEST(ParameterSets, OfTwoEncodersStandInOneHeader) {
    const ParameterSets first = *read(config_of(encoded_sets(0)));
    const ParameterSets second = encoded_sets(1);
    const auto box = joined_avcc(first, second);
    ASSERT_TRUE(box.has_value());
    const auto both = read(*box);
    ASSERT_TRUE(both.has_value());
    EXPECT_EQ(both->units.size(), 4U);
    EXPECT_TRUE(holds(*both, first.units.front()));
    EXPECT_TRUE(holds(*both, second.units.back()));
    EXPECT_EQ(both->prefix, first.prefix);
    EXPECT_EQ(free_id(*both), 2);
    EXPECT_FALSE(only_sequence_set(*both).has_value());
}

TEST(ParameterSets, OfABrokenHeaderAreAbsent) {
    const Bytes whole = config_of(encoded_sets(0));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        EXPECT_FALSE(read(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))).has_value());
    }
}

TEST(SequenceSet, NeverReadsBeyondItsEnd) {
    const Bytes whole = encoded_sets(0).units.front();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        (void)read_sequence_set(part);
    }
    EXPECT_FALSE(read_sequence_set(Bytes{0x67, 0x64, 0x00, 0x28, 0x00, 0x00}).has_value());
}

TEST(NalUnits, WithLengthsThatDoNotFitAreAbsent) {
    EXPECT_EQ(split_sized(Bytes{0, 0, 0, 2, 0x65, 1, 0, 0, 0, 1, 9}, 4)->size(), 2U);
    EXPECT_FALSE(split_sized(Bytes{0, 0, 0, 3, 0x65, 1}, 4).has_value());
    EXPECT_FALSE(split_sized(Bytes{0, 0}, 4).has_value());
    EXPECT_FALSE(split_sized(Bytes{0xFF, 0xFF, 0xFF, 0xFF, 1}, 4).has_value());
}

TEST(NalUnits, BetweenStartCodesLoseTheirTrailingZeros) {
    const Bytes bytes{0, 0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x68, 2, 0, 0, 1, 0x65, 3};
    const auto units = split_start_codes(bytes);
    ASSERT_EQ(units.size(), 3U);
    EXPECT_EQ(join_sized(units), (Bytes{0, 0, 0, 2, 0x67, 1, 0, 0, 0, 2, 0x68, 2, 0, 0, 0, 2, 0x65, 3}));
    EXPECT_EQ(kind_of(units[0], NalCodec::H264), NalKind::ParameterSet);
    EXPECT_EQ(kind_of(units[2], NalCodec::H264), NalKind::Refresh);
}

}  // namespace
}  // namespace takt::av
