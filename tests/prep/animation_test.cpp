// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "av/webp_animation.h"
#include "base/atomic_file.h"
#include "prepared.h"
#include "support/make_media.h"
#include "support/read_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace takt {
namespace {

using test::make_still;
using test::TempDir;

std::string little_endian(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
    return text;
}

std::string chunk(const std::string& type, const std::string& body) {
    return type + little_endian(static_cast<std::uint32_t>(body.size()), 4) + body;
}

/// Numbered frames of 320×180, each shown as long as told, on a canvas of `canvas`.
void make_webp_animation(const std::filesystem::path& path, const std::vector<std::uint32_t>& durations_ms,
                         Size canvas = {320, 180}) {
    const TempDir folder;
    const auto sides = [](Size size) {
        return little_endian(static_cast<std::uint32_t>(size.width - 1), 3) +
               little_endian(static_cast<std::uint32_t>(size.height - 1), 3);
    };
    std::string body = "WEBP" + chunk("VP8X", std::string("\x02\0\0\0", 4) + sides(canvas)) +
                       chunk("ANIM", std::string("\xFF\xFF\xFF\xFF\0\0", 6));
    for (std::size_t i = 0; i < durations_ms.size(); ++i) {
        make_still(folder / "frame.webp", {.number = static_cast<int>(i)});
        const std::string picture = read_file(folder / "frame.webp").substr(12);
        body += chunk("ANMF", std::string(6, '\0') + sides({320, 180}) + little_endian(durations_ms[i], 3) +
                                  std::string(1, '\0') + picture);
    }
    write_file(path, "RIFF" + little_endian(static_cast<std::uint32_t>(body.size()), 4) + body);
}

TEST(WebpAnimation, ShowsFramesWithoutATimeAsBrowsersDo) {
    const TempDir folder;
    make_webp_animation(folder / "a.webp", {0, 10, 11, 200});
    const av::WebpAnimation animation(folder / "a.webp");
    std::vector<std::int64_t> times_ms;
    for (const Us time : animation.times()) times_ms.push_back(time.count() / 1000);
    EXPECT_THAT(times_ms, testing::ElementsAre(0, 100, 200, 211, 411));
}

TEST(WebpAnimation, BecomesAClipThatPlaysOnce) {
    const TempDir folder;
    make_webp_animation(folder / "a.webp", {200, 200, 200});
    const test::Prepared prepared = test::prepare(folder / "a.webp");
    EXPECT_EQ(prepared.plan.extension, "mp4");
    EXPECT_NEAR(seconds(probe(prepared.path).duration), 0.6, 0.05);
}

TEST(WebpAnimation, OfOneFrameIsAPicture) {
    const TempDir folder;
    make_webp_animation(folder / "a.webp", {200});
    EXPECT_EQ(probe(folder / "a.webp").kind, MediaKind::Still);
    const test::Prepared prepared = test::prepare(folder / "a.webp");
    const MediaInfo made = probe(prepared.path);
    EXPECT_EQ(made.kind, MediaKind::Still);
    EXPECT_EQ(made.video()->display, (Size{320, 180}));
}

TEST(WebpAnimation, ABombIsRefusedBeforeItIsDecoded) {
    const TempDir folder;
    make_webp_animation(folder / "large.webp", {100, 100}, {8000, 8000});
    EXPECT_THROW(av::WebpAnimation(folder / "large.webp"), Error);
}

}  // namespace
}  // namespace takt
