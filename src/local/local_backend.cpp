// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/local_backend.h"

#include "takt/preparation.h"

#include "base/atomic_file.h"
#include "base/fingerprint.h"
#include "local/caption_files.h"
#include "local/editor_inputs.h"
#include "local/session_document.h"
#include "local/turn.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <random>
#include <sstream>

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

/// Operations as a revision keeps them; what another version of takt has written differently is not remembered.
std::vector<EditOp> read_again(const std::string& lines) {
    std::vector<EditOp> ops;
    std::istringstream rest(lines);
    for (std::string line; std::getline(rest, line);) {
        try {  // a parser's boundary
            for (const Reading::Read& read : understand(line).read) ops.push_back(read.op);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::EditUnclear) throw;
        }
    }
    return ops;
}

/// The song that the settings name comes first, and others are no choice unless they play already.
void keep_the_meant_song(const SessionDocument& document, std::vector<SongSource>& songs) {
    const std::string& name = document.settings.song;
    const auto meant = std::ranges::find(songs, name, &SongSource::name);
    if (name.empty() || meant == songs.end()) return;
    std::rotate(songs.begin(), meant, meant + 1);
    const Track* music = document.state.draft ? document.state.draft->track(TrackType::Audio) : nullptr;
    std::erase_if(songs, [&](const SongSource& song) {
        return song.name != name && (music == nullptr || std::ranges::find(music->segments, song.path,
                                                                           &Segment::source) == music->segments.end());
    });
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

LocalBackend::LocalBackend(std::filesystem::path root, jobs::Journal& journal, beats::Corrections corrections,
                           std::vector<std::filesystem::path> caption_folders)
    : root_(std::move(root)),
      journal_(journal),
      corrections_(std::move(corrections)),
      caption_folders_(std::move(caption_folders)) {
    caption_folders_.push_back(root_);
}

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
    SessionDocument known = document_of(session);
    const History::Revisions revisions = [&](std::int64_t n) { return journal_.revision(session.value, n); };
    const std::string request = text.substr(0, text.find(kMeasuredFacts));
    const Reading reading = understand(request, read_again(History(known, revisions).last_operations()));
    on_event(TextDelta{reading.echo + "\n"});
    Turned turned = take_turn(reading, known, revisions,
                              [&](const std::vector<EditOp>& ops) { return inputs_for(ops, known, stop); });
    const std::vector<std::string> notes = turned.notes;
    keep(session, request, std::move(turned));
    for (const std::string& note : notes) on_event(TextDelta{note + "\n"});
    on_event(TurnEnded{});
}

EditInputs LocalBackend::inputs_for(const std::vector<EditOp>& ops, const SessionDocument& document,
                                    const std::stop_token& stop) const {
    EditInputs inputs = editor_inputs(document.state.assets, root_, corrections_, stop);
    keep_the_meant_song(document, inputs.songs);
    inputs.captions = caption_sources(ops, caption_folders_);
    return inputs;
}

void LocalBackend::keep(const SessionId& session, const std::string& request, Turned turned) {
    const std::lock_guard lock(documents_);
    SessionDocument& document = turned.document;
    document.state.assets = load(journal_, session).state.assets;  // some may have come while the edit was planned
    if (turned.operations.empty()) return store(journal_, session, document);
    const jobs::RevisionRow row{.session = session.value,
                                .parent = document.revision,
                                .request = request,
                                .operations = fmt::format("{}", fmt::join(turned.operations, "\n")),
                                .draft_json = draft_to_json(*document.state.draft)};
    document.undone.clear();
    (void)journal_.add_revision(row, [&](std::int64_t number) {
        document.revision = number;
        return session_to_json(document);
    });
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
