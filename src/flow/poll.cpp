// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/poll.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <random>

namespace takt::flow {
namespace {

using std::chrono::seconds;
using Phase = RenderStatus::Phase;

constexpr Ms kLocalPause{100};
constexpr std::array<Ms, 5> kServicePauses = {seconds{2}, seconds{4}, seconds{8}, seconds{15}, seconds{30}};
// A service may need a while until it knows what it has just accepted.
constexpr Ms kUnknownFor = seconds{60};
constexpr int kSubmissions = 2;

bool ended(Phase phase) {
    return phase != Phase::Pending && phase != Phase::Processing;
}

/// One poll's answer; neither is set when the service could not be reached.
struct Answer {
    std::optional<RenderStatus> status;
    bool unknown_id = false;
};

Answer poll(Backend& backend, const std::string& id) {
    try {
        return {.status = backend.poll_render(id)};
    } catch (const Error& error) {
        if (error.code() == ErrorCode::NotFound) return {.unknown_id = true};
        if (error.code() != ErrorCode::Network) throw;
        return {};
    }
}

class Rendering {
public:
    Rendering(const RenderJob& job, const Place& place, Progress& progress, const std::stop_token& stop)
        : job_(job), place_(place), progress_(progress), stop_(stop) {}

    Rendered run() {
        progress_.begin("render", 1000, "permille");
        std::optional<Rendered> done = take_up();
        while (!done) {
            submit();
            done = outcome(wait(false));
        }
        progress_.end();
        return std::move(*done);
    }

private:
    void record(Phase phase) {
        if (row_.phase == phase) return;
        row_.phase = phase;
        place_.journal.put_render(row_);
    }

    /// The render of an earlier run. What is known to have ended badly is submitted afresh: the user asks again.
    std::optional<Rendered> take_up() {
        auto known = place_.journal.render_of(job_.order);
        if (!known || !may_be_had(*known)) return std::nullopt;
        row_ = std::move(*known);
        const std::optional<RenderStatus> status = wait(true);
        if (!status) return std::nullopt;  // it never arrived, or is forgotten
        submissions_ = 1;
        return outcome(status);
    }

    /// Unique, and says nothing about the machine.
    static std::string new_id(const Clock& clock) {
        std::random_device random;
        const auto since = std::chrono::duration_cast<Ms>(clock.today().time_since_epoch());
        return fmt::format("render_{}_{:08x}", since.count(), random());
    }

    /// The same draft fails in the same way in this process; a service may do better the second time.
    [[nodiscard]] bool may_submit_again() const { return place_.lives_on() && submissions_ < kSubmissions; }

    void submit() {
        row_ = {.id = new_id(place_.clock),
                .session = job_.session.value,
                .order = job_.order,
                .draft_json = job_.draft_json};
        place_.journal.put_render(row_);
        ++submissions_;
        const RenderRequest request{row_.id, job_.session, job_.draft_json, job_.options};
        try {
            place_.backend.submit_render(request);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::Network) return after_refusal(error);
            // It may have arrived: only what the service does not come to know is sent again, once.
            if (!comes_to_be_known(error)) send_again(request);
        }
    }

    /// Throws `refusal` unless another id may do better.
    void after_refusal(const Error& refusal) {
        if (refusal.code() == ErrorCode::Interrupted) throw Error(refusal);
        record(Phase::Failed);
        // Usage: the service finds fault with the request, which may be no more than its id.
        const bool may_help = refusal.code() == ErrorCode::RenderFailed || refusal.code() == ErrorCode::Usage;
        if (!may_help || !may_submit_again()) throw Error(refusal);
        submit();
    }

    /// Throws `lost` when the service cannot be asked.
    bool comes_to_be_known(const Error& lost) {
        const auto sent = place_.clock.now();
        for (int polls = 0;; ++polls) {
            const Answer answer = poll(place_.backend, row_.id);
            if (answer.status) return true;
            if (!answer.unknown_id) throw Error(lost);
            const Ms left = kUnknownFor - std::chrono::duration_cast<Ms>(place_.clock.now() - sent);
            if (left <= Ms{0}) return false;
            place_.clock.wait(std::min(poll_pause(polls, place_.lives_on()), left), stop_);
        }
    }

    void send_again(const RenderRequest& request) {
        try {
            place_.backend.submit_render(request);
        } catch (const Error& error) {
            // "The id was used before": then the first one did arrive, and is only slow to be seen.
            if (error.code() == ErrorCode::Usage) return;
            if (error.code() == ErrorCode::Network) throw;
            after_refusal(error);
        }
    }

    /// Until the render has ended; absent when nobody knows it (any more). `at_once`: it was submitted earlier.
    std::optional<RenderStatus> wait(bool at_once) {
        const auto start = place_.clock.now();
        auto last_known = start;
        for (int polls = 0;; ++polls) {
            if (polls > 0 || (!at_once && place_.lives_on())) pause(polls - (at_once ? 1 : 0), start);
            const Answer answer = poll(place_.backend, row_.id);
            if (answer.status) {
                last_known = place_.clock.now();
                report(*answer.status);
                record(answer.status->phase);
                if (ended(answer.status->phase)) return answer.status;
            } else if (answer.unknown_id) {
                if (!place_.lives_on() || place_.clock.now() - last_known >= kUnknownFor) {
                    record(Phase::Failed);
                    return std::nullopt;
                }
            }
        }
    }

    void pause(int n, std::chrono::steady_clock::time_point start) const {
        Ms length = poll_pause(n, place_.lives_on());
        if (place_.patience) {
            const auto spent = std::chrono::duration_cast<Ms>(place_.clock.now() - start);
            const Ms left = *place_.patience - spent;
            if (left <= Ms{0}) throw_parked();
            length = std::min(length, left);
        }
        place_.clock.wait(length, stop_);
    }

    [[noreturn]] void throw_parked() const {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*place_.patience);
        throw Error(
            ErrorCode::Network,
            fmt::format("render: not finished after {} min, it goes on without us; run `takt resume` to fetch it",
                        minutes.count()));
    }

    void report(const RenderStatus& status) {
        const auto permille = static_cast<std::int64_t>(std::clamp(status.progress, 0.0, 1.0) * 1000);
        reported_ = std::max(reported_, permille);
        progress_.advance(reported_);
    }

    /// Absent when it is to be submitted again; throws when it is not.
    std::optional<Rendered> outcome(const std::optional<RenderStatus>& status) const {
        if (status && status->phase == Phase::Completed) return Rendered{row_, *status};
        if (status && status->phase == Phase::Cancelled) {
            throw Error(ErrorCode::Interrupted, "render: was cancelled; run the same command again");
        }
        if (may_submit_again()) return std::nullopt;
        if (!place_.lives_on() && status && status->failure) throw *status->failure;
        const std::string why = !status           ? "the service does not know what it accepted"
                                : status->failure ? status->failure->what()
                                                  : "no reason given";
        throw Error(
            ErrorCode::RenderFailed,
            fmt::format("render: failed twice ({}); change the draft, or render it here with --fallback local", why));
    }

    const RenderJob& job_;
    const Place& place_;
    Progress& progress_;
    const std::stop_token& stop_;
    jobs::RenderRow row_;
    int submissions_ = 0;
    std::int64_t reported_ = 0;
};

}  // namespace

bool may_be_had(const jobs::RenderRow& render) {
    return render.phase != Phase::Failed && render.phase != Phase::Cancelled;
}

Ms poll_pause(int n, bool lives_on) {
    if (!lives_on) return kLocalPause;
    return kServicePauses.at(std::min<std::size_t>(static_cast<std::size_t>(n), kServicePauses.size() - 1));
}

Rendered rendered(const RenderJob& job, const Place& place, Progress& progress, const std::stop_token& stop) {
    return Rendering(job, place, progress, stop).run();
}

}  // namespace takt::flow
