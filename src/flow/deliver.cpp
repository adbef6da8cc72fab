// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/deliver.h"

#include "base/atomic_file.h"
#include "flow/comparable.h"
#include "flow/leftovers.h"
#include "flow/order_rows.h"
#include "flow/poll.h"
#include "flow/project_inputs.h"
#include "flow/proof.h"
#include "flow/sessions.h"
#include "jobs/run_step.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::flow {
namespace {

using State = jobs::MessageRow::State;

Names names_for(const Project& project, const Order& order, const std::string& key) {
    Names names;
    names.file = order.output.value_or(project.renders() / fmt::format("takt-{}.mp4", key.substr(0, 8)));
    names.report = project.renders() / fmt::format("{}.report.json", names.file.stem().string());
    return names;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (end > at) lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& lines) {
    to.insert(to.end(), lines.begin(), lines.end());
}

/// What the user asked for, in words, however it was said: a song among the files is meant to be heard.
std::string request_of(const Order& order, const Project& project) {
    const bool song = std::any_of(project.inputs.begin(), project.inputs.end(), [](const PreparedItem& item) {
        return item.output && item.output->kind == MediaKind::Audio;
    });
    return fmt::format("{}\n{}\n{}", order.prompt, song ? "music" : "", order.settings.title.empty() ? "" : "title");
}

/// What resuming can cure.
bool may_be_resumed(ErrorCode code) {
    switch (code) {
        case ErrorCode::Network:
        case ErrorCode::Interrupted:
        case ErrorCode::RateLimited:
        case ErrorCode::Auth:
        case ErrorCode::Credits:
        case ErrorCode::DiskFull:
        case ErrorCode::Permission:
        case ErrorCode::Busy:
        case ErrorCode::Internal: return true;
        default: return false;
    }
}

class Delivery {
public:
    Delivery(const Project& project, const Order& order, const Place& place,
             const std::function<void(const ChatEvent&)>& on_event, Progress& progress, const std::stop_token& stop)
        : project_(project), order_(order), place_(place), on_event_(on_event), progress_(progress), stop_(stop) {}

    Delivered run() {
        if (!order_.until_draft) sweep();
        return order_.prompt.empty() && order_.resumed.empty() ? export_draft() : carry_out();
    }

    /// A draft that is at hand already.
    Delivered render_only(const Draft& draft) {
        sweep();
        const std::string json = draft_to_json(draft);
        take_row(order_key(order_, project_, place_, json));
        if (done_before()) return reused();
        session_ = session_for(row_, order_, place_);
        delivered_.draft = draft;
        return finish(json);
    }

private:
    void sweep() const {
        make_folder(project_.renders());
        remove_leftovers(project_.root);
        remove_stale_fetches(project_, place_.journal);
    }

    void take_row(const std::string& key) {
        row_ = order_row(order_, key, project_, place_);
        names_ = names_for(project_, order_, shared_key(row_.key));
    }

    [[nodiscard]] jobs::StepKey step() const { return {"render", row_.key}; }
    [[nodiscard]] bool done_before() const { return jobs::is_done(place_.journal, step(), names_.file); }

    Delivered reused() {
        if (row_.session) delivered_.session = {*row_.session};
        if (const auto render = place_.journal.render_of(row_.key)) delivered_.render_id = render->id;
        delivered_.file = names_.file;
        delivered_.report = names_.report;
        delivered_.reused = true;
        close();
        return std::move(delivered_);
    }

    /// The session's draft as it is: which order this is depends on what is to be exported.
    Delivered export_draft() {
        const auto session = current_session(project_, place_, false);
        if (!session) {
            throw Error(ErrorCode::EditUnclear,
                        "export: there is no timeline yet; make one with `takt render` or `takt chat`");
        }
        session_ = *session;
        const SessionState state = place_.backend.state(session_);
        take_draft(state);
        if (order_.until_draft) return until_draft();
        take_row(order_key(order_, project_, place_, session_.value + "|" + comparable(state.draft_json)));
        if (done_before()) return reused();
        row_.session = session_.value;
        reopen();
        return finish(state.draft_json);
    }

    Delivered carry_out() {
        take_row(order_key(order_, project_, place_, corrections_of(project_)));
        if (!order_.until_draft && done_before()) return reused();
        reopen();
        return guarded([&] {
            // A render that was begun goes on with the draft it was begun with, whatever became of the session since.
            const auto render = place_.journal.render_of(row_.key);
            if (render && may_be_had(*render) && !order_.until_draft) {
                session_ = {render->session};
                delivered_.draft = draft_from_json(render->draft_json);
                return finish(render->draft_json);
            }
            session_ = session_for(row_, order_, place_);
            const SessionState state = order_.prompt.empty() ? place_.backend.state(session_) : turn();
            take_draft(state);
            return order_.until_draft ? until_draft() : finish(state.draft_json);
        });
    }

    /// The message is understood once, whatever happened before.
    SessionState turn() {
        auto message = said();
        if (message && message->session != session_.value) message.reset();  // the session it was said in is gone
        if (message && message->state == State::Answered) {
            append(delivered_.notes, lines_of(message->outcome));
            return place_.backend.state(session_);
        }
        Conversation with = conversation(place_, session_);
        with.request = request_of(order_, project_);
        // An editor in this process died with the process that it was in: nothing is paid there, so it is asked again.
        if (message && message->state == State::Sent && place_.lives_on())
            return report(recover(with, *message, stop_));
        if (message && message->state == State::Failed && !was_refused(*message) && !order_.resumed.empty()) {
            throw Error(ErrorCode::RenderFailed,
                        fmt::format("{}: {}; give the command again to say it again", order_.prompt, message->outcome));
        }
        (void)bring(order_.files, session_, place_, progress_, stop_);
        return report(converse(with, order_.message, message_key(row_), on_event_, stop_));
    }

    SessionState report(TurnReport turn) {
        delivered_.changes = std::move(turn.changes);
        append(delivered_.notes, lines_of(turn.said));
        append(delivered_.notes, delivered_.changes);
        append(delivered_.notes, turn.remarks);
        return std::move(turn.state);
    }

    void take_draft(const SessionState& state) {
        if (!state.draft || !state.draft->renderable()) {
            throw Error(
                ErrorCode::EditUnclear,
                "render: the request made no timeline; say what to do with the clips, in `takt chat` or with -y");
        }
        delivered_.draft = state.draft;
    }

    Delivered until_draft() {
        delivered_.session = session_;
        return std::move(delivered_);
    }

    Delivered finish(const std::string& draft_json) {
        return guarded([&] {
            const Rendered result =
                rendered({row_.key, session_, draft_json, order_.options}, place_, progress_, stop_);
            delivered_.verification = put_in_place(result, order_.options, names_, project_, place_, progress_, stop_);
            jobs::record_done(place_.journal, step(), names_.file, "{}");
            jobs::RenderRow row = result.row;
            row.output = names_.file;
            place_.journal.put_render(row);
            close();
            remove_stale_fetches(project_, place_.journal);
            delivered_.session = session_;
            delivered_.render_id = row.id;
            delivered_.file = names_.file;
            delivered_.report = names_.report;
            return std::move(delivered_);
        });
    }

    /// This is the job runner: an order that ended in what resuming cannot cure is over.
    template <typename Work>
    Delivered guarded(const Work& work) {
        try {
            return work();
        } catch (const Error& error) {
            if (!stays_open(error.code())) close();
            throw;
        }
    }

    [[nodiscard]] bool stays_open(ErrorCode why) const {
        if (why == ErrorCode::VerificationFailed || why == ErrorCode::RenderFailed) return false;
        const auto render = place_.journal.render_of(row_.key);
        if (render && may_be_had(*render)) return true;  // it is on its way, or waits to be fetched
        const auto message = said();
        const bool unread = !message || was_refused(*message);
        if (!unread && message->state == State::Failed) return false;  // who says it again decides so
        return may_be_resumed(why) || (why == ErrorCode::Plan && unread && !render);
    }

    [[nodiscard]] std::optional<jobs::MessageRow> said() const { return place_.journal.message_of(message_key(row_)); }

    void reopen() { mark(false); }
    void close() { mark(true); }
    /// Who wants only a draft neither begins nor ends what `takt resume` finishes.
    void mark(bool finished) {
        if (order_.until_draft) return;
        row_.finished = finished;
        place_.journal.put_order(row_);
    }

    const Project& project_;
    const Order& order_;
    const Place& place_;
    const std::function<void(const ChatEvent&)>& on_event_;
    Progress& progress_;
    const std::stop_token& stop_;
    jobs::OrderRow row_;
    Names names_;
    SessionId session_;
    Delivered delivered_;
};

}  // namespace

std::string default_prompt(const Project& project) {
    const auto clips = std::count_if(project.inputs.begin(), project.inputs.end(), [](const PreparedItem& item) {
        return item.output && item.output->kind != MediaKind::Audio;
    });
    return clips == 1 ? "add this background music to my video" : "create a music video with beat-synced visuals";
}

Delivered deliver(const Project& project, const Order& order, const Place& place,
                  const std::function<void(const ChatEvent&)>& on_event, Progress& progress,
                  const std::stop_token& stop) {
    return Delivery(project, order, place, on_event, progress, stop).run();
}

Delivered deliver_draft(const Project& project, const Order& order, const Draft& draft, const Place& place,
                        Progress& progress, const std::stop_token& stop) {
    return Delivery(project, order, place, {}, progress, stop).render_only(draft);
}

}  // namespace takt::flow
