// SPDX-License-Identifier: GPL-3.0-or-later
// All four stages in one call, as `takt prep` makes them.
#pragma once

#include "takt/preparation.h"

#include <filesystem>

namespace takt::test {

struct Prepared {
    Verdict verdict;
    Plan plan;
    std::filesystem::path path;
};

inline Prepared prepare(const std::filesystem::path& input, const TrimRequest& trim = {}) {
    const MediaInfo info = probe(input);
    Prepared prepared;
    prepared.verdict = judge(info);
    prepared.plan = plan_preparation(info, prepared.verdict, {}, {.trim = trim});
    prepared.path = input.parent_path() / ("prepared-" + input.stem().string() + "." + prepared.plan.extension);
    NoProgress quiet;
    execute(prepared.plan, prepared.path, quiet);
    return prepared;
}

}  // namespace takt::test
