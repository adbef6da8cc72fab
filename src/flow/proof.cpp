// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/proof.h"

#include "base/atomic_file.h"
#include "beats/cached_beats.h"
#include "flow/expectation.h"
#include "flow/sources.h"
#include "flow/stated.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace takt::flow {
namespace {

constexpr int kServiceShortSide = 1080;

// What has arrived of a download stays here over runs, so that it goes on where it broke off.
std::filesystem::path fetches(const Project& project) {
    return project.renders() / ".fetch";
}

/// Sources of silence stay silent, and very quiet ones are raised only so far.
void allow_for(const RenderedSound& sound, Expectation& expected) {
    expected.silent = expected.silent || sound.silent;
    if (sound.silent || sound.gain_db >= kMaxGainDb) expected.integrated_lufs.reset();
}

/// A service mixes as it likes, and chooses the canvas and rate that its draft does not name.
void allow_for_a_service(const std::string& draft_json, Expectation& expected) {
    const Stated stated = stated_in(draft_json);
    expected.foreign = true;
    expected.silent = false;
    expected.integrated_lufs.reset();
    expected.max_true_peak_dbtp.reset();
    if (!stated.rate) expected.rate.reset();
    if (stated.canvas) return;
    expected.size.reset();
    expected.short_side = kServiceShortSide;
}

Expectation expectation_for(const Rendered& rendered, const RenderOptions& options, const Project& project,
                            const Place& place) {
    const auto uploads = place.journal.uploads(rendered.row.session);
    Expectation expected = expectation_of(
        draft_from_json(rendered.row.draft_json), options, [&](const std::string& source) -> std::optional<BeatGrid> {
            const std::filesystem::path name(file_name_of(source, uploads));
            const auto kept = beats::beats_file(project.analysis(), name.stem());
            std::error_code ignored;
            if (!std::filesystem::exists(kept, ignored)) return std::nullopt;
            return beats::kept_beats(project.media() / name, kept, project.corrections);
        });
    if (place.lives_on()) allow_for_a_service(rendered.row.draft_json, expected);
    if (rendered.status.sound) allow_for(*rendered.status.sound, expected);
    return expected;
}

/// Under `path` at last, also when that is on another disk.
void put(const std::filesystem::path& fetched, const std::filesystem::path& path) {
    move_file(fetched, part_path(path));
    publish(part_path(path), path);
}

/// What cannot even be measured is a broken download: kept, it would be met again by every run that goes on.
Verification measured(const std::filesystem::path& fetched, const Expectation& expected, const Names& names,
                      const Place& place, Progress& progress, const std::stop_token& stop) {
    try {  // part of the retry loop that the person runs
        return verify_video(fetched, expected, progress, stop);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Interrupted) throw;
        std::error_code ignored;
        std::filesystem::remove(fetched, ignored);
        if (!place.lives_on()) throw;
    }
    throw Error(ErrorCode::Network, fmt::format("{}: what was fetched is no video; run the same command again",
                                                names.file.filename().string()));
}

/// To fetch it again would bring the same: the next run renders anew.
void give_up(jobs::RenderRow render, const Place& place) {
    render.phase = RenderStatus::Phase::Failed;
    place.journal.put_render(render);
}

/// A file that fails keeps a name that says so, beside its report: there is a person who wants to look at it.
void prove(const Verification& verification, const std::filesystem::path& fetched, const Names& names) {
    if (verification.ok) return;
    std::vector<std::string> failed;
    for (const Check& check : verification.checks) {
        if (!check.ok) failed.push_back(fmt::format("{} is {} (limit {})", check.name, check.value, check.limit));
    }
    std::filesystem::path kept = names.file;
    put(fetched, kept.replace_extension(".unverified.mp4"));
    throw Error(ErrorCode::VerificationFailed, fmt::format("{}: the finished video did not pass: {}; look at {} and {}",
                                                           names.file.filename().string(), fmt::join(failed, ", "),
                                                           kept.string(), names.report.string()));
}

}  // namespace

Verification put_in_place(const Rendered& rendered, const RenderOptions& options, const Names& names,
                          const Project& project, const Place& place, Progress& progress, const std::stop_token& stop) {
    make_folder(fetches(project));
    const auto fetched = fetches(project) / fmt::format("{}.mp4", rendered.row.id);
    std::error_code ignored;
    // It appears whole: what stands there is what a run before this one fetched and did not come to measure.
    if (!std::filesystem::exists(fetched, ignored)) place.backend.fetch(rendered.row.id, fetched, progress, stop);

    const Expectation expected = expectation_for(rendered, options, project, place);
    Verification verification = measured(fetched, expected, names, place, progress, stop);
    verification.file = names.file;
    write_file(names.report, verification_to_json(verification));
    if (!verification.ok) give_up(rendered.row, place);
    prove(verification, fetched, names);
    put(fetched, names.file);
    return verification;
}

void remove_stale_fetches(const Project& project, const jobs::Journal& journal) {
    const std::vector<jobs::RenderRow> open = journal.open_renders();
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(fetches(project), ignored)) {
        const std::string name = entry.path().filename().string();
        const bool wanted =
            std::any_of(open.begin(), open.end(), [&](const jobs::RenderRow& row) { return name.starts_with(row.id); });
        if (!wanted) std::filesystem::remove(entry.path(), ignored);
    }
    std::filesystem::remove(fetches(project), ignored);  // only when empty
}

}  // namespace takt::flow
