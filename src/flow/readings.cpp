// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/readings.h"

#include "flow/changes.h"

#include <array>
#include <chrono>

namespace takt::flow {
namespace {

using std::chrono::seconds;

constexpr std::array<Ms, 2> kSilentPauses = {seconds{3}, seconds{6}};
constexpr std::array<Ms, 5> kReadAt = {seconds{30}, seconds{90}, seconds{150}, seconds{210}, seconds{270}};
// A change may be the first of two: the cut, then the music that is laid under it.
constexpr Ms kSecondStage = seconds{60};

/// A reading that found nobody tells nothing: the next one may.
std::optional<SessionState> try_state(const Conversation& with, std::optional<Error>& failure) {
    try {
        SessionState state = with.backend.state(with.session);
        failure.reset();
        return state;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Network) throw;
        failure = error;
        return std::nullopt;
    }
}

SessionState after_second_stage(const Conversation& with, SessionState changed, const std::stop_token& stop) {
    with.clock.wait(kSecondStage, stop);
    std::optional<Error> failure;
    std::optional<SessionState> later = try_state(with, failure);
    return later ? std::move(*later) : std::move(changed);
}

}  // namespace

SessionState settled_state(const Conversation& with, const SessionState& before, const std::stop_token& stop) {
    SessionState state = with.backend.state(with.session);
    for (const Ms pause : kSilentPauses) {
        if (!with.lives_on || !changes_between(before, state).empty()) break;
        with.clock.wait(pause, stop);
        state = with.backend.state(with.session);
    }
    return state;
}

std::optional<SessionState> state_after_loss(const Conversation& with, const SessionState& before, Ms since,
                                             const std::stop_token& stop) {
    std::optional<Error> failure;
    for (std::size_t i = 0; i < kReadAt.size(); ++i) {
        const bool last = i + 1 == kReadAt.size();
        // Of several that are overdue, one tells what all would.
        if (!last && kReadAt[i + 1] <= since) continue;
        if (kReadAt[i] > since) {
            with.clock.wait(kReadAt[i] - since, stop);
            since = kReadAt[i];
        }
        std::optional<SessionState> state = try_state(with, failure);
        if (!state || changes_between(before, *state).empty()) continue;
        return since > kReadAt.back() ? std::move(*state) : after_second_stage(with, std::move(*state), stop);
    }
    if (failure) throw *failure;
    return std::nullopt;
}

}  // namespace takt::flow
