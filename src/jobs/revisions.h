// SPDX-License-Identifier: GPL-3.0-or-later
// What became of a session's draft, request by request. Revisions are only ever added: undoing one changes where the
// session stands, and an edit after that begins a branch.
#pragma once

#include <cstdint>
#include <string>

namespace takt::jobs {

struct RevisionRow {
    std::string session;
    std::int64_t number = 0;  ///< from 1, in the order they were made
    std::int64_t parent = 0;  ///< the revision that was changed; 0: the project before any edit
    std::string request;      ///< as it was typed
    std::string operations;   ///< what was understood, one operation a line, as words
    std::string draft_json;
    std::string at;  ///< UTC, "2024-05-01 12:00:00"
    bool operator==(const RevisionRow&) const = default;
};

}  // namespace takt::jobs
