// SPDX-License-Identifier: GPL-3.0-or-later
// A 10-bit picture as rows at full resolution, for the tone table: luma as stored or the mean of 2×2 samples, chroma
// brought to every luma sample. Halving needs no chroma made up: 4:2:0 at twice the size has just enough of it.
#pragma once

#include "takt/media_info.h"

#include "av/handles.h"
#include "av/tone_rows.h"

#include <vector>

namespace takt::av {

/// How a stored picture gives rows of the wanted size.
enum class RowSource {
    Halved420,  ///< yuv420p10le of exactly twice the size
    Same420,    ///< yuv420p10le
    Same444,    ///< yuv444p10le
};

class AreaRows {
public:
    /// `from` must outlive the rows; chroma is sited left. One object per thread.
    AreaRows(const AVFrame& from, RowSource source, int width, int height, const RowSteps& steps);

    /// Valid until the next call.
    [[nodiscard]] ToneRow row(int y);

private:
    [[nodiscard]] const std::uint16_t* stored(int plane, int y) const;

    const AVFrame& from_;
    RowSource source_;
    int width_;
    int height_;
    const RowSteps& steps_;
    std::vector<std::uint16_t> y_;
    std::vector<std::uint16_t> u_;
    std::vector<std::uint16_t> v_;
};

}  // namespace takt::av
