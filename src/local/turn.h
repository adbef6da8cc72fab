// SPDX-License-Identifier: GPL-3.0-or-later
// One request to the local editor: what was understood is obeyed in its order, all of it or nothing.
#pragma once

#include "local/history.h"

#include <functional>
#include <string>
#include <vector>

namespace takt::local {

struct Turned {
    SessionDocument document;             ///< as the request leaves it
    std::vector<std::string> operations;  ///< what was done to the draft, as words; empty when it was not edited
    std::vector<std::string> notes;       ///< for people, a line each
};

/// Measured only when something is to be edited; `captions` are the subtitle files that the operations name.
using EditInputsFor = std::function<EditInputs(const std::vector<EditOp>& ops)>;

/// Throws EditUnclear when an operation does not fit, and what the inputs' measuring throws.
[[nodiscard]] Turned take_turn(const Reading& reading, SessionDocument document, const History::Revisions& revisions,
                               const EditInputsFor& inputs);

}  // namespace takt::local
