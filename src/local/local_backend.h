// SPDX-License-Identifier: GPL-3.0-or-later
// The backend in this process: sessions in the project's journal, the editor of `edit`, one render at a time on a
// thread of its own. Nothing leaves the machine, nothing costs anything. What is said is journalled by the caller.
#pragma once

#include "takt/backend.h"

#include "beats/corrections.h"
#include "jobs/journal.h"
#include "local/render_queue.h"

#include <filesystem>
#include <mutex>
#include <vector>

namespace takt::local {

struct SessionDocument;
struct Turned;

/// Any thread may call; turns of one session are its callers' to serialise.
class LocalBackend final : public Backend {
public:
    /// `root` is the project folder; assets inside it are addressed relative to it. The journal outlives the backend.
    /// `corrections` of songs' beats hold from the next turn on.
    /// Subtitle files that a request names are looked for in the project and in `caption_folders` only.
    LocalBackend(std::filesystem::path root, jobs::Journal& journal, beats::Corrections corrections = {},
                 std::vector<std::filesystem::path> caption_folders = {});

    SessionId open_session(const EditSettings& settings) override;
    Asset upload(const SessionId& session, const std::filesystem::path& file, Progress& progress,
                 std::stop_token stop) override;
    void say(const SessionId& session, const std::string& text, const std::function<void(const ChatEvent&)>& on_event,
             std::stop_token stop) override;
    SessionState state(const SessionId& session) override;
    Credits credits() override;
    void submit_render(const RenderRequest& request) override;
    RenderStatus poll_render(const std::string& render_id) override;
    void cancel_render(const std::string& render_id) override;
    void fetch(const std::string& render_id, const std::filesystem::path& destination, Progress& progress,
               std::stop_token stop) override;
    std::optional<std::string> link(const SessionId& session) override;

private:
    [[nodiscard]] SessionDocument document_of(const SessionId& session) const;
    [[nodiscard]] EditInputs inputs_for(const std::vector<EditOp>& ops, const SessionDocument& document,
                                        const std::stop_token& stop) const;
    void keep(const SessionId& session, const std::string& request, Turned turned);

    std::filesystem::path root_;
    jobs::Journal& journal_;
    beats::Corrections corrections_;
    std::vector<std::filesystem::path> caption_folders_;
    mutable std::mutex documents_;  // held from loading a session's document until it is stored
    RenderQueue queue_;
};

}  // namespace takt::local
