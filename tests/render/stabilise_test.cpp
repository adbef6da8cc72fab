// SPDX-License-Identifier: GPL-3.0-or-later
// Shaky clips: what is steadied, that it is steadier, and that no frame is lost on the way.
#include "render/stabilise.h"

#include "av/filter_graph.h"
#include "drafts.h"
#include "support/leaks_of_others.h"

#include <gtest/gtest.h>

#include <cmath>

namespace takt::render::test {
namespace {

using namespace std::chrono_literals;

TEST(Stabilised, NeedsItsStretchAndWhatTransitionsShowBeyond) {
    std::vector<Segment> segments{segment(0ms, 1s, "a.mp4", 2s), segment(1s, 1s, "b.mp4", 5s)};
    EXPECT_EQ(steadied_stretch(segments, 1), (Span{4950ms, 6050ms}));
    segments[1].transition = {TransitionKind::Crossfade, 400ms};
    segments[1].speed = 2;
    EXPECT_EQ(steadied_stretch(segments, 0), (Span{1950ms, 3250ms}));
    EXPECT_EQ(steadied_stretch(segments, 1), (Span{4550ms, 7050ms}));
    segments[1].reversed = true;
    EXPECT_EQ(steadied_stretch(segments, 1), (Span{4950ms, 7450ms}));
}

/// Rectangles of all sizes and greys, nowhere alike, moved by (dx, dy).
void draw_texture(AVFrame& picture, int dx, int dy) {
    std::uint32_t state = 7;
    const auto random = [&](std::uint32_t below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 8) % below);
    };
    for (int i = 0; i < 400; ++i) {
        const int x = random(360) - 20 + dx;
        const int y = random(220) - 20 + dy;
        const int width = 4 + random(24);
        const int height = 4 + random(24);
        samples::rectangle(picture, x, y, width, height, {static_cast<std::uint8_t>(16 + random(219)), 128, 128});
    }
}

/// It jumps about, less than the picture is zoomed in for it.
ClipSpec shaky(int frames) {
    ClipSpec spec = plain(kGrey, frames);
    spec.paint = [](AVFrame& picture, int n) { draw_texture(picture, 3 * ((n * 7) % 5 - 2), 3 * ((n * 11) % 5 - 2)); };
    return spec;
}

double shake_of(const std::filesystem::path& video) {
    std::vector<std::uint8_t> last;
    double sum = 0;
    takt::test::for_each_frame(video, [&](const AVFrame& frame, Us) {
        std::vector<std::uint8_t> middle;
        for (int y = 50; y < 130; ++y) {
            const std::uint8_t* row = frame.data[0] + static_cast<std::ptrdiff_t>(y) * frame.linesize[0];
            middle.insert(middle.end(), row + 80, row + 240);
        }
        for (std::size_t i = 0; i < last.size(); ++i) sum += std::abs(middle[i] - last[i]);
        last = std::move(middle);
    });
    return sum;
}

TEST(Stabilised, ClipShakesLess) {
    if (!av::has_filter("vidstabdetect")) GTEST_SKIP() << "skipped: this FFmpeg has no libvidstab";
    const takt::test::LeaksOfOthers libvidstab;  // 1.1 loses two vectors for every frame it compares
    const TempDir folder;
    make_clip(folder / "a.mp4", shaky(60));
    Draft draft = one_clip(folder / "a.mp4", 2s);
    (void)test::render(draft, folder / "shaky.mp4");
    draft.tracks[0].segments[0].stabilised = true;
    (void)test::render(draft, folder / "steady.mp4");
    EXPECT_LT(shake_of(folder / "steady.mp4"), 0.6 * shake_of(folder / "shaky.mp4"));
    EXPECT_EQ(files_in(folder), 3U);
}

TEST(Stabilised, FramesKeepTheirPlaceAtEverySpeed) {
    if (!av::has_filter("vidstabdetect")) GTEST_SKIP() << "skipped: this FFmpeg has no libvidstab";
    const takt::test::LeaksOfOthers libvidstab;  // 1.1 loses two vectors for every frame it compares
    const TempDir folder;
    // A name that means something in every language a filter chain is written in.
    const auto output = folder / "o'ut,[a];b:c\\d.mp4";
    ClipSpec spec{.rate = {25, 1}, .frames = 100, .background = kGrey};
    spec.paint = [](AVFrame& picture, int) { draw_texture(picture, 0, 0); };
    make_clip(folder / "a.mp4", spec);
    Draft draft = one_clip(folder / "a.mp4", 1s);
    Segment& clip = draft.tracks[0].segments[0];
    clip.source_begin = 1033ms;
    clip.speed = 2;
    (void)test::render(draft, folder / "plain.mp4");
    clip.stabilised = true;
    (void)test::render(draft, output);
    EXPECT_EQ(read_numbers(output), read_numbers(folder / "plain.mp4"));
    clip.reversed = true;
    (void)test::render(draft, output);
    std::vector<int> numbers = read_numbers(folder / "plain.mp4");
    std::reverse(numbers.begin(), numbers.end());
    EXPECT_EQ(read_numbers(output), numbers);
}

}  // namespace
}  // namespace takt::render::test
