// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/strip_picture.h"

#include "takt/error.h"

#include "av/same_picture.h"
#include "base/atomic_file.h"
#include "prep/picture_parts.h"
#include "prep/still.h"
#include "prepared.h"
#include "support/make_media.h"
#include "support/private_stills.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace takt {
namespace {

using namespace std::string_literals;
using test::make_still;
using test::TempDir;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kExifHead = "Exif\0\0"s;

std::string stripped(const std::filesystem::path& path) {
    std::ostringstream out;
    prep::write_stripped(path, prep::picture_format(path), out);
    return out.str();
}

/// Prepares the file and says how far its picture is from the input's.
double prepared_difference(const std::filesystem::path& input, test::Prepared& prepared) {
    prepared = test::prepare(input);
    const auto before = prep::decode_still(input, 0, {});
    const auto after = prep::decode_still(prepared.path, 0, {});
    return av::mean_difference(*before.frame, *after.frame).value_or(255);
}

TEST(StripPicture, GivesBackTheBytesOfAJpegBeforeMetadataCame) {
    const TempDir folder;
    make_still(folder / "plain.jpg", {.number = 5});
    const std::string plain = read_file(folder / "plain.jpg");
    std::string told = test::with_segment(plain, 0xE1, kExifHead + test::exif_block({.thumbnail = plain}));
    told = test::with_segment(told, 0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"s);
    told = test::with_segment(told, 0xED, "Photoshop 3.0\0by-line"s);
    told = test::with_segment(told, 0xE2, "MPF\0second"s);
    told = test::with_segment(told, 0xFE, "taken at home");
    told = test::with_segment(told, 0xE0, "JFXX\0thumbnail"s);
    write_file(folder / "told.jpg", told + plain);
    EXPECT_EQ(stripped(folder / "told.jpg"), stripped(folder / "plain.jpg"));
    EXPECT_THAT(prep::read_parts(folder / "told.jpg", prep::PictureFormat::Jpeg).names(),
                ElementsAre("thumbnail", "comment", "further pictures", "IPTC", "XMP", "EXIF"));
}

TEST(StripPicture, KeepsProfileAndColourTransformOfAJpeg) {
    const TempDir folder;
    make_still(folder / "plain.jpg");
    const std::string kept =
        test::with_segment(test::with_segment(stripped(folder / "plain.jpg"), 0xE2, "ICC_PROFILE\0\1\1profile"s), 0xEE,
                           "Adobe\0\x64\0\0\0\0\1"s);
    write_file(folder / "kept.jpg", test::with_segment(kept, 0xFE, "private"));
    EXPECT_EQ(stripped(folder / "kept.jpg"), kept);
}

TEST(StripPicture, CutsTheThumbnailOutOfAJfifHeader) {
    const TempDir folder;
    make_still(folder / "plain.jpg");
    const std::string plain = stripped(folder / "plain.jpg");
    ASSERT_EQ(plain.substr(6, 4), "JFIF");
    const std::string body = plain.substr(6, 12) + "\2\2"s + std::string(12, '\x55');
    write_file(folder / "thumb.jpg", test::with_segment("\xFF\xD8" + plain.substr(20), 0xE0, body));
    EXPECT_EQ(stripped(folder / "thumb.jpg"), plain);
}

TEST(StripPicture, FindsTheEndOfAJpegThatHoldsAnotherEndInItsThumbnail) {
    const TempDir folder;
    make_still(folder / "plain.jpg");
    const std::string plain = read_file(folder / "plain.jpg");
    const std::string told = test::with_segment(plain, 0xE1, kExifHead + test::exif_block({.thumbnail = plain}));
    write_file(folder / "cut.jpg", told.substr(0, told.size() - 100));
    EXPECT_TRUE(probe(folder / "cut.jpg").truncated);
    EXPECT_THROW((void)stripped(folder / "cut.jpg"), Error);
}

TEST(StripPicture, AJpegWithAPlaceIsRemuxedToTheSamePixels) {
    const TempDir folder;
    make_still(folder / "plain.jpg", {.number = 7});
    write_file(folder / "told.jpg",
               test::with_segment(read_file(folder / "plain.jpg"), 0xE1, kExifHead + test::exif_block()));
    test::Prepared prepared;
    EXPECT_EQ(prepared_difference(folder / "told.jpg", prepared), 0);
    EXPECT_EQ(prepared.plan.action, Action{Remux{}});
    EXPECT_THAT(prepared.plan.removed, Contains("location"));
    EXPECT_THAT(prepared.plan.removed, Contains("serial number"));
    EXPECT_THAT(read_file(prepared.path), Not(HasSubstr("Acme")));
}

TEST(StripPicture, APngLosesTextDateAndExif) {
    const TempDir folder;
    make_still(folder / "plain.png", {.number = 8});
    std::string told = test::with_chunk(read_file(folder / "plain.png"), "eXIf", test::exif_block());
    told = test::with_chunk(told, "tEXt", "Author\0somebody"s);
    told = test::with_chunk(told, "tIME", "\x07\xE8\1\1\1\1\1"s);
    write_file(folder / "told.png", told + "behind the end");
    test::Prepared prepared;
    EXPECT_EQ(prepared_difference(folder / "told.png", prepared), 0);
    EXPECT_EQ(prepared.plan.action, Action{Remux{}});
    EXPECT_EQ(read_file(prepared.path), read_file(folder / "plain.png"));
    EXPECT_EQ(probe(folder / "told.png").location, "+48.8583+002.2944/");
}

TEST(StripPicture, AWebpLosesExifAndXmpAndItsHeaderNoLongerTellsOfThem) {
    const TempDir folder;
    make_still(folder / "plain.webp", {.number = 9});
    std::string told =
        test::with_riff_chunk(read_file(folder / "plain.webp"), "EXIF", test::exif_block(), 0x0C, 320, 180);
    told = test::with_riff_chunk(told, "XMP ", "<x:xmpmeta>", 0x0C, 320, 180);
    write_file(folder / "told.webp", told);
    ASSERT_TRUE(probe(folder / "told.webp").location);
    test::Prepared prepared;
    EXPECT_EQ(prepared_difference(folder / "told.webp", prepared), 0);
    EXPECT_EQ(prepared.plan.action, Action{Remux{}});
    const std::string written = read_file(prepared.path);
    EXPECT_EQ(written.size(),
              8U + static_cast<unsigned char>(written[4]) + 256U * static_cast<unsigned char>(written[5]));
    EXPECT_EQ(written[20], '\0');
    EXPECT_THAT(probe(prepared.path).metadata, IsEmpty());
}

TEST(StripPicture, TheClipBehindAMotionPhotoIsCut) {
    const TempDir folder;
    make_still(folder / "plain.jpg", {.number = 3});
    test::make_clip(folder / "clip.mp4", {.frames = 5});
    write_file(folder / "motion.jpg", read_file(folder / "plain.jpg") + read_file(folder / "clip.mp4"));
    EXPECT_TRUE(probe(folder / "motion.jpg").motion_photo);
    test::Prepared prepared;
    EXPECT_EQ(prepared_difference(folder / "motion.jpg", prepared), 0);
    EXPECT_THAT(prepared.plan.because, Contains(HasSubstr("clip behind the photo")));
    EXPECT_EQ(read_file(prepared.path), read_file(folder / "plain.jpg"));
}

TEST(StripPicture, SizesBeyondTheFileEndTheWalk) {
    const TempDir folder;
    make_still(folder / "plain.png");
    write_file(folder / "long.png",
               test::with_chunk(read_file(folder / "plain.png"), "tEXt", "").replace(33, 4, "\xFF\xFF\xFF\xFF"));
    EXPECT_FALSE(prep::read_parts(folder / "long.png", prep::PictureFormat::Png).complete);
    make_still(folder / "plain.webp");
    write_file(folder / "long.webp", read_file(folder / "plain.webp").replace(16, 4, "\xFF\xFF\xFF\xFF"));
    EXPECT_FALSE(prep::read_parts(folder / "long.webp", prep::PictureFormat::Webp).complete);
    write_file(folder / "short.jpg", "\xFF\xD8\xFF\xE1\0\1"s);
    EXPECT_FALSE(prep::read_parts(folder / "short.jpg", prep::PictureFormat::Jpeg).complete);
}

}  // namespace
}  // namespace takt
