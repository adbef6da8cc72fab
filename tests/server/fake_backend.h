// SPDX-License-Identifier: GPL-3.0-or-later
// A backend whose editor and renderer do what a test says, when it says so: it stands in for time. Requests are words:
// "edit …" changes the draft, "talk …" does not, "unclear", "broken" and "fail" go wrong in their ways.
#pragma once

#include "takt/backend.h"

#include "base/fingerprint.h"
#include "base/stop.h"

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace takt::test {

class FakeBackend final : public Backend {
public:
    using Phase = RenderStatus::Phase;

    explicit FakeBackend(std::filesystem::path root) : root_(std::move(root)) {}

    SessionId open_session(const EditSettings&) override {
        const std::lock_guard lock(mutex_);
        const SessionId session{"inner-" + std::to_string(states_.size() + 1)};
        states_[session.value] = {};
        return session;
    }
    Asset upload(const SessionId& session, const std::filesystem::path& file, Progress&, std::stop_token) override {
        const std::lock_guard lock(mutex_);
        if (file.stem() == "damaged") throw Error(ErrorCode::Corrupt, file.string() + ": is damaged; send it again");
        SessionState& state = states_.at(session.value);
        const std::string hash = fingerprint_file(file);
        for (const Asset& asset : state.assets) {
            if (asset.hash == hash) return asset;
        }
        state.assets.push_back({.name = file.filename().string(),
                                .address = file.lexically_relative(root_).string(),
                                .kind = MediaKind::Video,
                                .hash = hash,
                                .duration = Us{2'500'000},
                                .display = {1920, 1080},
                                .fps = 30});
        return state.assets.back();
    }
    void say(const SessionId& session, const std::string& text, const std::function<void(const ChatEvent&)>& on_event,
             std::stop_token stop) override {
        std::unique_lock lock(mutex_);
        said_.push_back(text);
        ++saying_;
        changed_.notify_all();
        changed_.wait(lock, stop, [this] { return !held_; });
        --saying_;
        throw_if_stopped(stop);
        answer(states_.at(session.value), text, on_event);
        if (once_edited_) once_edited_();
        changed_.notify_all();
    }
    SessionState state(const SessionId& session) override {
        const std::lock_guard lock(mutex_);
        const auto found = states_.find(session.value);
        if (found == states_.end()) throw Error(ErrorCode::NotFound, "session: not here; open a new one");
        return found->second;
    }
    Credits credits() override {
        const std::lock_guard lock(mutex_);
        return credits_;
    }
    void submit_render(const RenderRequest& request) override {
        const std::lock_guard lock(mutex_);
        if (refuse_renders_) throw Error(ErrorCode::RenderFailed, "render: no encoder; install one");
        submitted_.push_back(request);
        phases_[request.id] = Phase::Pending;
        changed_.notify_all();
    }
    RenderStatus poll_render(const std::string& id) override {
        const std::lock_guard lock(mutex_);
        const auto found = phases_.find(id);
        if (found == phases_.end()) throw Error(ErrorCode::NotFound, "render: not known; order it again");
        RenderStatus status{.phase = found->second, .progress = found->second == Phase::Pending ? 0.05 : 0.5};
        if (status.phase == Phase::Failed) status.failure = Error(ErrorCode::RenderFailed, "clip: broke; order again");
        return status;
    }
    void cancel_render(const std::string& id) override {
        const std::lock_guard lock(mutex_);
        phases_[id] = Phase::Cancelled;
    }
    void fetch(const std::string& id, const std::filesystem::path& to, Progress&, std::stop_token) override {
        const std::lock_guard lock(mutex_);
        std::ofstream(to, std::ios::binary) << "video of " << id;
        ++fetched_;
        changed_.notify_all();
    }
    std::optional<std::string> link(const SessionId&) override { return std::nullopt; }

    // What a test says and asks.
    void hold_turns() { set(held_, true); }
    void release_turns() { set(held_, false); }
    void refuse_renders() { set(refuse_renders_, true); }
    void set_phase(const std::string& id, Phase phase) {
        const std::lock_guard lock(mutex_);
        phases_.at(id) = phase;
    }
    void forget_renders() {
        const std::lock_guard lock(mutex_);
        phases_.clear();
    }
    void set_credits(Credits credits) {
        const std::lock_guard lock(mutex_);
        credits_ = credits;
    }
    /// Called on the turn's thread once it has edited.
    void once_edited(std::function<void()> call) {
        const std::lock_guard lock(mutex_);
        once_edited_ = std::move(call);
    }
    void set_draft(const SessionId& session, const std::string& draft_json) {
        const std::lock_guard lock(mutex_);
        states_.at(session.value).draft_json = draft_json;
    }
    [[nodiscard]] std::vector<std::string> said() const {
        const std::lock_guard lock(mutex_);
        return said_;
    }
    [[nodiscard]] std::vector<RenderRequest> submitted() const {
        const std::lock_guard lock(mutex_);
        return submitted_;
    }
    /// Returns when `count` turns are inside say() at the same time.
    void wait_until_saying(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return saying_ >= count; });
    }
    void wait_until_submitted(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return submitted_.size() >= count; });
    }
    void wait_until_fetched(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return fetched_ >= count; });
    }

private:
    void set(bool& flag, bool value) {
        const std::lock_guard lock(mutex_);
        flag = value;
        changed_.notify_all();
    }
    void answer(SessionState& state, const std::string& text, const std::function<void(const ChatEvent&)>& on_event) {
        if (text == "unclear") throw Error(ErrorCode::EditUnclear, "request: which clip; name one");
        if (text == "broken") throw Error(ErrorCode::Corrupt, root_.string() + "/a.mp4: is damaged; send it again");
        if (text == "fail") return on_event(TurnEnded{TurnEnded::How::Failed, "the editor gave up"});
        on_event(Heartbeat{});
        if (text.starts_with("edit")) {
            on_event(ToolActivity{"cut_on_beats"});
            state.draft_json = R"({"t":[{"tt":0,"sg":[{"s":0,"d":10000}]}],"d":10000,"n":)" + std::to_string(++edits_) +
                               ",\"rate\":0.10}";
        }
        on_event(TextDelta{"First "});
        on_event(TextDelta{"line.\nSecond: " + text});
        on_event(TurnEnded{});
    }

    std::filesystem::path root_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::string, SessionState> states_;
    std::map<std::string, Phase> phases_;
    std::vector<std::string> said_;
    std::vector<RenderRequest> submitted_;
    std::function<void()> once_edited_;
    Credits credits_{.unlimited = true};
    int edits_ = 0;
    int saying_ = 0;
    int fetched_ = 0;
    bool held_ = false;
    bool refuse_renders_ = false;
};

}  // namespace takt::test
