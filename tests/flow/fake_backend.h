// SPDX-License-Identifier: GPL-3.0-or-later
// A service whose money is counted and whose turns and renders end as the test wishes. What was done in it stays done
// when the caller dies: `die_at` throws at any moment before or after a call took effect.
#pragma once

#include "takt/backend.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace takt::flow_tests {

/// No takt::Error: nothing may catch it, as nothing catches a kill.
struct Killed {};

/// How a turn goes; `draft` is what it makes of the session, visible from the n-th reading after it.
struct Turn {
    std::vector<std::string> words;
    TurnEnded end;
    std::string draft;
    int visible_after = 0;
    std::optional<Error> refused;        ///< thrown instead of any event
    std::optional<Error> thrown_midway;  ///< thrown after the words
};

class FakeBackend final : public Backend {
public:
    explicit FakeBackend(std::filesystem::path rendered = {}) : video(std::move(rendered)) {}

    // What the test sets.
    std::filesystem::path video;  ///< what every render comes to
    std::vector<Turn> turns;      ///< one after the other; the last one again
    std::vector<RenderStatus::Phase> fates{RenderStatus::Phase::Completed};  ///< of each submission; the last one again
    int polls_until_ended = 0;
    std::vector<Error> submit_failures;  ///< of each submission, while there are any
    bool lost_submissions_arrive = true;
    int polls_until_known = 0;  ///< before these the service does not know what it has accepted
    std::vector<Error> poll_failures;
    std::vector<Error> fetch_failures;
    std::vector<Error> state_failures;
    std::optional<int> die_at;

    // What the test counts.
    int sessions = 0;
    std::map<std::string, int> uploads;
    std::vector<std::string> said;
    std::vector<std::string> submitted;
    int polls = 0;
    int fetches = 0;
    int moments = 0;

    SessionId open_session(const EditSettings&) override {
        moment();
        // Whoever dies before the answer arrives leaves a session that nobody can know of: not a moment of the test.
        const SessionId session{"s" + std::to_string(++sessions)};
        states_[session.value] = {};
        return session;
    }

    Asset upload(const SessionId& session, const std::filesystem::path& file, Progress&, std::stop_token) override {
        moment();
        const std::string name = file.filename().string();
        ++uploads[name];
        const Asset asset{.name = name, .address = "https://cdn.example/" + name + "?sig=1"};
        states_.at(session.value).assets.push_back(asset);
        moment();
        return asset;
    }

    void say(const SessionId& session, const std::string& text, const std::function<void(const ChatEvent&)>& on_event,
             std::stop_token) override {
        moment();
        const Turn turn = turns.at(std::min(said.size(), turns.size() - 1));
        if (turn.refused) throw *turn.refused;
        said.push_back(text);
        pending_ = turn.draft;
        hidden_for_ = turn.visible_after;
        pending_session_ = session.value;
        moment();
        for (const std::string& words : turn.words) on_event(TextDelta{words});
        if (turn.thrown_midway) throw *turn.thrown_midway;
        on_event(turn.end);
        moment();
    }

    SessionState state(const SessionId& session) override {
        moment();
        take_first(state_failures);
        if (!pending_.empty() && hidden_for_-- <= 0) set_draft(pending_session_, std::exchange(pending_, ""));
        const auto found = states_.find(session.value);
        if (found == states_.end()) throw Error(ErrorCode::NotFound, "session: unknown; open one");
        return found->second;
    }

    takt::Credits credits() override { return {}; }

    void submit_render(const RenderRequest& request) override {
        moment();
        if (renders_.contains(request.id)) throw Error(ErrorCode::Usage, "render: the id was used before");
        if (!submit_failures.empty()) {
            const bool arrives = submit_failures.front().code() == ErrorCode::Network && lost_submissions_arrive;
            if (arrives) arrive(request.id);
            take_first(submit_failures);
        }
        arrive(request.id);
        moment();
    }

    RenderStatus poll_render(const std::string& id) override {
        moment();
        ++polls;
        take_first(poll_failures);
        const auto render = renders_.find(id);
        if (render == renders_.end() || polls_until_known-- > 0)
            throw Error(ErrorCode::NotFound, "render: unknown; submit it");
        if (render->second.polls++ < polls_until_ended) return {.phase = RenderStatus::Phase::Processing};
        RenderStatus status{.phase = render->second.fate};
        if (status.phase == RenderStatus::Phase::Failed)
            status.failure = Error(ErrorCode::RenderFailed, "lambda: broke");
        return status;
    }

    void cancel_render(const std::string&) override {}

    void fetch(const std::string&, const std::filesystem::path& destination, Progress&, std::stop_token) override {
        moment();
        ++fetches;
        take_first(fetch_failures);
        std::filesystem::copy_file(video, destination, std::filesystem::copy_options::overwrite_existing);
        moment();
    }

    std::optional<std::string> link(const SessionId&) override { return std::nullopt; }

    void set_draft(const std::string& session, const std::string& draft_json) {
        SessionState& state = states_[session];
        state.draft_json = draft_json;
        state.draft = draft_from_json(draft_json);
    }
    void forget_session(const std::string& session) { states_.erase(session); }
    void forget_renders() { renders_.clear(); }

private:
    struct Render {
        RenderStatus::Phase fate;
        int polls = 0;
    };

    void moment() {
        if (die_at == moments++) throw Killed{};
    }
    static void take_first(std::vector<Error>& failures) {
        if (failures.empty()) return;
        const Error first = failures.front();
        failures.erase(failures.begin());
        throw first;
    }
    void arrive(const std::string& id) {
        const auto fate = fates.at(std::min(submitted.size(), fates.size() - 1));
        submitted.push_back(id);
        renders_[id] = {fate};
    }

    std::map<std::string, SessionState> states_;
    std::map<std::string, Render> renders_;
    std::string pending_;
    std::string pending_session_;
    int hidden_for_ = 0;
};

}  // namespace takt::flow_tests
