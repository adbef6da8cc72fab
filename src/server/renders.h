// SPDX-License-Identifier: GPL-3.0-or-later
// Renders that clients ordered: in the journal before the backend hears of them, watched until the file stands in
// render/<id>.mp4, whoever asks or not, and given to the backend again after a restart.
#pragma once

#include "takt/backend.h"

#include "api/render_documents.h"
#include "jobs/journal.h"
#include "server/sessions.h"

#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace takt::server {

/// What the journal's row of a render does not hold.
struct RenderPaper {
    std::string key;  ///< opens the finished file, and nothing else
    std::string quality = "high";
    std::string failure;
};
[[nodiscard]] std::string render_paper_to_json(const RenderPaper& paper);
[[nodiscard]] std::optional<RenderPaper> render_paper_from_json(const std::string& text);

/// At least one track with a segment.
[[nodiscard]] bool is_renderable(std::string_view draft_json);
/// Our view of it; absent when no backend of takt can read it.
[[nodiscard]] std::optional<Draft> readable_draft(const std::string& draft_json);
/// What the draft says of itself; absent when it does not.
[[nodiscard]] std::optional<double> draft_duration_s(std::string_view draft_json);

/// 1 to 64 letters, digits, '-' and '_': it becomes a file's name.
[[nodiscard]] bool is_render_id(std::string_view text);

struct RenderView {
    jobs::RenderRow row;
    RenderPaper paper;
    double progress = 0;
};

/// Any thread may call. Throws what the backend throws.
class Renders {
public:
    Renders(std::filesystem::path root, Backend& backend, jobs::Journal& journal, Sessions& sessions);
    /// What is not finished stays open in the journal.
    ~Renders();
    Renders(const Renders&) = delete;
    Renders& operator=(const Renders&) = delete;

    /// False when the id was used before. Throws Usage for a draft that holds nothing, RateLimited when too many wait.
    /// One that cannot be begun is a render that failed.
    [[nodiscard]] bool submit(const Session& session, const api::RenderOrder& order);
    /// As it stands now; absent when there is none of this id.
    [[nodiscard]] std::optional<RenderView> view(const std::string& id);
    void cancel(const std::string& id);

private:
    struct Open {
        std::string session;
        bool submitted = false;  ///< by this run
        double progress = 0;
    };
    // All with mutex_ held.
    void settle(const std::string& id);
    [[nodiscard]] bool settle_or_warn(const std::string& id);
    void settle_now(jobs::RenderRow& row, Open& open);
    /// Throws Usage for a draft that names what is not in its session, or lasts too long.
    void give_to_backend(const jobs::RenderRow& row);
    void end(jobs::RenderRow row, RenderStatus::Phase phase, const std::string& failure);
    [[nodiscard]] RenderPaper paper_of(const std::string& id) const;

    void watch(const std::stop_token& stop);

    std::filesystem::path root_;
    Backend& backend_;
    jobs::Journal& journal_;
    Sessions& sessions_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::string, Open> open_;
    std::stop_source stop_;
    std::thread watcher_;  // last: it uses the others
};

}  // namespace takt::server
