// SPDX-License-Identifier: GPL-3.0-or-later
// Songs by chance, for training: tempo, meter, division of the beat, rhythms, players and their precision are drawn
// widely, so that what is learned from them holds for music that no made style resembles. Beats and bars are known as
// those of song.h are; phrases and sections there are none.
#pragma once

#include "song.h"

#include <cstdint>

namespace takt::band {

/// The song of this seed, kChanceSongSeconds long: 45 to 228 BPM, in 2, 3, 4 or 6, straight, in sixteenths or in
/// triplets, mostly with drums.
[[nodiscard]] Song chance_song(std::uint32_t seed);

}  // namespace takt::band
