// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/prepare_inputs.h"

#include "base/regular_file.h"
#include "base/stop.h"
#include "flow/joined_progress.h"
#include "flow/make_output.h"
#include "flow/prepare_key.h"
#include "jobs/journal.h"
#include "jobs/run_step.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <thread>
#include <utility>

namespace takt::flow {
namespace {

constexpr const char* kStep = "prepare";
// A probe decodes one frame and keeps some packets.
constexpr std::int64_t kLookBytes = 128LL << 20U;

int jobs_of(const PrepareRequest& request) {
    return request.jobs > 0 ? request.jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

/// What is to be carried out, and what that takes.
struct Inputs::Works {
    std::vector<Input*> inputs;
    std::vector<Load> loads;
    std::vector<std::int64_t> weights_ms;  ///< two of each: making and analysing
    std::size_t to_make = 0;
};

Inputs::Inputs(const PrepareRequest& request, const std::vector<std::filesystem::path>& files, const Project& project,
               jobs::Journal* journal)
    : request_(request), project_(project), journal_(journal), jobs_(jobs_of(request)) {
    for (const auto& file : files) inputs_.push_back({.file = file});
    if (journal != nullptr) known_.emplace(*journal);
}

/// This is the job runner: one input's failure is told and the next input goes on.
template <typename Work>
void Inputs::guarded(Input& input, Work work) {
    try {
        work();
    } catch (const Error& error) {
        if (!is_about_the_input(error.code())) throw;
        input.item = rejected(input.file, error);
        input.decision.reset();
    }
}

void Inputs::look(Progress& progress, const std::stop_token& stop) {
    const std::size_t count = inputs_.size();
    NoProgress quick;  // one file is looked at before anybody could read a line about it
    JoinedProgress joined(
        count > 1 ? progress : quick, [&](std::size_t) { return fmt::format("look at {} files", count); }, "files",
        std::vector<std::int64_t>(count, 1));
    run_side_by_side(
        std::vector<Load>(count, Load{kLookBytes, false}), room_for(jobs_),
        [&](std::size_t i, const std::stop_token& stopped) {
            look_at(inputs_[i], stopped);
            joined.finish(i);
        },
        stop);
    joined.end();
    if (known_) known_->save();
}

void Inputs::look_at(Input& input, const std::stop_token& stop) {
    guarded(input, [&] {
        // A file over the limit is refused for its size, not read through first.
        const bool readable = regular_file_size(input.file) <= request_.limits.max_input_bytes;
        if (known_ && readable) {
            input.content = known_->content_of(input.file);
            input.print = step_fingerprint(input.content, request_);
            input.item = answer_of_before(input);
            if (input.item) return;
        }
        throw_if_stopped(stop);
        input.decision = decide(input.file, request_, jobs_, stop);
        if (input.decision->plan) return;
        input.item = std::move(input.decision->item);
        input.decision.reset();
    });
    keep_rejection(input);
}

/// A file that is not there may be there tomorrow; everything else that was read is as it is.
void Inputs::keep_rejection(const Input& input) {
    if (!known_ || input.content.empty() || !input.item || input.item->reused) return;
    known_->put_rejected(rejection_key(input.content, input.file, request_), *input.item, project_.root);
}

std::optional<PreparedItem> Inputs::answer_of_before(const Input& input) {
    const jobs::StepKey key{kStep, input.print};
    const auto done = journal_->finished(key);
    std::optional<PreparedItem> item;
    if (request_.force) {
        std::error_code ignored;
        if (done) std::filesystem::remove(done->path, ignored);
    } else if (done && jobs::is_done(*journal_, key, done->path)) {
        item = item_from_json(journal_->detail(key).value_or("{}"), project_.root);
    } else {
        item = known_->rejected(rejection_key(input.content, input.file, request_), project_.root);
    }
    if (!item) return std::nullopt;
    item->input = input.file;
    item->reused = true;
    return item;
}

void Inputs::join_equal_ones() {
    std::map<std::string, std::size_t> firsts;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
        Input& input = inputs_[i];
        const bool usable = input.decision || (input.item && input.item->output);
        if (!usable) continue;
        const auto [first, is_first] = firsts.try_emplace(input.print, i);
        if (!is_first) input.same_as = first->second;
    }
}

Inputs::Works Inputs::works() {
    Works works;
    for (Input& input : inputs_) {
        if (input.same_as || (input.item && !input.item->output)) continue;
        const WorkCost cost = input.decision ? input.decision->cost : cost_of_done();
        works.inputs.push_back(&input);
        works.loads.push_back(cost.load);
        works.weights_ms.insert(works.weights_ms.end(), {cost.make_ms, cost.analyse_ms});
        works.to_make += input.decision ? 1 : 0;
    }
    return works;
}

void Inputs::make(Input& input, Progress& progress, const std::stop_token& stop) {
    const auto output = project_.media() / prepared_name(input.file, input.print, input.decision->plan->extension);
    input.item = make_output(*input.decision, output, project_, request_, progress, stop);
    jobs::record_done(*journal_, {kStep, input.print}, output, item_to_json(*input.item, project_.root));
}

void Inputs::carry_out(Progress& progress, const std::stop_token& stop) {
    const Works works = this->works();
    const Room room = room_for(jobs_);
    NoProgress nothing;  // one file's own phases say more than a sum would
    const bool many = works.to_make > 1;
    JoinedProgress joined(
        many ? progress : nothing,
        [&](std::size_t done) {
            return done == 0 ? fmt::format("prepare {} files", works.to_make)
                             : fmt::format("prepare {} of {} files", done, works.to_make);
        },
        "ms", works.weights_ms);
    const auto carry_out_one = [&](std::size_t i, const std::stop_token& stopped) {
        Input& input = *works.inputs[i];
        const bool is_new = input.decision.has_value();
        guarded(input, [&] {
            if (is_new) make(input, many ? joined.part(2 * i) : progress, stopped);
            joined.finish(2 * i);
            Progress& rest = many || !is_new ? joined.part(2 * i + 1) : progress;
            analyse_output(*input.item, input.content, project_, request_, rest, stopped);
        });
        joined.finish(2 * i);
        joined.finish(2 * i + 1);
        if (is_new) joined.count_one();
    };
    run_side_by_side(works.loads, room, carry_out_one, stop);
    joined.end();
}

std::vector<PreparedItem> Inputs::items() const {
    std::vector<PreparedItem> items;
    for (const Input& input : inputs_) {
        const Input& answered = input.same_as ? inputs_[*input.same_as] : input;
        items.push_back(answered.item ? *answered.item : answered.decision->item);
        items.back().input = input.file;
    }
    return items;
}

}  // namespace takt::flow
