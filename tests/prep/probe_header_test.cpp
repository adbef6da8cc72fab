// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"
#include "takt/preparation.h"

#include "base/atomic_file.h"
#include "prep/header_probe.h"
#include "prep/index_times.h"
#include "support/make_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace takt::test {
namespace {

std::filesystem::path shared_media() {
    const char* set = std::getenv("TAKT_SHARED");
    const auto shared =
        set != nullptr ? std::filesystem::path(set) : std::filesystem::path(TAKT_SOURCE_DIR) / ".." / "shared";
    return shared / "media";
}

std::optional<MediaInfo> by_header(const std::filesystem::path& path) {
    const prep::BoxOutline boxes = prep::read_boxes(path);
    const auto tables = prep::read_sample_tables(path, boxes);
    return tables ? prep::probe_by_header(path, boxes, *tables, {}, {}) : std::nullopt;
}

/// Every presentation time of the index beside those of the packets.
void expect_same_times(const std::filesystem::path& path) {
    SCOPED_TRACE(path.string());
    const auto tables = prep::read_sample_tables(path, prep::read_boxes(path));
    if (!tables) return;
    av::Input headers(path, {.stream_info = av::StreamInfo::None});
    auto seen = prep::read_index_times(headers, *tables, static_cast<std::int64_t>(std::filesystem::file_size(path)));
    av::Input whole(path);
    auto read = prep::read_packet_times(whole, false, 0, {});
    ASSERT_TRUE(seen.has_value());
    for (std::size_t i = 0; i < seen->size(); ++i) {
        std::sort((*seen)[i].times.begin(), (*seen)[i].times.end());
        std::sort(read[i].times.begin(), read[i].times.end());
        ASSERT_EQ((*seen)[i].times.size(), read[i].times.size()) << "stream " << i;
        for (std::size_t n = 0; n < read[i].times.size(); ++n) {
            ASSERT_LE(std::abs(((*seen)[i].times[n] - read[i].times[n]).count()), 1) << "stream " << i << " at " << n;
        }
    }
}

void replace_once(std::string& bytes, const std::string& from, const std::string& to) {
    const auto at = bytes.find(from);
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at, from.size(), to);
}

const std::map<std::string, std::string> kReordering{{"preset", "veryfast"}, {"bf", "3"}, {"b_strategy", "0"}};

TEST(IndexTimes, AreThoseOfThePackets) {
    const TempDir folder;
    ClipSpec spec{.frames = 75, .options = kReordering, .clicks_s = std::vector{0.5}};
    make_clip(folder / "reordered.mp4", spec);
    make_clip(folder / "reordered.mov", spec);
    for (int n = 0; n < spec.frames; ++n) spec.times.push_back(Us{n * 40'000 + n % 7 * 3000});
    make_clip(folder / "variable.mp4", spec);
    for (const char* name : {"reordered.mp4", "reordered.mov", "variable.mp4"}) expect_same_times(folder / name);
}

TEST(IndexTimes, AreThoseOfThePacketsOfRealClips) {
    if (!std::filesystem::exists(shared_media())) GTEST_SKIP() << "skipped: no shared clips here";
    for (const char* kind : {"iphone", "video", "audio"}) {
        for (const auto& entry : std::filesystem::directory_iterator(shared_media() / kind)) {
            const std::string extension = entry.path().extension().string();
            const bool boxes = extension == ".mp4" || extension == ".mov" || extension == ".m4a";
            if (boxes) expect_same_times(entry.path());
        }
    }
}

TEST(ProbeByHeader, TellsAllOfAClipWithoutDecodingIt) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.size = {322, 182}, .frames = 60, .clicks_s = std::vector{0.5}});
    const auto info = by_header(folder / "clip.mp4");
    ASSERT_TRUE(info.has_value());
    const VideoStreamInfo& video = *info->video();
    EXPECT_EQ(video.codec, "h264");
    EXPECT_EQ(video.pixel_format, "yuv420p");
    EXPECT_EQ(video.coded, (Size{322, 182}));
    EXPECT_EQ(video.measured_rate, (FrameRate{30, 1}));
    EXPECT_EQ(video.colour.matrix, "bt709");
    EXPECT_FALSE(video.colour.full_range);
    EXPECT_EQ(info->audio()->profile, "LC");
    EXPECT_EQ(info->audio()->layout, "stereo");
}

TEST(ProbeByHeader, ReadsTheBitstreamsWordOnPixelsAndColour) {
    const TempDir folder;
    make_clip(folder / "rich.mp4",
              {.format = AV_PIX_FMT_YUV422P10LE, .matrix = AVCOL_SPC_SMPTE170M, .sample_aspect = {4, 3}});
    const auto info = by_header(folder / "rich.mp4");
    ASSERT_TRUE(info.has_value());
    EXPECT_EQ(info->video()->pixel_format, "yuv422p10le");
    EXPECT_EQ(info->video()->profile, "High 4:2:2");
    EXPECT_EQ(info->video()->bit_depth, 10);
    EXPECT_EQ(info->video()->colour.matrix, "smpte170m");
    EXPECT_EQ(info->video()->sample_aspect_num, 4);
}

TEST(ProbeByHeader, LeavesOtherCodecsToTheDecoder) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.codec = "mpeg4"});
    EXPECT_FALSE(by_header(folder / "clip.mp4").has_value());
    EXPECT_TRUE(probe(folder / "clip.mp4").video()->decodable);
}

TEST(ProbeByHeader, DoesNotBelieveAnIndexThatPointsAtZeros) {
    const TempDir folder;
    make_clip(folder / "clip.mp4", {.frames = 60});
    std::string bytes = read_file(folder / "clip.mp4");
    const auto media = bytes.find("mdat") + 4;
    const std::string whole = bytes;
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(media), bytes.end(), '\0');
    write_file(folder / "hollow.mp4", bytes);
    EXPECT_EQ(judge(probe(folder / "hollow.mp4")).outcome, Outcome::Rejected);
    bytes = whole;
    std::fill(bytes.end() - 200, bytes.end(), '\0');
    write_file(folder / "tail.mp4", bytes);
    EXPECT_TRUE(probe(folder / "tail.mp4").truncated);
}

TEST(ProbeByHeader, NamesEncryptedTracksAsProtected) {
    const TempDir folder;
    make_clip(folder / "clip.mp4");
    std::string bytes = read_file(folder / "clip.mp4");
    replace_once(bytes, std::string("avc1\0\0\0\0", 8), std::string("encv\0\0\0\0", 8));
    write_file(folder / "protected.mp4", bytes);
    EXPECT_TRUE(probe(folder / "protected.mp4").is_protected);
    EXPECT_EQ(judge(probe(folder / "protected.mp4")).reasons.front().code, "protected");
}

TEST(ProbeByHeader, RefusesAnIndexThatClaimsBillionsOfSamples) {
    const TempDir folder;
    make_clip(folder / "clip.mp4");
    std::string bytes = read_file(folder / "clip.mp4");
    const auto sizes = bytes.find("stsz") + 4;
    bytes.replace(sizes + 4, 8, std::string("\0\0\0\1\x7F\xFF\xFF\xFF", 8));
    write_file(folder / "bomb.mp4", bytes);
    try {
        (void)probe(folder / "bomb.mp4");
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::TooLarge);
    }
}

TEST(ProbeByHeader, ObeysTheMatrixOfTheWholeMovie) {
    const TempDir folder;
    make_clip(folder / "clip.mp4");
    std::string bytes = read_file(folder / "clip.mp4");
    const auto matrix = bytes.find("mvhd") + 4 + 36;
    const auto put = [&](std::size_t word, std::string_view value) { bytes.replace(matrix + word * 4, 4, value); };
    put(0, std::string(4, '\0'));
    put(1, std::string_view("\0\1\0\0", 4));
    put(3, std::string_view("\xFF\xFF\0\0", 4));
    put(4, std::string(4, '\0'));
    write_file(folder / "turned.mp4", bytes);
    EXPECT_EQ(probe(folder / "turned.mp4").video()->orientation.clockwise_deg, 90);
}

}  // namespace
}  // namespace takt::test
