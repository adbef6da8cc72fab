// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/turn.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt::local {
namespace {

class Turn {
public:
    Turn(SessionDocument document, const History::Revisions& revisions)
        : turned_{std::move(document), {}, {}}, history_(turned_.document, revisions) {}

    Turned take(const Reading& reading, const EditInputsFor& inputs) {
        std::vector<EditOp> edits;
        for (const Reading::Read& read : reading.read) {
            if (is_session_op(read.op)) {
                std::visit([&](const auto& op) { obey(op, !edits.empty()); }, read.op);
            } else {
                edits.push_back(read.op);
            }
        }
        if (!edits.empty()) edit_with(std::move(edits), inputs);
        for (const Reading::CannotDo& cannot : reading.cannot) {
            turned_.notes.push_back(fmt::format("{}: not done here; {}", cannot.what, cannot.instead));
        }
        return std::move(turned_);
    }

private:
    /// Captions of which no file is there need ears: what else is asked is done all the same.
    void edit_with(std::vector<EditOp> edits, const EditInputsFor& inputs_for) {
        const EditInputs inputs = inputs_for(edits);
        const auto needs_ears = [&](const EditOp& op) {
            const auto* captions = std::get_if<op::AddCaptions>(&op);
            return captions != nullptr && captions->file.empty() && inputs.captions.empty();
        };
        if (!std::ranges::all_of(edits, needs_ears) && std::erase_if(edits, needs_ears) > 0) {
            turned_.notes.emplace_back(
                "captions from speech: not done here; say 'add captions from talk.srt', or use --backend cloud");
        }
        edit(edits, inputs);
    }

    void edit(const std::vector<EditOp>& ops, const EditInputs& inputs) {
        const Draft before = turned_.document.state.draft.value_or(Draft{});
        Applied applied = apply(before, ops, inputs, turned_.document.settings);
        turned_.notes.insert(turned_.notes.end(), applied.notes.begin(), applied.notes.end());
        if (turned_.document.state.draft && applied.draft == before) return;
        turned_.document.state.draft = std::move(applied.draft);
        for (const EditOp& op : ops) turned_.operations.push_back(words(op));
    }

    /// Moving among revisions is said before an edit, or on its own: else the edit would be lost.
    static void require_first(bool edited, const char* what) {
        if (!edited) return;
        throw Error(ErrorCode::EditUnclear, fmt::format("{}: comes after an edit in the same request; say it first, "
                                                        "or on its own",
                                                        what));
    }

    void note_steps(const char* what, int gone, int asked) {
        turned_.notes.push_back(gone == asked
                                    ? fmt::format("{}: {} step{}", what, gone, gone == 1 ? "" : "s")
                                    : fmt::format("{}: {} of {} steps, there are no more", what, gone, asked));
    }

    void obey(const op::Undo& op, bool edited) {
        require_first(edited, "undo");
        note_steps("undo", history_.undo(op.steps), op.steps);
    }
    void obey(const op::Redo& op, bool edited) {
        require_first(edited, "redo");
        note_steps("redo", history_.redo(op.steps), op.steps);
    }
    void obey(const op::Reset&, bool edited) {
        require_first(edited, "reset");
        history_.reset();
        turned_.notes.emplace_back("back to before the first edit; redo brings the edits back");
    }
    void obey(const op::Compare& op, bool) {
        const std::int64_t before = history_.number_of(op.before);
        const std::int64_t after = op.after ? history_.number_of(*op.after) : turned_.document.revision;
        const auto lines = diff(history_.draft_of(before), history_.draft_of(after));
        turned_.notes.push_back(fmt::format("revision {} -> {}:{}", before, after, lines.empty() ? " the same" : ""));
        turned_.notes.insert(turned_.notes.end(), lines.begin(), lines.end());
    }
    void obey(const op::Show&, bool) { show(); }
    void obey(const op::ShowStatus&, bool) { show(); }
    void obey(const op::ShowCredits&, bool) { turned_.notes.emplace_back("nothing costs anything here"); }
    void obey(const op::Export&, bool) { turned_.notes.emplace_back("`takt export` renders it"); }
    void obey(const op::Upload&, bool) { turned_.notes.emplace_back("`takt upload FILE` adds a file"); }
    template <typename Edit>
    void obey(const Edit&, bool) {
        throw Error(ErrorCode::Internal, "turn: an edit was taken for a question to the session; report this as a bug");
    }

    void show() {
        turned_.notes.push_back(turned_.document.state.draft ? summary(*turned_.document.state.draft)
                                                             : "Timeline (0 tracks): nothing yet");
    }

    Turned turned_;
    History history_;
};

}  // namespace

Turned take_turn(const Reading& reading, SessionDocument document, const History::Revisions& revisions,
                 const EditInputsFor& inputs) {
    return Turn(std::move(document), revisions).take(reading, inputs);
}

}  // namespace takt::local
