// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/history.h"

#include <fmt/format.h>

namespace takt::local {

int History::undo(int steps) {
    if (document_.revision == 0) throw Error(ErrorCode::EditUnclear, "undo: nothing was done yet; say what to change");
    int gone = 0;
    for (; gone < steps && document_.revision != 0; ++gone) {
        document_.undone.push_back(document_.revision);
        stand_at(revision(document_.revision).parent);
    }
    return gone;
}

int History::redo(int steps) {
    if (document_.undone.empty()) {
        throw Error(ErrorCode::EditUnclear, "redo: nothing was undone since the last edit; say what to change");
    }
    int gone = 0;
    for (; gone < steps && !document_.undone.empty(); ++gone) {
        stand_at(document_.undone.back());
        document_.undone.pop_back();
    }
    return gone;
}

void History::reset() {
    if (document_.revision == 0) throw Error(ErrorCode::EditUnclear, "reset: nothing was done yet; say what to change");
    while (document_.revision != 0) (void)undo(1);
}

std::int64_t History::number_of(int called) const {
    if (called >= 0) return called;
    std::int64_t number = document_.revision;
    for (int back = 0; back > called; --back) {
        if (number == 0) {
            throw Error(ErrorCode::EditUnclear,
                        fmt::format("revision {}: there are not so many; `takt history` lists them", called));
        }
        number = revision(number).parent;
    }
    return number;
}

Draft History::draft_of(std::int64_t number) const {
    return number == 0 ? Draft{} : draft_from_json(revision(number).draft_json);
}

std::string History::last_operations() const {
    return document_.revision == 0 ? "" : revision(document_.revision).operations;
}

jobs::RevisionRow History::revision(std::int64_t number) const {
    if (auto row = revisions_(number)) return std::move(*row);
    throw Error(ErrorCode::EditUnclear,
                fmt::format("revision {}: there is none of this number; `takt history` lists them", number));
}

void History::stand_at(std::int64_t number) {
    document_.state.draft.reset();
    if (number != 0) document_.state.draft = draft_of(number);
    document_.revision = number;
}

}  // namespace takt::local
