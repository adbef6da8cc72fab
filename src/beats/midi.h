// SPDX-License-Identifier: GPL-3.0-or-later
// Beats as a tempo map: a standard MIDI file (type 0) whose quarter notes fall on the song's beats to the microsecond,
// so that a sequencer's grid is the song's. Each tempo is the difference of two absolute times: nothing adds up.
#pragma once

#include "takt/beats.h"

#include <string>

namespace takt::beats {

/// The bytes of a .mid: tempo and time signature wherever they change, a marker for every section. Time 0 of the file
/// is time 0 of the song; a first bar of another length makes its bars fall on the song's. Without beats: 120 BPM and
/// the markers.
[[nodiscard]] std::string beats_midi(const BeatGrid& grid);

}  // namespace takt::beats
