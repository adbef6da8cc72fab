// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/handles.h"

#include "av/check.h"

#include <new>

namespace takt::av {

FramePtr make_frame() {
    FramePtr frame(av_frame_alloc());
    if (!frame) throw std::bad_alloc();
    return frame;
}

PacketPtr make_packet() {
    PacketPtr packet(av_packet_alloc());
    if (!packet) throw std::bad_alloc();
    return packet;
}

FramePtr make_picture(int width, int height, AVPixelFormat format) {
    FramePtr frame = make_frame();
    frame->width = width;
    frame->height = height;
    frame->format = format;
    frame->color_primaries = AVCOL_PRI_BT709;
    frame->color_trc = AVCOL_TRC_BT709;
    frame->colorspace = AVCOL_SPC_BT709;
    frame->color_range = AVCOL_RANGE_MPEG;
    frame->sample_aspect_ratio = {1, 1};
    check(av_frame_get_buffer(frame.get(), 0), "make a picture", {}, ErrorCode::Internal);
    return frame;
}

}  // namespace takt::av
