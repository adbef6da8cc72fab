// SPDX-License-Identifier: GPL-3.0-or-later
// One stream of the file being written, copied or encoded. Whoever drives the tracks always asks the one that is
// furthest behind, so the output is interleaved and nothing piles up in memory.
#pragma once

#include "takt/time.h"

namespace takt::prep {

class Track {
public:
    Track() = default;
    virtual ~Track() = default;
    Track(const Track&) = delete;
    Track& operator=(const Track&) = delete;

    /// Writes the next packet or frame's worth; false once everything is written.
    virtual bool step() = 0;
    /// Where on the output's timeline the next step is; after the last one, where the track ends.
    [[nodiscard]] virtual Us position() const = 0;
};

}  // namespace takt::prep
