// SPDX-License-Identifier: GPL-3.0-or-later
// The service as a client meets it, without a transport: requests go in as values, answers and streams come out. The
// journal is real and survives `restart()`.
#pragma once

#include "api/documents.h"
#include "api/problem.h"
#include "api/render_documents.h"
#include "api/routes.h"
#include "api/turn_reader.h"
#include "fake_backend.h"
#include "jobs/journal.h"
#include "server/event_stream.h"
#include "server/faults.h"
#include "server/service.h"
#include "support/fake_clock.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace takt::test {

inline std::string text_of_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Everything a stream still carries, when it has ended.
inline server::EventStream::Taken drained(server::EventStream& stream) {
    std::mutex mutex;
    std::condition_variable changed;
    int changes = 0;
    stream.notify([&] {
        const std::lock_guard lock(mutex);
        ++changes;
        changed.notify_all();
    });
    server::EventStream::Taken all;
    int seen = 0;
    while (true) {
        auto taken = stream.take();
        all.bytes += taken.bytes;
        all.state = taken.state;
        if (all.state != server::EventStream::State::Open) break;
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return changes > seen; });
        seen = changes;
    }
    stream.notify([] {});
    return all;
}

/// An answer, and what a client makes of it.
struct Answered {
    server::Answer answer;
    [[nodiscard]] const server::BytesAnswer& bytes() const { return std::get<server::BytesAnswer>(answer.content); }
    [[nodiscard]] const server::FileAnswer& file() const { return std::get<server::FileAnswer>(answer.content); }
    [[nodiscard]] const server::StreamAnswer& stream() const { return std::get<server::StreamAnswer>(answer.content); }
    [[nodiscard]] bool is_file() const { return std::holds_alternative<server::FileAnswer>(answer.content); }
    [[nodiscard]] bool is_stream() const { return std::holds_alternative<server::StreamAnswer>(answer.content); }
    [[nodiscard]] int status() const { return bytes().status; }
    [[nodiscard]] const std::string& body() const { return bytes().body; }
    /// What a client makes of it.
    [[nodiscard]] std::optional<api::Problem> problem(api::Endpoint endpoint = api::Endpoint::Other) const {
        return api::problem_in(endpoint, status(), bytes().content_type, body());
    }
    [[nodiscard]] std::optional<api::Problem::Kind> problem_kind() const {
        const auto found = problem();
        return found ? std::optional(found->kind) : std::nullopt;
    }
};

class ServiceTest : public testing::Test {
protected:
    using Kind = api::Problem::Kind;

    struct User {
        std::string token;
        std::string session;
        std::string task;
        std::string id;
    };

    void start(std::vector<server::Fault> faults = {}) {
        script_.emplace(std::move(faults));
        options_.root = root();
        options_.clock = &clock_;
        service_ = std::make_unique<server::Service>(options_, backend_, journal_, &*script_);
    }
    void restart() {
        service_.reset();
        start();
    }
    server::Service& service() {
        if (!service_) start();
        return *service_;
    }

    /// As the transport does: the head decides, then the body is answered.
    Answered ask(const std::string& method, const std::string& path, const std::string& body = {},
                 std::vector<server::Header> headers = {}, std::vector<server::UploadedFile> files = {}) {
        server::RequestHead head{.method = method, .path = path, .query = {}, .headers = std::move(headers)};
        head.headers.push_back({"Host", "video.test:8080"});
        server::BodyPlan plan = service().plan_body(head);
        if (plan.kind == server::BodyPlan::Kind::Refuse) return {*plan.refusal};
        return {service().answer({.head = head, .body = body, .files = std::move(files)})};
    }
    static std::vector<server::Header> bearing(const std::string& token) {
        return {{"Authorization", "Bearer " + token},
                {"X-Skill-Source", "takt"},
                {"X-Skill-Version", "1"},
                {"X-Skill-Platform", "unknown"}};
    }
    Answered get(const User& user, const std::string& path) { return ask("GET", path, {}, bearing(user.token)); }
    Answered post(const User& user, const std::string& path, const std::string& body = {}) {
        return ask("POST", path, body, bearing(user.token));
    }

    /// A new account with an open session.
    User new_user(const std::string& client_id = "client-1") {
        const auto grant = api::token_grant_from_json(
            ask("POST", std::string(api::routes::kAnonymousToken), {}, {{"X-Client-Id", client_id}}).body());
        User user{.token = grant.token, .session = {}, .task = {}, .id = grant.user_id};
        const auto opened = api::session_grant_from_json(
            post(user, std::string(api::routes::kSession), api::session_order_to_json({})).body());
        user.session = opened.session_id;
        user.task = opened.task_id;
        return user;
    }

    Answered say(const User& user, const std::string& text) {
        return post(user, std::string(api::routes::kTurn),
                    api::turn_order_to_json({.session_id = user.session, .text = text}));
    }
    server::EventStream::Taken told(const User& user, const std::string& text) {
        const Answered reply = say(user, text);
        return drained(*reply.stream().stream);
    }
    Answered state(const User& user) { return get(user, api::routes::state(user.session)); }
    std::string draft(const User& user) { return api::state_answer_from_json(state(user).body()).draft_json; }

    Answered upload(const User& user, const std::vector<std::pair<std::string, std::string>>& files) {
        std::vector<server::UploadedFile> received;
        for (const auto& [name, content] : files) {
            const auto place = root() / "uploads" / ".incoming" / std::to_string(++received_);
            std::ofstream(place, std::ios::binary) << content;
            received.push_back({"files", name, place, static_cast<std::int64_t>(content.size())});
        }
        auto headers = bearing(user.token);
        headers.push_back({"Content-Type", "multipart/form-data; boundary=x"});
        return ask("POST", api::routes::upload(user.session), {}, headers, received);
    }

    static constexpr const char* kDraft = R"({"t":[{"tt":0,"sg":[{"s":0,"d":2000}]}],"d":2000})";
    Answered submit(const User& user, const std::string& id, const std::string& draft_json = kDraft) {
        return post(user, std::string(api::routes::kRenderSubmit),
                    api::render_order_to_json({.id = id, .session_id = user.session, .draft_json = draft_json}));
    }
    Answered poll(const User& user, const std::string& id) { return get(user, api::routes::render_poll(id)); }
    api::RenderAnswer polled(const User& user, const std::string& id) {
        return api::render_answer_from_json(poll(user, id).body());
    }

    /// Our editor's session behind a client's.
    [[nodiscard]] static SessionId behind(int number) { return {"inner-" + std::to_string(number)}; }
    [[nodiscard]] const std::filesystem::path& root() const { return folder_.path(); }

    TempDir folder_;
    FakeClock clock_;
    FakeBackend backend_{folder_.path()};
    jobs::Journal journal_{folder_.path()};
    server::ServiceOptions options_;
    std::optional<server::FaultScript> script_;
    std::unique_ptr<server::Service> service_;
    int received_ = 0;
};

/// The data of each event of an ordinary stream.
inline std::vector<std::string> frames_of(const std::string& bytes) {
    std::vector<std::string> frames;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto end = bytes.find("\n\n", at);
        if (end == std::string::npos) break;
        const std::string frame = bytes.substr(at, end - at);
        frames.push_back(frame.starts_with("data: ") ? frame.substr(6) : frame);
        at = end + 2;
    }
    return frames;
}

/// What a client sees of an ordinary stream.
inline std::vector<api::TurnEvent> events_of(const std::string& bytes) {
    api::TurnReader reader;
    std::vector<api::TurnEvent> events;
    for (const std::string& frame : frames_of(bytes)) {
        for (auto& event : reader.read({}, frame)) events.push_back(std::move(event));
    }
    for (auto& event : reader.finish()) events.push_back(std::move(event));
    return events;
}

inline std::string text_shown(const std::string& bytes) {
    std::string text;
    for (const api::TurnEvent& event : events_of(bytes)) {
        if (event.kind == api::TurnEvent::Kind::Text) text += event.text;
    }
    return text;
}

}  // namespace takt::test
