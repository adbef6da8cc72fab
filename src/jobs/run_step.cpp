// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/run_step.h"

#include "takt/error.h"

#include "base/fingerprint.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <system_error>

namespace takt::jobs {
namespace {

/// The size of a regular file; absent for anything else and for nothing at all.
std::optional<std::int64_t> size_of(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return std::nullopt;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (error) return std::nullopt;
    return static_cast<std::int64_t>(size);
}

bool still_matches(const StepOutput& recorded, const std::filesystem::path& output) {
    return recorded.path == std::filesystem::weakly_canonical(output) && size_of(output) == recorded.size_bytes &&
           fingerprint_file(output) == recorded.hash;
}

}  // namespace

bool is_done(const Journal& journal, const StepKey& key, const std::filesystem::path& output) {
    const std::optional<StepOutput> recorded = journal.finished(key);
    return recorded && still_matches(*recorded, output);
}

void record_done(Journal& journal, const StepKey& key, const std::filesystem::path& output,
                 std::string_view detail_json) {
    const std::optional<std::int64_t> size = size_of(output);
    if (!size) {
        throw Error(ErrorCode::Internal, fmt::format("{}: step '{}' ended without writing it; please report this",
                                                     output.string(), key.step));
    }
    journal.record(key, {.path = output, .size_bytes = *size, .hash = fingerprint_file(output)}, detail_json);
}

bool run_step(Journal& journal, const StepKey& key, const std::filesystem::path& output, const Work& work) {
    if (is_done(journal, key, output)) return false;
    record_done(journal, key, output, work());
    return true;
}

}  // namespace takt::jobs
