// SPDX-License-Identifier: GPL-3.0-or-later
// What a finished video is held against: the draft it was made from, and the beats of the songs it plays. Pure.
#pragma once

#include "takt/beats.h"
#include "takt/draft.h"
#include "takt/render.h"
#include "takt/verify.h"

#include <functional>
#include <optional>
#include <string>

namespace takt::flow {

/// A source's beats; absent when it is no song.
using GridOf = std::function<std::optional<BeatGrid>(const std::string& source)>;

[[nodiscard]] Expectation expectation_of(const Draft& draft, const RenderOptions& options, const GridOf& grid_of);

}  // namespace takt::flow
