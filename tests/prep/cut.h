// SPDX-License-Identifier: GPL-3.0-or-later
// Exact cuts as `takt prep --trim` makes them: surveyed, planned, executed.
#pragma once

#include "takt/preparation.h"

#include "prep/prepared.h"

#include <filesystem>

namespace takt::test {

struct Cut {
    CutSurvey survey;
    Plan plan;
    std::filesystem::path path;
    Executed seen;
};

inline Cut cut(const std::filesystem::path& input, const TrimRequest& trim, const std::string& name = "cut.mp4") {
    const MediaInfo info = probe(input);
    Cut made;
    if (const auto kept = kept_range(info, trim)) made.survey = survey_cut(info, *kept);
    made.plan = plan_preparation(info, judge(info), {}, {.trim = trim}, made.survey);
    made.path = input.parent_path() / name;
    NoProgress quiet;
    made.seen = execute(made.plan, made.path, quiet);
    return made;
}

}  // namespace takt::test
