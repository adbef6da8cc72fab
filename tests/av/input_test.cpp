// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/input.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "support/make_media.h"

#include <gtest/gtest.h>

namespace takt::av {
namespace {

using test::TempDir;

ErrorCode refusal(const std::filesystem::path& path) {
    try {
        const Input input(path);
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("; "), std::string::npos) << error.what();
        return error.code();
    }
    ADD_FAILURE() << path << " was opened";
    return ErrorCode::Internal;
}

TEST(Input, GoesByContentAndNotByName) {
    const TempDir folder;
    test::make_clip(folder / "clip.mp4", {.frames = 5});
    for (const char* name :
         {"-i.mp4", "a:b.mp4", "img%03d.png", "it's \"quoted\"\nand broken.wav", "🎬.txt", "http:x"}) {
        std::filesystem::copy_file(folder / "clip.mp4", folder / name);
        EXPECT_TRUE(Input(folder / name).best_video()) << name;
    }
}

TEST(Input, RefusesPlaylistsThatNameOtherFiles) {
    const TempDir folder;
    test::make_clip(folder / "secret.mp4", {.frames = 5});
    write_file(folder / "hls.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nsecret.mp4\n#EXT-X-ENDLIST\n");
    write_file(folder / "list.mov", "ffconcat version 1.0\nfile secret.mp4\n");
    EXPECT_EQ(refusal(folder / "hls.mp4"), ErrorCode::UnsupportedFormat);
    EXPECT_EQ(refusal(folder / "list.mov"), ErrorCode::UnsupportedFormat);
}

TEST(Input, SaysWhatIsWrongWithWhatIsNoMedia) {
    const TempDir folder;
    write_file(folder / "empty.mp4", "");
    write_file(folder / "page.mp4", "<html><body>not found</body></html>");
    EXPECT_EQ(refusal(folder / "none.mp4"), ErrorCode::NotFound);
    EXPECT_EQ(refusal(folder / "empty.mp4"), ErrorCode::Corrupt);
    EXPECT_EQ(refusal(folder / "page.mp4"), ErrorCode::UnsupportedFormat);
    EXPECT_EQ(refusal(folder.path()), ErrorCode::UnsupportedFormat);
}

TEST(Input, CallsAFileWithoutItsIndexAnIncompleteDownload) {
    const TempDir folder;
    test::make_clip(folder / "clip.mkv", {.frames = 30});
    test::make_clip(folder / "clip.mp4", {.frames = 30});
    // The index moved to the end, as cameras write it, and then cut off.
    const std::string whole = read_file(folder / "clip.mp4");
    const auto moov = whole.find("moov") - 4;
    const auto mdat = whole.find("mdat") - 4;
    ASSERT_LT(moov, mdat) << "the clip was made with its index in front";
    write_file(folder / "cut.mov", whole.substr(0, moov) + whole.substr(mdat, (whole.size() - mdat) / 2));
    EXPECT_EQ(refusal(folder / "cut.mov"), ErrorCode::Corrupt);
}

TEST(Input, RefusesHalfAGigabyteOfEmptyChunks) {
    const TempDir folder;
    test::make_sound(folder / "song.wav", {.seconds = 1});
    EXPECT_NO_THROW(Input(folder / "song.wav"));
    // A download that was given its room and then broke off: zeros, as far as the file goes.
    std::filesystem::resize_file(folder / "song.wav", 499'000'000);
    EXPECT_EQ(refusal(folder / "song.wav"), ErrorCode::Corrupt);
}

TEST(Input, StopsWhenAsked) {
    const TempDir folder;
    test::make_clip(folder / "clip.mp4", {.frames = 30});
    std::stop_source stop;
    Input input(folder / "clip.mp4", {}, stop.get_token());
    stop.request_stop();
    const PacketPtr packet = make_packet();
    EXPECT_THROW(while (input.read(*packet)) av_packet_unref(packet.get()), Error);
}

}  // namespace
}  // namespace takt::av
