// SPDX-License-Identifier: GPL-3.0-or-later
// Five little worlds to film: pure functions from a moment to a picture, told apart at a glance, always in motion.
#pragma once

#include "av/handles.h"

namespace takt::samples {

/// Draws the moment `time_s` onto a yuv420p picture of any size.
using Scene = void (*)(AVFrame& picture, double time_s);

void draw_sea(AVFrame& picture, double time_s);    ///< a low sun over rolling waves
void draw_city(AVFrame& picture, double time_s);   ///< lit windows at night, passing by under stars
void draw_balls(AVFrame& picture, double time_s);  ///< bouncing balls in front of a bright wall
void draw_road(AVFrame& picture, double time_s);   ///< a road that comes towards us
void draw_hills(AVFrame& picture, double time_s);  ///< green hills, passing at three speeds

}  // namespace takt::samples
