// SPDX-License-Identifier: GPL-3.0-or-later
// Carries out an order over any Backend, from wherever an earlier run left it: session, uploads, message, draft,
// render, download, proof. The journal says what was done; nothing that costs is done twice.
#pragma once

#include "takt/backend.h"
#include "takt/progress.h"
#include "takt/verify.h"

#include "base/clock.h"
#include "flow/converse.h"
#include "flow/project.h"
#include "jobs/journal.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace takt::flow {

/// Where an order is carried out.
struct Place {
    Backend& backend;
    std::string name;  ///< "local", or the service's origin: sessions and orders belong to it
    jobs::Journal& journal;
    Clock& clock;
    /// The project's session goes on instead of a new one for every order: where a session costs.
    bool keeps_session = false;
    /// A render that takes longer is parked, to be finished by `takt resume`. Absent: the place is in this process,
    /// where turns and renders end with it, and are waited for.
    std::optional<Ms> patience;

    /// Turns and renders go on without us.
    [[nodiscard]] bool lives_on() const { return patience.has_value(); }
};

struct Order {
    std::string prompt;   ///< what the user asked; empty: only export the session's draft
    std::string message;  ///< what is said for it
    EditSettings settings;
    RenderOptions options;
    std::optional<std::filesystem::path> output;  ///< absent: render/<name>.mp4 in the project
    std::vector<std::filesystem::path> files;     ///< to be in the session first
    bool again = false;                           ///< do finished steps again
    bool until_draft = false;                     ///< stop before the render
    std::string resumed;                          ///< key of the order this goes on with; empty: a new one
};

struct Delivered {
    SessionId session;
    std::optional<Draft> draft;
    std::string render_id;                      ///< empty with until_draft
    std::vector<std::string> notes;             ///< what the editor said, what changed, what to know
    std::vector<std::string> changes;           ///< of these, what changed
    std::optional<std::filesystem::path> file;  ///< absent with until_draft
    std::filesystem::path report;
    std::optional<Verification> verification;  ///< absent when reused
    bool reused = false;
};

/// Throws what the steps throw; Network, naming `takt resume`, when a render is parked.
[[nodiscard]] Delivered deliver(const Project& project, const Order& order, const Place& place,
                                const std::function<void(const ChatEvent&)>& on_event, Progress& progress,
                                const std::stop_token& stop);

/// A conversation at this place.
[[nodiscard]] Conversation conversation(const Place& place, const SessionId& session);

/// The project's current session at this place, opened when there is none and `open` is set.
[[nodiscard]] std::optional<SessionId> current_session(const Project& project, const Place& place, bool open);

/// Brings files into the session: what is there already is not sent again.
[[nodiscard]] std::vector<Asset> bring(const std::vector<std::filesystem::path>& files, const SessionId& session,
                                       const Place& place, Progress& progress, const std::stop_token& stop);

/// The request that stands for none.
[[nodiscard]] std::string default_prompt(const Project& project);

/// Renders, fetches and proves a draft that was made elsewhere, at this place: its sources become the project's files.
[[nodiscard]] Delivered deliver_draft(const Project& project, const Order& order, const Draft& draft,
                                      const Place& place, Progress& progress, const std::stop_token& stop);
/// `draft` with its addresses (as the service calls the uploads of `session`) turned into the project's prepared files:
/// by upload row, else by file name. Throws NotFound, naming the source, when one is not among them.
[[nodiscard]] Draft localised(const Draft& draft, const SessionId& session, const Project& project,
                              const jobs::Journal& journal);

/// Whether there is a draft that was made for this order: its message was answered, or it exports a draft that exists.
/// Only that may be rendered elsewhere in its stead. Throws what reading the session's state throws.
[[nodiscard]] bool has_own_draft(const Project& project, const Order& order, const Place& place);

/// The draft that the order was last about at this place, localised. Throws EditUnclear when it has none of its own.
[[nodiscard]] Draft draft_of(const Project& project, const Order& order, const Place& place);

/// The names of the places with unfinished orders, in the order they were given.
[[nodiscard]] std::vector<std::string> places_with_open_orders(const jobs::Journal& journal);
/// Every order at this place that an earlier run left unfinished.
[[nodiscard]] std::vector<Order> open_orders(const Project& project, const Place& place);

}  // namespace takt::flow
