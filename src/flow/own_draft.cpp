// SPDX-License-Identifier: GPL-3.0-or-later
// The draft that an order was about, to be rendered at another place.
#include "flow/deliver.h"
#include "flow/order_rows.h"
#include "flow/project_inputs.h"

#include <optional>

namespace takt::flow {
namespace {

/// Where the order's draft is; absent when nothing was made for it yet. An export has no words: it is about what there
/// is.
std::optional<SessionId> session_of(const Project& project, const Order& order, const Place& place) {
    const auto row = known_row(order, order_key(order, project, place, corrections_of(project)), place.journal);
    if (order.prompt.empty()) {
        return row && row->session ? SessionId{*row->session} : current_session(project, place, false);
    }
    const auto message = row ? place.journal.message_of(message_key(*row)) : std::nullopt;
    if (!message || message->state != jobs::MessageRow::State::Answered) return std::nullopt;
    return SessionId{message->session};
}

}  // namespace

bool has_own_draft(const Project& project, const Order& order, const Place& place) {
    const auto session = session_of(project, order, place);
    if (!session) return false;
    const std::optional<Draft> draft = place.backend.state(*session).draft;
    return draft && draft->renderable();
}

Draft draft_of(const Project& project, const Order& order, const Place& place) {
    const auto session = session_of(project, order, place);
    const std::optional<Draft> draft = session ? place.backend.state(*session).draft : std::nullopt;
    if (!draft) throw Error(ErrorCode::EditUnclear, "render: there is no timeline to render here; make one first");
    return localised(*draft, *session, project, place.journal);
}

}  // namespace takt::flow
