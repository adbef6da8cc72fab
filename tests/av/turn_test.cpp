// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/turn.h"

#include "av/filter_graph.h"
#include "av/picture_chain.h"
#include "support/pixel_error.h"

#include <gtest/gtest.h>

#include <random>

namespace takt::av {
namespace {

FramePtr noise(int width, int height) {
    FramePtr frame = make_picture(width, height, AV_PIX_FMT_YUV420P);
    std::mt19937 random(3);
    for (int plane = 0; plane < 3; ++plane) {
        for (int y = 0; y < (plane == 0 ? height : height / 2); ++y) {
            for (int x = 0; x < (plane == 0 ? width : width / 2); ++x) {
                frame->data[plane][y * frame->linesize[plane] + x] = static_cast<std::uint8_t>(random());
            }
        }
    }
    return frame;
}

TEST(Turn, EqualsTheFilterChainInEveryOrientation) {
    // Sides that are whole blocks, and sides that leave a rest, in luma and in chroma.
    for (const Size size : {Size{64, 32}, Size{186, 94}, Size{2, 30}}) {
        for (const int degrees : {0, 90, 180, 270}) {
            for (const bool mirrored : {false, true}) {
                const Orientation orientation{degrees, mirrored};
                if (orientation.upright()) continue;
                const FramePtr from = noise(size.width, size.height);
                FilterGraph graph(upright_chain(orientation), *from, {1, 1000});
                graph.send(from.get());
                const FramePtr expected = make_frame();
                ASSERT_EQ(graph.receive(*expected), Pull::Frame);
                const FramePtr turned = make_picture(expected->width, expected->height, AV_PIX_FMT_YUV420P);
                turn(*from, *turned, orientation);
                EXPECT_EQ(test::pixel_error(*turned, *expected).most, 0)
                    << size.width << "x" << size.height << " by " << degrees << (mirrored ? " mirrored" : "");
            }
        }
    }
}

}  // namespace
}  // namespace takt::av
