// SPDX-License-Identifier: GPL-3.0-or-later
// How the values of a draft are put in words, for the differences between two drafts.
#pragma once

#include "takt/draft.h"

#include <optional>
#include <string>

namespace takt::timeline {

/// "crossfade of 0.5s", "wipe of 1s from the left".
[[nodiscard]] std::string transition_text(const Transition& transition);
/// "crop", "pad", "blur".
[[nodiscard]] std::string fit_text(Fit fit);
/// "1.3x around 50%, 40%".
[[nodiscard]] std::string view_text(const View& view);
/// What is not neutral: "brightness +20%, vignette +50%"; else "as filmed".
[[nodiscard]] std::string look_text(const Look& look);
/// "title 125% #FFD400 bold at the top".
[[nodiscard]] std::string style_text(const TextStyle& style);
/// "0.5x backwards", "still".
[[nodiscard]] std::string speed_text(const Segment& segment);
/// "30% in 4 places".
[[nodiscard]] std::string ducking_text(const std::optional<Ducking>& ducking);
/// "every 2 beats, with crossfades".
[[nodiscard]] std::string plan_text(const std::optional<CutPlan>& plan);
[[nodiscard]] std::string loudness_text(const std::optional<double>& lufs);
[[nodiscard]] std::string letterbox_text(const std::optional<double>& ratio);

}  // namespace takt::timeline
