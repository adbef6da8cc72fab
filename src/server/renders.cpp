// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/renders.h"

#include "api/problem.h"
#include "base/atomic_file.h"
#include "base/log.h"
#include "server/identifiers.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>
#include <vector>

namespace takt::server {
namespace {

using Phase = RenderStatus::Phase;

constexpr std::string_view kPaper = "server.render";
constexpr std::size_t kMaxOpen = 100;
constexpr std::size_t kMaxOpenOfSession = 8;
constexpr Ms kLongest = std::chrono::hours{3};
constexpr std::chrono::milliseconds kWatchEvery{75};
constexpr std::chrono::seconds kWatchAgain{5};  // after what should not happen

Quality quality_of(std::string_view word) {
    if (word == "draft") return Quality::Draft;
    return word == "max" ? Quality::Max : Quality::High;
}

/// Absent when the backend does not know the render: it was never given, or is forgotten.
std::optional<RenderStatus> status_of(Backend& backend, const std::string& id) {
    try {
        return backend.poll_render(id);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound) throw;
        return std::nullopt;
    }
}

/// A draft comes from outside: rendered as it is, it could name any file of this machine, or last for ever.
void require_harmless(const std::string& draft_json, const std::vector<Asset>& assets) {
    const std::optional<Draft> draft = readable_draft(draft_json);
    if (!draft) return;  // the backend says why it cannot be rendered
    if (draft->duration > kLongest) throw Error(ErrorCode::Usage, "draft: is longer than three hours; shorten it");
    for (const Track& track : draft->tracks) {
        for (const Segment& segment : track.segments) {
            if (segment.source.empty() || std::ranges::find(assets, segment.source, &Asset::address) != assets.end()) {
                continue;
            }
            throw Error(ErrorCode::Usage, fmt::format("{}: is not in this session; upload it first", segment.source));
        }
    }
}

}  // namespace

bool is_render_id(std::string_view text) {
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, allowed);
}

Renders::Renders(std::filesystem::path root, Backend& backend, jobs::Journal& journal, Sessions& sessions)
    : root_(std::move(root)), backend_(backend), journal_(journal), sessions_(sessions) {
    make_folder(root_ / "render");
    for (const jobs::RenderRow& row : journal_.open_renders()) {
        if (sessions_.find(row.session)) open_.try_emplace(row.id, Open{.session = row.session});
    }
    watcher_ = std::thread([this] { watch(stop_.get_token()); });
}

Renders::~Renders() {
    stop_.request_stop();
    watcher_.join();
}

bool Renders::submit(const Session& session, const api::RenderOrder& order) {
    if (!is_renderable(order.draft_json)) {
        throw Error(ErrorCode::Usage, "draft: holds nothing to render; edit something first");
    }
    const std::lock_guard lock(mutex_);
    if (journal_.render(order.id)) return false;
    const auto of_session =
        std::ranges::count_if(open_, [&](const auto& each) { return each.second.session == session.id; });
    if (open_.size() >= kMaxOpen || static_cast<std::size_t>(of_session) >= kMaxOpenOfSession)
        throw Error(ErrorCode::RateLimited, "render: too many wait; order it again later");
    const jobs::RenderRow row{.id = order.id, .session = session.id, .draft_json = order.draft_json};
    journal_.put_record(kPaper, row.id,
                        render_paper_to_json({.key = random_hex(16), .quality = order.quality, .failure = {}}));
    journal_.put_render(row);
    open_[row.id] = {.session = row.session, .submitted = true};
    try {
        give_to_backend(row);
    } catch (const Error& error) {
        end(row, Phase::Failed, api::problem_of(error).text);
    }
    changed_.notify_all();
    return true;
}

void Renders::give_to_backend(const jobs::RenderRow& row) {
    const auto session = sessions_.find(row.session);
    if (!session) throw Error(ErrorCode::NotFound, "render: its session is gone; open a new one");
    require_harmless(row.draft_json, backend_.state(session->behind).assets);
    backend_.submit_render({.id = row.id,
                            .session = session->behind,
                            .draft_json = row.draft_json,
                            .options = {.quality = quality_of(paper_of(row.id).quality)}});
}

std::optional<RenderView> Renders::view(const std::string& id) {
    if (!is_render_id(id)) return std::nullopt;
    const std::lock_guard lock(mutex_);
    settle(id);
    auto row = journal_.render(id);
    if (!row || !sessions_.find(row->session)) return std::nullopt;
    const auto open = open_.find(id);
    const bool completed = row->phase == Phase::Completed;
    const double progress = open != open_.end() ? open->second.progress : completed ? 1 : 0;
    return RenderView{.row = std::move(*row), .paper = paper_of(id), .progress = progress};
}

void Renders::cancel(const std::string& id) {
    const std::lock_guard lock(mutex_);
    if (!open_.contains(id)) return;
    if (status_of(backend_, id)) backend_.cancel_render(id);
    settle(id);
    // The backend may take a moment to give up; nobody waits for the file any more.
    if (const auto row = journal_.render(id); row && open_.contains(id)) end(*row, Phase::Cancelled, {});
}

bool is_of_the_moment(ErrorCode code) {
    using enum ErrorCode;
    return code == Network || code == Interrupted || code == DiskFull || code == Permission || code == Busy;
}

/// A render whose backend fails fails with it; a backend that cannot be asked now is asked again.
void Renders::settle(const std::string& id) {
    const auto open = open_.find(id);
    if (open == open_.end()) return;
    auto row = journal_.render(id);
    if (!row) return;
    try {
        settle_now(*row, open->second);
    } catch (const Error& error) {
        if (is_of_the_moment(error.code())) return;
        end(*row, Phase::Failed, api::problem_of(error).text);
    }
}

void Renders::settle_now(jobs::RenderRow& row, Open& open) {
    const auto status = status_of(backend_, row.id);
    if (!status) {
        if (open.submitted) throw Error(ErrorCode::RenderFailed, "render: was lost; order it again");
        open.submitted = true;
        return give_to_backend(row);
    }
    open.progress = status->progress;
    switch (status->phase) {
        case Phase::Pending: return;
        case Phase::Processing:
            if (std::exchange(row.phase, Phase::Processing) != Phase::Processing) journal_.put_render(row);
            return;
        case Phase::Completed: {
            NoProgress progress;
            row.output = root_ / "render" / (row.id + ".mp4");
            // After a journal that could not be written, the file stands there already.
            if (!std::filesystem::exists(*row.output)) {
                backend_.fetch(row.id, *row.output, progress, stop_.get_token());
            }
            return end(row, Phase::Completed, {});
        }
        case Phase::Failed:
            return end(row, Phase::Failed, status->failure ? api::problem_of(*status->failure).text : std::string());
        case Phase::Cancelled: return end(row, Phase::Cancelled, {});
    }
}

void Renders::end(jobs::RenderRow row, Phase phase, const std::string& failure) {
    row.phase = phase;
    if (phase != Phase::Completed) row.output.reset();
    if (phase == Phase::Failed) {
        RenderPaper paper = paper_of(row.id);
        paper.failure = failure.empty() ? "the render failed" : failure;
        journal_.put_record(kPaper, row.id, render_paper_to_json(paper));
    }
    journal_.put_render(row);
    open_.erase(row.id);
}

RenderPaper Renders::paper_of(const std::string& id) const {
    const auto record = journal_.record_of(kPaper, id);
    return (record ? render_paper_from_json(*record) : std::nullopt).value_or(RenderPaper{});
}

bool Renders::settle_or_warn(const std::string& id) {
    try {
        settle(id);
        return true;
    } catch (const std::exception& error) {
        log::warning(fmt::format("a render cannot be watched now: {}", error.what()));
        return false;
    }
}

void Renders::watch(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        if (!changed_.wait(lock, stop, [this] { return !open_.empty(); })) return;
        std::vector<std::string> ids;
        for (const auto& [id, open] : open_) ids.push_back(id);
        bool all_well = true;
        for (const std::string& id : ids) {
            if (!stop.stop_requested()) all_well = settle_or_warn(id) && all_well;
        }
        changed_.wait_for(lock, stop, all_well ? kWatchEvery : kWatchAgain, [] { return false; });
    }
}

}  // namespace takt::server
