// SPDX-License-Identifier: GPL-3.0-or-later
// Preparation of every real file beside the project: each ends as accepted, fixed or rejected with a reason, and what
// is handed on is without fault by our own rules.
#include "prep_media/shared_media.h"

#include "takt/error.h"
#include "takt/preparation.h"

#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace takt::test {
namespace {

/// What no program should take, with the outcome the collection's manifest gives the reason for.
const std::set<std::string> kRejected{"mp4_faststart_truncated_50pct.mp4",
                                      "mp3_garbage_prefix_100k.mp3",
                                      "ffconcat_passwd.mp4",
                                      "ftyp_only.mp4",
                                      "hls_passwd.mp4",
                                      "hls_ssrf.mp4",
                                      "html_named.mp4",
                                      "mov_1024_bytes_truncated.mov",
                                      "mp4_broken_streamio.mp4",
                                      "mp4_malformed_free_box.mp4",
                                      "png_declared_65535x65535_rgba.png",
                                      "zero.mp4",
                                      "png_truncated.png",
                                      "mp4_ac4.mp4",
                                      "mp4_vvc.mp4"};

/// True when the file was handed on; the two ways to be refused are a verdict and an error that names the file.
bool prepare(const std::filesystem::path& input, const std::filesystem::path& output) {
    try {
        const MediaInfo info = probe(input);
        const Verdict verdict = judge(info);
        if (verdict.outcome == Outcome::Rejected) {
            EXPECT_FALSE(verdict.reasons.empty());
            return false;
        }
        NoProgress quiet;
        execute(plan_preparation(info, verdict), output, quiet);
    } catch (const Error& error) {
        EXPECT_NE(error.code(), ErrorCode::Internal) << error.what();
        EXPECT_NE(error.code(), ErrorCode::VerificationFailed) << error.what();
        EXPECT_THAT(error.what(), testing::HasSubstr(input.filename().string()));
        return false;
    }
    return true;
}

TEST(SharedMedia, EveryFileIsHandedOnWithoutFaultOrRefusedWithAReason) {
    if (!std::filesystem::exists(shared_media())) GTEST_SKIP() << "skipped: ../shared is not here";
    const TempDir folder;
    for (const std::filesystem::path& input : shared_media_files()) {
        SCOPED_TRACE(input.filename().string());
        const auto output = folder / "prepared";
        const bool handed_on = prepare(input, output);
        EXPECT_EQ(handed_on, !kRejected.contains(input.filename().string()));
        EXPECT_EQ(std::filesystem::exists(output), handed_on);
        if (!handed_on) continue;
        for (const Reason& reason : judge(probe(output)).reasons) EXPECT_EQ(reason.code, "extension") << reason.message;
        EXPECT_FALSE(probe(output).location.has_value());
        std::filesystem::remove(output);
    }
}

}  // namespace
}  // namespace takt::test
