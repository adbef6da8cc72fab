// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/picture_measures.h"

#include "av/video_reader.h"
#include "base/stop.h"
#include "prep/picture_measuring.h"

namespace takt {

namespace {

prep::PictureMeasuring measured(const std::filesystem::path& path, bool references_only, const std::stop_token& stop) {
    av::VideoReader reader(path, {}, {.cheap = true, .references_only = references_only}, stop);
    prep::PictureMeasuring measuring;
    while (const AVFrame* frame = reader.next()) {
        throw_if_stopped(stop);
        measuring.look(*frame, reader.time());
    }
    return measuring;
}

}  // namespace

PictureMeasures measure_pictures(const std::filesystem::path& path, std::stop_token stop) {
    // Frames that no other needs cost a third of a decode, and most encoders have enough others.
    const prep::PictureMeasuring quick = measured(path, true, stop);
    return quick.sparse() ? measured(path, false, stop).result() : quick.result();
}

}  // namespace takt
