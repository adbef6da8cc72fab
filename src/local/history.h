// SPDX-License-Identifier: GPL-3.0-or-later
// Where a session stands among its revisions, and how it moves: undo goes to what was changed, redo back along the same
// way, an edit begins from where the session stands. Pure: the revisions are asked for by number.
#pragma once

#include "jobs/revisions.h"
#include "local/session_document.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace takt::local {

class History {
public:
    using Revisions = std::function<std::optional<jobs::RevisionRow>(std::int64_t number)>;

    /// `document` is moved in place. Both outlive the history.
    History(SessionDocument& document, Revisions revisions) : document_(document), revisions_(std::move(revisions)) {}

    /// Throw EditUnclear when there is no step to go. Answer how many steps were gone: fewer than asked for when no
    /// more are there.
    int undo(int steps);
    int redo(int steps);
    /// To before the first edit; redo brings it back.
    void reset();

    /// What a comparison calls it: 0 is before the first edit, negative counts back from where the session stands.
    /// Throws EditUnclear, naming the numbers there are.
    [[nodiscard]] std::int64_t number_of(int called) const;
    /// An empty draft for 0. Throws EditUnclear for a number that no revision has.
    [[nodiscard]] Draft draft_of(std::int64_t number) const;
    /// What the edit that made the present draft was understood as, one operation a line; empty without one.
    [[nodiscard]] std::string last_operations() const;

private:
    [[nodiscard]] jobs::RevisionRow revision(std::int64_t number) const;
    void stand_at(std::int64_t number);

    SessionDocument& document_;
    Revisions revisions_;
};

}  // namespace takt::local
