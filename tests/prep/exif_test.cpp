// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/exif.h"

#include "av/jpeg_turn.h"
#include "support/private_stills.h"

#include <gtest/gtest.h>

namespace takt::prep {
namespace {

TEST(Exif, TellsPlaceDeviceDateAndSerial) {
    const ExifFacts facts = read_exif(test::exif_block());
    EXPECT_EQ(facts.location, "+48.8583+002.2944/");
    EXPECT_EQ(facts.device.at("make"), "Acme");
    EXPECT_EQ(facts.device.at("model"), "Phone 1");
    EXPECT_EQ(facts.device.at("creation_time"), "2024:05:06 07:08:09");
    EXPECT_EQ(facts.extras.at("serial number"), "SN12345678");
}

TEST(Exif, TellsTheIdentifierOfALivePhoto) {
    const std::string identifier = "12345678-ABCD-4321-8765-0123456789AB";
    EXPECT_EQ(read_exif(test::exif_block({.live_photo = identifier})).live_photo, identifier);
    EXPECT_FALSE(read_exif(test::exif_block()).live_photo);
}

TEST(Exif, SurvivesEveryTruncationAndEveryFlippedByte) {
    const std::string block = test::exif_block({.live_photo = "12345678-ABCD-4321-8765-0123456789AB"});
    for (std::size_t size = 0; size < block.size(); size += 7) (void)read_exif(block.substr(0, size));
    for (std::size_t at = 0; at < block.size(); ++at) {
        std::string damaged = block;
        damaged[at] = static_cast<char>(~damaged[at]);
        (void)read_exif(damaged);
    }
    EXPECT_FALSE(read_exif("").location);
}

TEST(Exif, OrientationIsAMirrorThenATurn) {
    EXPECT_EQ(read_exif(test::exif_block({.orientation = 6})).orientation, (Orientation{90, false}));
    EXPECT_EQ(orientation_from_exif(5), (Orientation{270, true}));
    EXPECT_EQ(orientation_from_exif(7), (Orientation{90, true}));
    EXPECT_EQ(orientation_from_exif(4), (Orientation{180, true}));
    EXPECT_EQ(orientation_from_exif(9), Orientation{});
}

TEST(JpegTurn, NeedsWholeBlocksOnlyAtTheEdgesThatMove) {
    EXPECT_TRUE(av::turns_whole_blocks({4032, 3024}, "yuvj420p", {90, false}));
    EXPECT_TRUE(av::turns_whole_blocks({4030, 3024}, "yuvj420p", {90, false}));
    EXPECT_FALSE(av::turns_whole_blocks({4032, 3020}, "yuvj420p", {90, false}));
    EXPECT_FALSE(av::turns_whole_blocks({4030, 3024}, "yuvj420p", {270, false}));
    EXPECT_TRUE(av::turns_whole_blocks({4031, 3023}, "yuvj420p", {270, true}));
    EXPECT_TRUE(av::turns_whole_blocks({16, 24}, "yuvj444p", {180, false}));
    EXPECT_FALSE(av::turns_whole_blocks({16, 24}, "rgb24", {180, false}));
}

}  // namespace
}  // namespace takt::prep
