// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/output.h"

#include "takt/error.h"

#include "av/encoder.h"
#include "base/atomic_file.h"
#include "support/read_media.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

namespace takt::av {
namespace {

using test::TempDir;

void write_frames(Output& output, int frames) {
    Encoder encoder(VideoEncoding{.size = {64, 64}, .options = {{"preset", "ultrafast"}}});
    const int stream = output.add_stream(encoder);
    output.begin();
    const PacketPtr packet = make_packet();
    const FramePtr picture = make_picture(64, 64, AV_PIX_FMT_YUV420P);
    for (int n = 0; n <= frames; ++n) {
        picture->pts = n;
        encoder.send(n < frames ? picture.get() : nullptr);
        while (encoder.receive(*packet) == Pull::Frame) output.write(*packet, stream, encoder.time_base());
    }
}

TEST(Output, HasItsNameOnlyOncePublished) {
    const TempDir folder;
    const auto file = folder / "a.mp4";
    Output output(file, "mp4");
    write_frames(output, 10);
    output.finish();
    EXPECT_FALSE(std::filesystem::exists(file));
    EXPECT_EQ(test::read_times(output.part()).size(), 10U);
    output.publish();
    EXPECT_EQ(test::read_times(file).size(), 10U);
    EXPECT_FALSE(std::filesystem::exists(part_path(file)));
}

TEST(Output, LeavesNothingWhenDropped) {
    const TempDir folder;
    {
        Output output(folder / "a.mp4", "mp4");
        write_frames(output, 3);
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Output, HasTheIndexInFrontAndNoTraceOfItsMaker) {
    const TempDir folder;
    const auto file = folder / "a.mp4";
    Output output(file, "mp4");
    write_frames(output, 3);
    output.finish();
    output.publish();
    const std::string bytes = read_file(file);
    EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
    EXPECT_EQ(bytes.find("Lavf"), std::string::npos);
}

TEST(Output, SaysThatAFolderIsMissing) {
    const TempDir folder;
    EXPECT_THROW(Output(folder / "none" / "a.mp4", "mp4"), Error);
}

}  // namespace
}  // namespace takt::av
