// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/render_project.h"

#include "base/atomic_file.h"
#include "base/fingerprint.h"
#include "base/stop.h"
#include "beats/cached_beats.h"
#include "flow/expectation.h"
#include "flow/leftovers.h"
#include "jobs/journal.h"
#include "jobs/run_step.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace takt::flow {
namespace {

// Part of the key of every render: raise it when the same draft would look or sound different.
constexpr std::string_view kRenderVersion = "render-1";
constexpr auto kPollEvery = std::chrono::milliseconds{100};

std::vector<std::filesystem::path> prepared_files(const Project& project) {
    std::vector<std::filesystem::path> files;
    for (const PreparedItem& item : project.inputs) {
        if (!item.output) continue;
        std::error_code ignored;
        if (!std::filesystem::exists(item.output->path, ignored)) {
            throw Error(ErrorCode::NotFound, fmt::format("{}: the prepared file is gone; run `takt prep` again",
                                                         item.output->path.string()));
        }
        files.push_back(item.output->path);
    }
    if (files.empty()) {
        throw Error(ErrorCode::EditUnclear,
                    "render: the project holds no usable clip; run `takt prep` with at least one");
    }
    return files;
}

std::string order_fingerprint(const std::string& prompt, const RenderOrder& order,
                              const std::vector<std::filesystem::path>& files) {
    const EditSettings& s = order.settings;
    std::string all =
        fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", kRenderVersion, prompt, static_cast<int>(s.aspect),
                    static_cast<int>(s.pace), static_cast<int>(s.fit), s.length ? s.length->count() : -1,
                    s.rate ? s.rate->num : 0, s.rate ? s.rate->den : 0, s.min_shot.count(), s.title, s.seed,
                    static_cast<int>(order.options.quality), order.options.integrated_lufs);
    // A prepared file's name carries the fingerprint of its content.
    for (const auto& file : files) all += "|" + file.filename().string();
    return fingerprint(all);
}

/// A session of our own for every order, holding the project's files and the draft that the request made.
struct Edited {
    SessionId session;
    Draft draft;
    std::vector<std::string> notes;
};

Edited edit(const std::vector<std::filesystem::path>& files, const std::string& prompt, const EditSettings& settings,
            Backend& backend, Progress& progress, const std::stop_token& stop) {
    Edited edited{.session = backend.open_session(settings)};
    for (const auto& file : files) (void)backend.upload(edited.session, file, progress, stop);
    std::string said;
    backend.say(
        edited.session, prompt,
        [&](const ChatEvent& event) {
            if (const auto* delta = std::get_if<TextDelta>(&event)) said += delta->text;
        },
        stop);
    for (std::size_t at = 0; at < said.size();) {
        const std::size_t end = std::min(said.find('\n', at), said.size());
        if (end > at) edited.notes.push_back(said.substr(at, end - at));
        at = end + 1;
    }
    const SessionState state = backend.state(edited.session);
    if (!state.draft || !state.draft->renderable()) {
        throw Error(ErrorCode::EditUnclear, "render: the request made no timeline; say what to do with the clips");
    }
    edited.draft = *state.draft;
    return edited;
}

/// Waits until the render has ended, in steps short enough for a stop to be answered at once.
RenderStatus wait_for_render(const std::string& id, Backend& backend, Progress& progress, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    progress.begin("render", 1000, "permille");
    for (;;) {
        if (stop.stop_requested()) backend.cancel_render(id);
        throw_if_stopped(stop);
        RenderStatus status = backend.poll_render(id);
        progress.advance(static_cast<std::int64_t>(status.progress * 1000));
        if (status.phase != RenderStatus::Phase::Pending && status.phase != RenderStatus::Phase::Processing) {
            progress.end();
            return status;
        }
        std::unique_lock lock(mutex);
        wake.wait_for(lock, stop, kPollEvery, [] { return false; });
    }
}

/// Sources of silence stay silent, and very quiet ones are raised only so far.
void allow_for(const RenderedSound& sound, Expectation& expected) {
    expected.silent = expected.silent || sound.silent;
    if (sound.silent || sound.gain_db >= kMaxGainDb) expected.integrated_lufs.reset();
}

struct Names {
    std::filesystem::path file;
    std::filesystem::path report;
};

/// A file that fails keeps a name that says so, beside its report: there is a person who wants to look at it.
void prove(const Verification& verification, const std::filesystem::path& part, const Names& names) {
    if (verification.ok) return;
    std::vector<std::string> failed;
    for (const Check& check : verification.checks) {
        if (!check.ok) failed.push_back(fmt::format("{} is {} (limit {})", check.name, check.value, check.limit));
    }
    std::filesystem::path kept = names.file;
    publish(part, kept.replace_extension(".unverified.mp4"));
    throw Error(ErrorCode::VerificationFailed, fmt::format("{}: the finished video did not pass: {}; look at {} and {}",
                                                           names.file.filename().string(), fmt::join(failed, ", "),
                                                           kept.string(), names.report.string()));
}

Names names_for(const Project& project, const RenderOrder& order, const std::string& print) {
    Names names;
    names.file = order.output.value_or(project.renders() / fmt::format("takt-{}.mp4", print.substr(0, 8)));
    names.report = project.renders() / fmt::format("{}.report.json", names.file.stem().string());
    return names;
}

Verification render_and_prove(const Project& project, const RenderOrder& order, const Edited& edited,
                              const Names& names, Backend& backend, jobs::Journal& journal, const std::string& print,
                              Progress& progress, const std::stop_token& stop) {
    const auto ticks = std::chrono::system_clock::now().time_since_epoch();
    const RenderRequest request{
        fmt::format("render_{}_{}", std::chrono::duration_cast<Ms>(ticks).count(), print.substr(0, 6)), edited.session,
        edited.draft, order.options};
    journal.put_render(
        {request.id, edited.session.value, RenderStatus::Phase::Pending, draft_to_json(edited.draft), {}});
    backend.submit_render(request);
    const RenderStatus status = wait_for_render(request.id, backend, progress, stop);
    journal.put_render({request.id, edited.session.value, status.phase, draft_to_json(edited.draft), {}});
    if (status.failure) throw *status.failure;
    if (status.phase != RenderStatus::Phase::Completed) {
        throw Error(ErrorCode::Interrupted, "render: was cancelled; run the same command again");
    }

    const auto part = part_path(names.file);
    backend.fetch(request.id, part, progress, stop);
    Expectation expected =
        expectation_of(edited.draft, order.options, [&](const std::string& source) -> std::optional<BeatGrid> {
            const auto kept = beats::beats_file(project.analysis(), std::filesystem::path(source).stem());
            std::error_code ignored;
            if (!std::filesystem::exists(kept, ignored)) return std::nullopt;
            return beats_from_json(read_file(kept));
        });
    if (status.sound) allow_for(*status.sound, expected);
    Verification verification = verify_video(part, expected, progress, stop);
    verification.file = names.file;
    write_file(names.report, verification_to_json(verification));
    prove(verification, part, names);
    publish(part, names.file);
    journal.put_render({request.id, edited.session.value, status.phase, draft_to_json(edited.draft), names.file});
    return verification;
}

}  // namespace

std::string default_prompt(const Project& project) {
    const auto clips = std::count_if(project.inputs.begin(), project.inputs.end(), [](const PreparedItem& item) {
        return item.output && item.output->kind != MediaKind::Audio;
    });
    return clips == 1 ? "add this background music to my video" : "create a music video with beat-synced visuals";
}

RenderedProject render_project(const Project& project, const RenderOrder& order, Backend& backend,
                               jobs::Journal& journal, Progress& progress, std::stop_token stop) {
    RenderedProject rendered;
    rendered.prompt = order.prompt.empty() ? default_prompt(project) : order.prompt;
    const auto files = prepared_files(project);
    const std::string print = order_fingerprint(rendered.prompt, order, files);
    const Names names = names_for(project, order, print);
    if (order.dry_run) {
        Edited edited = edit(files, rendered.prompt, order.settings, backend, progress, stop);
        rendered.draft = std::move(edited.draft);
        rendered.notes = std::move(edited.notes);
        return rendered;
    }
    make_folder(project.renders());
    remove_leftovers(project.root);
    std::error_code ignored;
    if (order.force) std::filesystem::remove(names.file, ignored);
    rendered.reused = !jobs::run_step(journal, {"render", print}, names.file, [&] {
        Edited edited = edit(files, rendered.prompt, order.settings, backend, progress, stop);
        rendered.verification =
            render_and_prove(project, order, edited, names, backend, journal, print, progress, stop);
        rendered.draft = std::move(edited.draft);
        rendered.notes = std::move(edited.notes);
        return std::string("{}");
    });
    rendered.file = names.file;
    rendered.report = names.report;
    return rendered;
}

}  // namespace takt::flow
