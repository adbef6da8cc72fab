// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever bytes a file holds, preparing it ends: with a proven file, or with an error that is the file's fault and
// nothing left behind. A file that was written but is not what was planned is our mistake.
#include "takt/error.h"
#include "takt/preparation.h"

#include "fuzz/media_bytes.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>

namespace {

using takt::fuzz::MediaBytes;
using takt::fuzz::require;

std::optional<takt::Plan> plan_for(const MediaBytes& file, const takt::Wishes& wishes) {
    const takt::Limits limits = takt::fuzz::tight_limits();
    const takt::MediaInfo info = takt::probe(file.path(), limits);
    const takt::Verdict verdict = takt::judge(info, limits, wishes);
    if (verdict.outcome == takt::Outcome::Rejected) return std::nullopt;
    const auto kept = takt::kept_range(info, wishes.trim);
    const takt::CutSurvey survey = kept ? takt::survey_cut(info, *kept) : takt::CutSurvey{};
    return takt::plan_preparation(info, verdict, limits, wishes, survey);
}

bool our_own_mistake(takt::ErrorCode code) {
    return code == takt::ErrorCode::Internal || code == takt::ErrorCode::VerificationFailed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const MediaBytes file(data, size);
    bool written = false;
    try {
        if (const auto plan = plan_for(file, takt::fuzz::some_wishes(data, size))) {
            takt::NoProgress progress;
            takt::execute(*plan, file.sibling("output." + plan->extension), progress);
            written = true;
        }
    } catch (const takt::Error& error) {
        if (our_own_mistake(error.code())) std::fprintf(stderr, "%s\n", error.what());
        require(!our_own_mistake(error.code()), "our own mistake");
    }
    require(file.files() == (written ? 2 : 1), "nothing is left behind");
    return 0;
}
