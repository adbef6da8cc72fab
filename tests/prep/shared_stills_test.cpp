// SPDX-License-Identifier: GPL-3.0-or-later
// Photos of real phones: upload-ready, upright, and without a trace of where and by what they were taken.
#include "prepared.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace takt {
namespace {

class SharedStills : public testing::TestWithParam<const char*> {};

TEST_P(SharedStills, LoseEverythingPrivate) {
    const char* named = std::getenv("TAKT_SHARED");
    const std::filesystem::path shared =
        named != nullptr ? std::filesystem::path(named) : std::filesystem::path(TAKT_SOURCE_DIR) / ".." / "shared";
    const std::filesystem::path original = shared / "media" / GetParam();
    if (!std::filesystem::exists(original)) GTEST_SKIP() << "skipped: no shared media here";
    const test::TempDir folder;
    const std::filesystem::path input = folder / original.filename().string();
    std::filesystem::copy_file(original, input);
    const test::Prepared prepared = test::prepare(input);
    const MediaInfo made = probe(prepared.path);
    EXPECT_FALSE(made.location);
    EXPECT_THAT(made.device, testing::IsEmpty());
    EXPECT_THAT(made.extras, testing::IsEmpty());
    EXPECT_EQ(judge(made).outcome, Outcome::Accepted);
}

INSTANTIATE_TEST_SUITE_P(Files, SharedStills,
                         testing::Values("iphone/heic_img_2927.heic", "iphone/heic_img_7943_livephoto_still.heic",
                                         "iphone/jpg_iphone4.jpg", "image/webp_exif_webpvp8x.webp",
                                         "image/webp_lossless_alpha.webp", "image/gif_animated_2.gif",
                                         "image/webp_animated_squares.webp"));

}  // namespace
}  // namespace takt
