// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the session or the output, not of the draft. See edit_op.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace takt::op {

// The session, not the draft.
struct Undo {
    int steps = 1;
    bool operator==(const Undo&) const = default;
};
struct Redo {
    int steps = 1;
    bool operator==(const Redo&) const = default;
};
struct Reset {
    bool operator==(const Reset&) const = default;
};
struct Show {
    bool operator==(const Show&) const = default;
};
/// Revision numbers; 0 is the empty draft, negative counts back from the present one.
struct Compare {
    int before = -1;
    std::optional<int> after;
    bool operator==(const Compare&) const = default;
};
struct Export {
    std::string preset;
    std::optional<int> height;
    bool operator==(const Export&) const = default;
};
struct ShowCredits {
    bool operator==(const ShowCredits&) const = default;
};
struct ShowStatus {
    bool operator==(const ShowStatus&) const = default;
};
struct Upload {
    std::vector<std::string> files;
    bool operator==(const Upload&) const = default;
};

}  // namespace takt::op
