// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/local_backend.h"

#include "takt/preparation.h"

#include "base/atomic_file.h"
#include "base/fingerprint.h"
#include "local/editor_inputs.h"
#include "local/session_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace takt::local {
namespace {

/// Unique among sessions, and says nothing about the machine.
std::string new_id() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

SessionDocument load(const jobs::Journal& journal, const SessionId& session) {
    const auto row = journal.session(session.value);
    if (!row) {
        throw Error(ErrorCode::NotFound, fmt::format("session {}: not in this project; open a new one", session.value));
    }
    return session_from_json(row->json);
}

void store(jobs::Journal& journal, const SessionId& session, const SessionDocument& document) {
    journal.put_session({session.value, "local", session_to_json(document)});
}

/// What a client is told about a file.
Asset described(const MediaInfo& info) {
    Asset asset{.kind = info.kind};
    if (info.kind != MediaKind::Still) asset.duration = info.duration;
    if (const VideoStreamInfo* video = info.video()) {
        asset.display = video->display;
        const bool moves = info.kind == MediaKind::Video || info.kind == MediaKind::Animation;
        if (moves && video->measured_rate.num > 0) asset.fps = video->measured_rate.fps();
    }
    return asset;
}

}  // namespace

LocalBackend::LocalBackend(std::filesystem::path root, jobs::Journal& journal, beats::Corrections corrections)
    : root_(std::move(root)), journal_(journal), corrections_(std::move(corrections)) {}

SessionId LocalBackend::open_session(const EditSettings& settings) {
    const SessionId session{new_id()};
    store(journal_, session, {settings, {}});
    return session;
}

Asset LocalBackend::upload(const SessionId& session, const std::filesystem::path& file, Progress&,
                           std::stop_token stop) {
    const auto inside = file.lexically_proximate(root_);
    const bool outside = inside.empty() || *inside.begin() == "..";
    Asset asset = described(probe(file, {}, std::move(stop)));
    asset.name = file.filename().string();
    asset.address = (outside ? std::filesystem::absolute(file) : inside).string();
    asset.hash = fingerprint_file(file);

    const std::lock_guard lock(documents_);
    SessionDocument document = load(journal_, session);
    auto& assets = document.state.assets;
    const auto known =
        std::find_if(assets.begin(), assets.end(), [&](const Asset& other) { return other.hash == asset.hash; });
    if (known != assets.end()) return *known;
    assets.push_back(asset);
    store(journal_, session, document);
    return asset;
}

void LocalBackend::say(const SessionId& session, const std::string& text,
                       const std::function<void(const ChatEvent&)>& on_event, std::stop_token stop) {
    const SessionDocument known = document_of(session);
    const Understood understood = understand(text);
    on_event(TextDelta{understood.echo + "\n"});
    PlannedDraft planned =
        plan_edit(understood, editor_inputs(known.state.assets, root_, corrections_, stop), known.settings);
    {
        const std::lock_guard lock(documents_);
        SessionDocument document = load(journal_, session);  // assets may have come while the edit was planned
        document.state.draft = std::move(planned.draft);
        store(journal_, session, document);
    }
    for (const std::string& note : planned.notes) on_event(TextDelta{note + "\n"});
    on_event(TurnEnded{});
}

SessionState LocalBackend::state(const SessionId& session) {
    SessionState state = document_of(session).state;
    if (state.draft) state.draft_json = draft_to_json(*state.draft);
    return state;
}

SessionDocument LocalBackend::document_of(const SessionId& session) const {
    const std::lock_guard lock(documents_);
    return load(journal_, session);
}

Credits LocalBackend::credits() {
    return {.unlimited = true};
}

void LocalBackend::submit_render(const RenderRequest& request) {
    Draft draft = draft_from_json(request.draft_json);
    for (Track& track : draft.tracks) {
        for (Segment& segment : track.segments) {
            if (!segment.source.empty()) segment.source = resolved(root_, segment.source).string();
        }
    }
    const auto folder = root_ / "render";
    make_folder(folder);
    queue_.submit(request.id, std::move(draft), folder / fmt::format(".{}.mp4", request.id), request.options);
}

RenderStatus LocalBackend::poll_render(const std::string& render_id) {
    return queue_.status(render_id);
}

void LocalBackend::cancel_render(const std::string& render_id) {
    queue_.cancel(render_id);
}

void LocalBackend::fetch(const std::string& render_id, const std::filesystem::path& destination, Progress&,
                         std::stop_token) {
    move_file(queue_.file(render_id), destination);
}

std::optional<std::string> LocalBackend::link(const SessionId&) {
    return std::nullopt;
}

}  // namespace takt::local
