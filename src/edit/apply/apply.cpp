// SPDX-License-Identifier: GPL-3.0-or-later
// Operations are obeyed one after the other, on a copy: whoever throws leaves the draft as it was.
#include "takt/edit.h"
#include "takt/error.h"

#include "edit/apply/obey.h"
#include "edit/apply/played_music.h"
#include "edit/apply/reflow.h"
#include "edit/apply/tracks.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace takt {
namespace {

template <class Op, class... Others>
constexpr bool kOneOf = (std::is_same_v<Op, Others> || ...);

template <class Op>
constexpr bool kOfSession = kOneOf<Op, op::Undo, op::Redo, op::Reset, op::Show, op::Compare, op::Export,
                                   op::ShowCredits, op::ShowStatus, op::Upload>;

/// The one place where an operation finds its function.
void obey_any(Draft& draft, const EditOp& any, edit::Scene& scene) {
    std::visit(
        [&](const auto& order) {
            if constexpr (kOfSession<std::decay_t<decltype(order)>>) {
                throw Error(ErrorCode::Internal, "apply: was given an operation of the session; report this as a bug");
            } else {
                edit::obey(draft, order, scene);
            }
        },
        any);
}

}  // namespace

Applied apply(const Draft& draft, const std::vector<EditOp>& ops, const EditInputs& inputs,
              const EditSettings& settings) {
    edit::Scene scene{inputs, settings, {}};
    Draft edited = draft.track(TrackType::Video) && draft.renderable() ? draft : first_draft(inputs, settings);
    for (const EditOp& op : ops) {
        const Draft before = edited;
        const std::size_t said = scene.notes.size();
        obey_any(edited, op, scene);
        edit::settle(edited, scene);
        if (edited == before && scene.notes.size() == said) {
            edit::unclear("request: the video is like that already; ask for something else");
        }
    }
    return {std::move(edited), std::move(scene.notes)};
}

std::vector<Beat> beats_of(const Draft& draft, const EditInputs& inputs) {
    const Track* music = edit::music_track(draft);
    return music == nullptr ? std::vector<Beat>{} : edit::played_beats(music->segments, inputs.songs);
}

}  // namespace takt
