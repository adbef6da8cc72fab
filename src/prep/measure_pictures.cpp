// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/picture_measures.h"

#include "av/video_reader.h"
#include "base/stop.h"
#include "prep/picture_measuring.h"

namespace takt {

PictureMeasures measure_pictures(const std::filesystem::path& path, std::stop_token stop) {
    av::VideoReader reader(path, {}, {.cheap = true}, stop);
    prep::PictureMeasuring measuring;
    while (const AVFrame* frame = reader.next()) {
        throw_if_stopped(stop);
        measuring.look(*frame, reader.time());
    }
    return measuring.result();
}

}  // namespace takt
