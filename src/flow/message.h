// SPDX-License-Identifier: GPL-3.0-or-later
// The one message that asks a service for a beat-synced video: the user's words, and the facts that its editor cannot
// hear: tempo, downbeat, the exact cut times. Pure; its text is a golden file.
#pragma once

#include "takt/edit.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace takt::flow {

/// What would leave this machine, and what it would cost.
struct HandOffEstimate {
    std::string message;
    std::vector<std::string> files;  ///< "clip.mp4: 12.3 MB, 0:10", in the order of upload; those already there say so
    std::int64_t bytes = 0;          ///< still to be uploaded
    double media_s = 0;
    std::int64_t credits = 0;         ///< about
    std::vector<std::string> advice;  ///< what would make it faster or better
};

/// `inputs` holds the project's clips (names and lengths) and songs with their grids; clips need no measures.
[[nodiscard]] std::string compose_message(const std::string& prompt, const EditInputs& inputs,
                                          const EditSettings& settings);

/// A file that may have to be uploaded.
struct HandOffFile {
    std::string name;
    std::int64_t size_bytes = 0;
    Us duration{};
    bool there_already = false;
};
[[nodiscard]] HandOffEstimate estimate_hand_off(std::string message, const std::vector<HandOffFile>& files,
                                                bool new_session, std::optional<Ms> wanted_length);

}  // namespace takt::flow
