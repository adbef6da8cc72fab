// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/still.h"

#include "av/colour_profile.h"
#include "av/encoder.h"
#include "av/filter_graph.h"
#include "av/heif_still.h"
#include "av/ticks.h"
#include "base/atomic_file.h"
#include "prepared.h"
#include "support/make_heic.h"
#include "support/make_media.h"
#include "support/private_stills.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace takt {
namespace {

using namespace std::string_literals;
using test::HeicSpec;
using test::make_heic;
using test::make_still;
using test::Rgb;
using test::TempDir;
using testing::Contains;
using testing::IsEmpty;

// JPEG and HEVC quantise, and 4:2:0 smears only at edges.
constexpr int kLevels = 4;
// What Display P3's (200, 60, 60) and (60, 60, 200) are in sRGB, computed with the published matrices.
constexpr Rgb kP3Red{217, 42, 52};
constexpr Rgb kP3Blue{60, 60, 208};

/// The first picture of a file, as RGBA.
av::FramePtr rgba(const std::filesystem::path& path) {
    const prep::StillPicture still = prep::decode_still(path, 0, {});
    still.frame->pts = 0;
    av::FilterGraph graph("scale=flags=accurate_rnd+full_chroma_int,format=rgba", *still.frame, av::kUsBase);
    graph.send(still.frame.get());
    graph.send(nullptr);
    av::FramePtr frame = av::make_frame();
    EXPECT_EQ(graph.receive(*frame), av::Pull::Frame);
    return frame;
}

void expect_colour(const AVFrame& frame, double across, double down, Rgb wanted) {
    const auto x = static_cast<std::ptrdiff_t>(across * frame.width);
    const auto y = static_cast<std::ptrdiff_t>(down * frame.height);
    const std::uint8_t* pixel = frame.data[0] + y * frame.linesize[0] + 4 * x;
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(pixel[i], wanted[i], kLevels) << "channel " << i;
}

struct FlatFormat {
    const char* codec;
    AVPixelFormat format;
    const char* name;  ///< FFmpeg's, of `format`
};
constexpr FlatFormat kJpeg420{"mjpeg", AV_PIX_FMT_YUVJ420P, "yuvj420p"};
constexpr FlatFormat kJpeg444{"mjpeg", AV_PIX_FMT_YUVJ444P, "yuvj444p"};

/// A flat picture of one format through FFmpeg's encoder.
void make_flat(const std::filesystem::path& path, const FlatFormat& format, Size size, Rgb colour) {
    av::FramePtr picture = av::make_picture(size.width, size.height, AV_PIX_FMT_RGBA);
    picture->colorspace = AVCOL_SPC_RGB;
    picture->color_range = AVCOL_RANGE_JPEG;
    for (std::ptrdiff_t y = 0; y < size.height; ++y) {
        for (std::ptrdiff_t x = 0; x < size.width; ++x) {
            std::uint8_t* pixel = picture->data[0] + y * picture->linesize[0] + 4 * x;
            std::copy(colour.begin(), colour.end(), pixel);
            pixel[3] = 255;
        }
    }
    picture->pts = 0;
    av::FilterGraph graph("scale=out_range=pc:out_color_matrix=bt601,format="s + format.name, *picture, av::kUsBase);
    graph.send(picture.get());
    graph.send(nullptr);
    av::FramePtr frame = av::make_frame();
    ASSERT_EQ(graph.receive(*frame), av::Pull::Frame);
    av::VideoEncoding encoding;
    encoding.size = size;
    encoding.rate = {25, 1};
    encoding.codec = format.codec;
    encoding.format = format.format;
    encoding.range = AVCOL_RANGE_JPEG;
    encoding.threads = 1;
    av::Encoder encoder(encoding);
    frame->pts = 0;
    encoder.send(frame.get());
    encoder.send(nullptr);
    const av::PacketPtr packet = av::make_packet();
    ASSERT_EQ(encoder.receive(*packet), av::Pull::Frame);
    write_file(path, {reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size)});
}

TEST(ColourProfile, KnowsWhichProfilesLookOtherThanSrgb) {
    EXPECT_TRUE(av::needs_srgb(test::display_p3_profile()));
    EXPECT_FALSE(av::needs_srgb("not a profile"));
    EXPECT_FALSE(av::needs_srgb(""));
    std::string damaged = test::display_p3_profile();
    for (std::size_t at = 0; at < damaged.size(); at += 3) {
        damaged[at] = static_cast<char>(~damaged[at]);
        (void)av::needs_srgb(damaged);
    }
}

TEST(HeifStill, AProfileOfDisplayP3BecomesSrgb) {
    const TempDir folder;
    make_heic(folder / "photo.heic", {.icc = test::display_p3_profile()});
    const test::Prepared prepared = test::prepare(folder / "photo.heic");
    EXPECT_EQ(prepared.plan.extension, "jpg");
    const av::FramePtr seen = rgba(prepared.path);
    expect_colour(*seen, 0.2, 0.5, kP3Red);
    expect_colour(*seen, 0.8, 0.5, kP3Blue);
}

TEST(HeifStill, PrimariesByNumberBecomeSrgbToo) {
    const TempDir folder;
    make_heic(folder / "photo.heic", {.primaries = 12});
    const av::FramePtr seen = av::HeifStill(folder / "photo.heic").decode();
    expect_colour(*seen, 0.2, 0.5, kP3Red);
    make_heic(folder / "plain.heic");
    expect_colour(*av::HeifStill(folder / "plain.heic").decode(), 0.2, 0.5, {200, 60, 60});
}

TEST(HeifStill, TenBitsBecomeEight) {
    const TempDir folder;
    make_heic(folder / "photo.heic", {.bit_depth = 10});
    expect_colour(*av::HeifStill(folder / "photo.heic").decode(), 0.2, 0.5, {200, 60, 60});
}

TEST(HeifStill, IsTurnedOnce) {
    const TempDir folder;
    // EXIF says it too: only the container's word counts.
    make_heic(folder / "photo.heic", {.clockwise_deg = 90, .exif = test::exif_block({.orientation = 6})});
    const MediaInfo info = probe(folder / "photo.heic");
    EXPECT_EQ(info.video()->display, (Size{192, 320}));
    const test::Prepared prepared = test::prepare(folder / "photo.heic");
    const av::FramePtr seen = rgba(prepared.path);
    ASSERT_EQ((Size{seen->width, seen->height}), (Size{192, 320}));
    expect_colour(*seen, 0.5, 0.2, {200, 60, 60});
    expect_colour(*seen, 0.5, 0.8, {60, 60, 200});
}

TEST(HeifStill, TellsPlaceAndLivePhotoAndLosesThem) {
    const TempDir folder;
    const std::string identifier = "12345678-ABCD-4321-8765-0123456789AB";
    make_heic(folder / "photo.heic", {.exif = test::exif_block({.live_photo = identifier})});
    const MediaInfo info = probe(folder / "photo.heic");
    EXPECT_EQ(info.location, "+48.8583+002.2944/");
    EXPECT_EQ(info.live_photo, identifier);
    EXPECT_EQ(info.device.at("model"), "Phone 1");
    const MediaInfo made = probe(test::prepare(folder / "photo.heic").path);
    EXPECT_FALSE(made.location);
    EXPECT_THAT(made.metadata, IsEmpty());
    EXPECT_THAT(made.device, IsEmpty());
}

TEST(HeifStill, TransparencyBecomesPng) {
    const TempDir folder;
    make_heic(folder / "photo.heic", {.alpha = true});
    const test::Prepared prepared = test::prepare(folder / "photo.heic");
    EXPECT_EQ(prepared.plan.extension, "png");
    const av::FramePtr seen = rgba(prepared.path);
    EXPECT_NEAR(seen->data[0][4 * (seen->width - 10) + 3], 128, kLevels);
}

TEST(ConvertStill, AJpegOfDisplayP3BecomesSrgbWhenItIsEncodedAnyway) {
    const TempDir folder;
    make_flat(folder / "plain.jpg", kJpeg444, {330, 190}, {200, 60, 60});
    std::string photo =
        test::with_segment(read_file(folder / "plain.jpg"), 0xE2, "ICC_PROFILE\0\1\1"s + test::display_p3_profile());
    photo = test::with_segment(photo, 0xE1, "Exif\0\0"s + test::exif_block({.orientation = 6}));
    write_file(folder / "photo.jpg", photo);
    const test::Prepared prepared = test::prepare(folder / "photo.jpg");
    ASSERT_EQ(prepared.plan.action, (Action{ConvertStill{{190, 330}, false}}));
    expect_colour(*rgba(prepared.path), 0.5, 0.5, kP3Red);
}

TEST(ConvertStill, ATurnedJpegOfWholeBlocksKeepsItsProfileAndIsNotEncodedAgain) {
    const TempDir folder;
    make_still(folder / "plain.jpg", {.size = {320, 192}, .number = 77, .exif_orientation = 8});
    write_file(folder / "photo.jpg", test::with_segment(read_file(folder / "plain.jpg"), 0xE2,
                                                        "ICC_PROFILE\0\1\1"s + test::display_p3_profile()));
    const test::Prepared prepared = test::prepare(folder / "photo.jpg");
    EXPECT_EQ(prepared.plan.action, Action{Remux{}});
    const MediaInfo made = probe(prepared.path);
    EXPECT_EQ(made.video()->display, (Size{192, 320}));
    EXPECT_TRUE(made.video()->orientation.upright());
    EXPECT_THAT(read_file(prepared.path), testing::HasSubstr("ICC_PROFILE"));
}

TEST(ConvertStill, DeepGreyAndPalettePicturesKeepTheirColours) {
    const TempDir folder;
    const Size large{3900, 40};  // so that it has to be encoded
    make_flat(folder / "deep.png", {"png", AV_PIX_FMT_RGB48BE, "rgb48be"}, large, {200, 60, 60});
    expect_colour(*rgba(test::prepare(folder / "deep.png").path), 0.5, 0.5, {200, 60, 60});
    make_flat(folder / "grey.png", {"png", AV_PIX_FMT_GRAY8, "gray"}, large, {90, 90, 90});
    expect_colour(*rgba(test::prepare(folder / "grey.png").path), 0.5, 0.5, {90, 90, 90});
    make_flat(folder / "grey16.png", {"png", AV_PIX_FMT_GRAY16BE, "gray16be"}, large, {90, 90, 90});
    expect_colour(*rgba(test::prepare(folder / "grey16.png").path), 0.5, 0.5, {90, 90, 90});
}

TEST(ConvertStill, SidesMayBeOdd) {
    const TempDir folder;
    make_flat(folder / "odd.jpg", kJpeg420, {331, 191}, {200, 60, 60});
    EXPECT_EQ(probe(folder / "odd.jpg").video()->display, (Size{331, 191}));
    write_file(folder / "turned.jpg", test::with_segment(read_file(folder / "odd.jpg"), 0xE1,
                                                         "Exif\0\0"s + test::exif_block({.orientation = 6})));
    const test::Prepared prepared = test::prepare(folder / "turned.jpg");
    EXPECT_EQ(probe(prepared.path).video()->display, (Size{191, 331}));
}

TEST(ConvertStill, HugeDeclaredSizesAreRefusedBeforeTheyAreAllocated) {
    const TempDir folder;
    make_still(folder / "plain.png");
    std::string lying = read_file(folder / "plain.png");
    write_file(folder / "lying.png", lying.replace(16, 8, "\0\0\xFF\xFF\0\0\xFF\xFF"s));
    EXPECT_EQ(judge(probe(folder / "lying.png")).outcome, Outcome::Rejected);
    make_flat(folder / "line.jpg", kJpeg420, {1, 16'000}, {200, 60, 60});
    const test::Prepared prepared = test::prepare(folder / "line.jpg");
    EXPECT_EQ(probe(prepared.path).video()->display, (Size{1, 3840}));
}

}  // namespace
}  // namespace takt
